import { ParseError } from '../importing/problems';

/** What of a boleto is at fault. */
export type BoletoPart =
	/** Not given as text: numbers of 47 digits lose most of them. */
	| 'text'
	| 'characters'
	| 'length'
	/** The fields of the printed line, each with a check digit of its own; only arrecadação has a fourth. */
	| 'field1'
	| 'field2'
	| 'field3'
	| 'field4'
	/** The check digit over the whole barcode. */
	| 'general'
	| 'currency'
	| 'dueFactor'
	/** Second digit of arrecadação: what is paid. */
	| 'segment'
	/** Third digit of arrecadação: what the value is, and how check digits are made. */
	| 'valueId'
	/** What a barcode to be built is to hold. */
	| 'bank'
	| 'amount'
	| 'freeField';

/** A boleto that cannot be read or built. The message, in Portuguese, says which part is wrong and what to do. */
export class BoletoError extends ParseError {
	override name = 'BoletoError';

	constructor(
		readonly part: BoletoPart,
		message: string,
	) {
		super(message);
	}
}
