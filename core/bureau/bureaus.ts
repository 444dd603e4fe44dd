import type { BureauDefinition } from './Bureau';
import { HTTP_BUREAU } from './http';
import { SERASA } from './serasa';
import { SPC } from './spc';

/** A new bureau is one folder beside these and one line here: see docs/bureaus.md. */
export const BUREAUS: Readonly<Record<string, BureauDefinition>> = {
	http: HTTP_BUREAU,
	serasa: SERASA,
	spc: SPC,
};

/** The bureau of this name. Throws a RangeError that names the ones there are. */
export function bureauNamed(name: string): BureauDefinition {
	const found = Object.hasOwn(BUREAUS, name) ? BUREAUS[name] : undefined;
	if (!found) throw new RangeError(`Não há bureau "${name}". Há: ${Object.keys(BUREAUS).join(', ')}.`);
	return found;
}
