import type { IExecuteFunctions } from 'n8n-workflow';
import type { Bureau } from '../../core/bureau/Bureau';
import { bureauNamed, BUREAUS } from '../../core/bureau/bureaus';
import { bureauTransport } from '../shared/bureauTransport';
import { choicesOf } from '../shared/values';

/** The chosen bureaus in their order, each connected with its credential. Throws a RangeError that names what to correct. */
export async function chosenBureaus(functions: IExecuteFunctions): Promise<Bureau[]> {
	const names = [...new Set(choicesOf(functions.getNodeParameter('bureaus', 0), 'Bureaus', Object.keys(BUREAUS)))];
	if (names.length === 0) throw new RangeError('Escolha em "Bureaus" pelo menos um bureau.');
	const transport = bureauTransport(functions);
	const bureaus: Bureau[] = [];
	for (const name of names) {
		const definition = bureauNamed(name);
		bureaus.push(definition.connect(await functions.getCredentials(definition.credential), transport));
	}
	return bureaus;
}
