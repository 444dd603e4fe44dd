/**
 * Terms or amounts that nothing can be charged by. The message, in Portuguese, names the field and the value
 * and says what to do.
 */
export class ChargesError extends RangeError {
	override name = 'ChargesError';

	constructor(
		/** `amount`, `dueDate`, `issueDate`, `payment`, `fine`, `interest`, `discount`, `grace`, `legalRate` or `on`. */
		readonly field: ChargesField,
		readonly value: unknown,
		message: string,
	) {
		super(message);
	}
}

export type ChargesField = 'amount' | 'dueDate' | 'issueDate' | 'payment' | 'fine' | 'interest' | 'discount' | 'grace' | 'legalRate' | 'on';
