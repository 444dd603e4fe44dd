import { BANK_LINE_LENGTH } from './bankBoleto';
import { BoletoError } from './BoletoError';
import { COLLECTION_LINE_LENGTH } from './collectionBoleto';
import { readDigits } from './readDigits';

const BANK = /^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/;
const COLLECTION = /(\d{11})(\d)/g;

/**
 * A linha digitável in the groups in which boletos print it:
 * `00190.50095 40144.816069 06809.350314 5 99990000000100`, or of arrecadação
 * `83620000000-5 66780048100-0 18097565731-3 00158963608-1`. It is not checked: {@link parseBoleto} does.
 *
 * @param line 47 or 48 digits, grouped or not
 * @throws BoletoError (`text`, `characters` or `length`) when it is something else
 */
export function formatLine(line: string): string {
	const digits = readDigits(line);
	if (digits.length === BANK_LINE_LENGTH) return digits.replace(BANK, '$1.$2 $3.$4 $5.$6 $7 $8');
	if (digits.length === COLLECTION_LINE_LENGTH) return digits.replace(COLLECTION, '$1-$2 ').trimEnd();
	throw new BoletoError('length', `A linha digitável tem ${BANK_LINE_LENGTH} ou ${COLLECTION_LINE_LENGTH} dígitos; o texto tem ${digits.length}.`);
}
