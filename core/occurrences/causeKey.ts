import { foldName } from '../ledger/invoices/foldName';

const MAX_LENGTH = 60;

/**
 * The key of a cause with this name: `Atraso do correio` is `atraso_do_correio`. Throws a RangeError, in Portuguese,
 * when the name has no letter or digit to make one of.
 */
export function causeKey(name: string): string {
	const key = foldName(name).replace(/[^a-z0-9]+/g, '_').slice(0, MAX_LENGTH).replace(/^_+|_+$/g, '');
	if (key === '') throw new RangeError('A causa precisa de um nome com letras, como "Atraso do correio".');
	return key;
}
