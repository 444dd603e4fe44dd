import { formatBoleto, getBoletoInfo, isValidBoleto } from '@brazilian-utils/brazilian-utils';
import { calculaMod11, validarBoleto } from '@mrmgomes/boleto-utils';
import fc from 'fast-check';
import { dayNumber, dayFromNumber } from '../../../core/calendar/day';
import { BoletoError, buildBarcode, formatLine, parseBoleto } from '../../../core/boleto';
import { modulo11Collection } from '../../../core/boleto/checkDigits';
import { bankBarcodes, bankInputs, collectionBarcodes, REFERENCE, withDigit } from './samples';

const parse = (text: string) => parseBoleto(text, REFERENCE);

function accepts(text: string): boolean {
	try {
		parse(text);
		return true;
	} catch (error) {
		if (error instanceof BoletoError) return false;
		throw error;
	}
}

/** A line as it is, or with one digit changed: half of them should be refused. */
const lines = fc
	.tuple(fc.oneof(bankBarcodes, collectionBarcodes), fc.option(fc.tuple(fc.integer({ min: 3, max: 46 }), fc.constantFrom(...'0123456789'))))
	.map(([barcode, change]) => {
		const { line } = parse(barcode);
		return change ? withDigit(line, ...change) : line;
	});

describe('against @brazilian-utils', () => {
	it('finds the same lines valid, but for a currency that is not real', () => {
		fc.assert(
			fc.property(lines, (line) => {
				// It does not look at the currency (its documentation says so); Carta-Circular 2.926/2000 asks for 9.
				fc.pre(line.startsWith('8') || line[3] === '9');
				expect(accepts(line)).toBe(isValidBoleto(line));
			}),
			{ numRuns: 2000 },
		);
	});

	it('finds the same amount and due date', () => {
		fc.assert(
			fc.property(bankInputs, (input) => {
				const { line } = parse(buildBarcode(input));
				// It reads a factor as a day from 3000 days before the reference to 5500 after it, where we take the nearer.
				fc.pre(input.dueDate === null || dayNumber(input.dueDate) - dayNumber(REFERENCE) >= -3000);
				const info = getBoletoInfo(line, { referenceDate: new Date(2026, 6, 1, 12) });
				const due = info?.expirationDate ?? null;
				expect(info).toMatchObject({ bankCode: input.bank, amount: input.amountCents ?? 0 });
				expect(due && dayFromNumber(Date.UTC(due.getFullYear(), due.getMonth(), due.getDate()) / 86_400_000)).toBe(input.dueDate);
			}),
			{ numRuns: 500 },
		);
	});

	it('finds the same in arrecadação', () => {
		fc.assert(
			fc.property(collectionBarcodes, (barcode) => {
				const boleto = parse(barcode);
				for (const text of [boleto.barcode, boleto.line]) {
					const info = getBoletoInfo(text);
					expect(info).toMatchObject({ segment: boleto.kind === 'collection' ? boleto.segment : 0, expirationDate: null });
					expect((info?.hasEffectiveValue && info.amount) || null).toBe(boleto.amountCents);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('prints lines alike', () => {
		fc.assert(
			fc.property(lines, (line) => {
				expect(formatLine(line)).toBe(formatBoleto(line));
			}),
		);
	});

	it('does not know the barcode of a bank, which we read', () => {
		const barcode = '34199150300000260001790010104351004791020150';
		expect(isValidBoleto(barcode)).toBe(false);
		expect(accepts(barcode)).toBe(true);
	});
});

describe('against @mrmgomes/boleto-utils', () => {
	it('turns barcodes of banks into the same lines, and lines into the same barcodes', () => {
		fc.assert(
			fc.property(fc.oneof(bankBarcodes, collectionBarcodes), (barcode) => {
				const { line } = parse(barcode);
				expect(validarBoleto(line)).toMatchObject({ sucesso: true, codigoBarras: barcode, linhaDigitavel: line });
			}),
			{ numRuns: 500 },
		);
	});

	/**
	 * It takes every line for valid whose fields are right: it does not compare the general digit, which alone checks
	 * due date and amount. Febraban asks for it, so we are right to refuse.
	 */
	it('accepts lines with a wrong general digit, which we refuse', () => {
		const line = '10491443385511900000200000000141325230000093423';
		expect(validarBoleto(line).sucesso).toBe(true);
		expect(accepts(line)).toBe(false);
		fc.assert(
			fc.property(lines, (other) => {
				// The general digit of arrecadação lies inside its first field, so there it is only left unchecked.
				if (accepts(other)) expect(validarBoleto(other).sucesso).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	/** It gives banks the modulo 11 of arrecadação: 0 for remainders 0 and 1, where Carta-Circular 2.926/2000 asks for 1. */
	it('refuses barcodes of banks with the remainders 0 and 1, which we accept', () => {
		let refused = 0;
		fc.assert(
			fc.property(bankBarcodes, (barcode) => {
				const isZero = Number(calculaMod11(barcode.slice(0, 4) + barcode.slice(5))) === 0;
				if (isZero) refused += 1;
				expect(validarBoleto(barcode).sucesso).toBe(!isZero);
			}),
			{ numRuns: 500 },
		);
		expect(refused).toBeGreaterThan(0);
	});

	it('makes the same modulo 11 of arrecadação', () => {
		fc.assert(
			fc.property(collectionBarcodes, (barcode) => {
				const field = barcode.slice(0, 11);
				expect(modulo11Collection(field)).toBe(Number(calculaMod11(field)));
			}),
		);
	});
});
