import { ParseError } from '../importing/problems';

/**
 * `NO_AREA_CODE`: the DDD is missing. `AREA_CODE`: there is no such DDD. `OLD_MOBILE`: a mobile of eight
 * digits, from before the ninth. `NUMBER`: no line begins so. `SERVICE`: 0800, 4004 and the like, which
 * belong to no customer. `FOREIGN`: a number of another country.
 */
export type PhoneErrorCode =
	| 'EMPTY'
	| 'CHARACTERS'
	| 'LENGTH'
	| 'NO_AREA_CODE'
	| 'AREA_CODE'
	| 'OLD_MOBILE'
	| 'NUMBER'
	| 'SERVICE'
	| 'FOREIGN';

/** Text that is not one Brazilian phone number. The message, in Portuguese, does not repeat the number. */
export class PhoneError extends ParseError {
	override name = 'PhoneError';

	constructor(
		readonly code: PhoneErrorCode,
		message: string,
	) {
		super(message);
	}
}
