import { ParseError } from '../importing/problems';

export type DocumentErrorCode = 'EMPTY' | 'CHARACTERS' | 'LENGTH' | 'REPEATED' | 'CHECK_DIGITS';

/**
 * Text that is no CPF and no CNPJ. The message, in Portuguese, says what is wrong and what to do; it repeats
 * no digit of the document, so that it can be logged.
 */
export class DocumentError extends ParseError {
	override name = 'DocumentError';

	constructor(
		readonly code: DocumentErrorCode,
		message: string,
	) {
		super(message);
	}
}
