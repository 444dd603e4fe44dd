import fc from 'fast-check';
import { addDays } from '../../../core/calendar/day';
import { buildBarcode, MAX_BOLETO_CENTS } from '../../../core/boleto';
import { modulo10, modulo11Collection } from '../../../core/boleto/checkDigits';

/** Day on which the boletos of the tests are in use. */
export const REFERENCE = '2026-07-01';

const digits = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });

/** What a bank's boleto is made of, due within 4000 days of {@link REFERENCE} or without a due date. */
export const bankInputs = fc.record({
	bank: digits(3).filter((code) => !code.startsWith('8')),
	dueDate: fc.option(fc.integer({ min: -4000, max: 4000 }).map((days) => addDays(REFERENCE, days))),
	amountCents: fc.option(fc.oneof(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 1, max: MAX_BOLETO_CENTS }))),
	freeField: digits(25),
});

export const bankBarcodes = bankInputs.map(buildBarcode);

/** Barcodes of arrecadação of every segment and value id. */
export const collectionBarcodes = fc
	.tuple(fc.constantFrom(...'12345679'), fc.constantFrom(...'6789'), digits(40))
	.map(([segment, valueId, rest]) => {
		const checkDigit = valueId < '8' ? modulo10 : modulo11Collection;
		return `8${segment}${valueId}${checkDigit(`8${segment}${valueId}${rest}`)}${rest}`;
	});

/** `digits` with another digit at `at`. */
export function withDigit(text: string, at: number, digit: string): string {
	return text.slice(0, at) + digit + text.slice(at + 1);
}
