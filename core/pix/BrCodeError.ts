import { ParseError } from '../importing/problems';

/** What of a BR Code is at fault. */
export type BrCodePart =
	/** The text as a whole: empty, too long, or with characters that no code holds. */
	| 'text'
	/** Fields that do not follow one another as id, length and value. */
	| 'structure'
	| 'crc'
	/** Fields 00 and 52: not the version of EMV codes that Pix uses. */
	| 'format'
	/** Field 01. */
	| 'initiation'
	/** Fields 26 to 51: no Pix account, or not exactly one key or URL in it. */
	| 'account'
	| 'currency'
	| 'amount'
	| 'country'
	| 'name'
	| 'city'
	| 'txid';

/** A text that is not a valid Pix BR Code. The message, in Portuguese, says what is wrong. */
export class BrCodeError extends ParseError {
	override name = 'BrCodeError';

	constructor(
		readonly part: BrCodePart,
		message: string,
	) {
		super(message);
	}
}
