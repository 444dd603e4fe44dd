import { ParseError } from '../importing/problems';

/** A text that is not a Pix key. The message, in Portuguese, says what is wrong. */
export class PixKeyError extends ParseError {
	override name = 'PixKeyError';
}
