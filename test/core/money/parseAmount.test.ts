import fc from 'fast-check';
import { ParseError } from '../../../core/importing/problems';
import { formatCents, MAX_CENTS } from '../../../core/money/cents';
import { parseAmount } from '../../../core/money/parseAmount';

const cents = fc.integer({ min: 0, max: MAX_CENTS });

function grouped(amount: number, thousands: string, decimal: string): string {
	const digits = String(amount).padStart(3, '0');
	const reais = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, thousands);
	return `${reais}${decimal}${digits.slice(-2)}`;
}

describe('parseAmount', () => {
	it.each([
		['1.234,56', 123456],
		['1234,56', 123456],
		['1234.56', 123456],
		['1,234.56', 123456],
		['12,345,678.90', 1234567890],
		['1,234,567', 123456700],
		['R$ 1.234,56', 123456],
		['R$\u00a01.234,56', 123456],
		['r$1.234,56', 123456],
		['BRL 10.00', 1000],
		['10,00 R$', 1000],
		['\u00a0 1234 \u202f', 123400],
		['1.234', 123400],
		['1.234.567', 123456700],
		['12.500', 1250000],
		['0,5', 50],
		['0.50', 50],
		[',50', 50],
		['0', 0],
		['R$ -', 0],
		['100000000000,00', MAX_CENTS],
		[1234.56, 123456],
		[1234, 123400],
		[0.1 + 0.2, 30],
		[1.1 * 3, 330],
		[-0, 0],
		[99999999999.99, 9999999999999],
		[12n, 1200],
	])('reads %p as %p cents', (value, expected) => {
		expect(parseAmount(value)).toBe(expected);
	});

	it.each([
		['', 'vazio'],
		['   ', 'vazio'],
		['-1,00', 'negativo'],
		['R$ -1,00', 'negativo'],
		['- R$ 1,00', 'negativo'],
		['1,00-', 'negativo'],
		['(1.234,56)', 'negativo'],
		[-0.01, 'negativo'],
		[-5n, 'negativo'],
		['1,234', 'casas decimais'],
		['0.500', 'casas decimais'],
		['1234,567', 'casas decimais'],
		['1234.5600', 'casas decimais'],
		[1.234, 'casas decimais'],
		[0.001, 'casas decimais'],
		[Number.NaN, 'não é um valor'],
		[Number.POSITIVE_INFINITY, 'não é um valor'],
		['1.23.456', 'não é um valor'],
		['1.234,56,78', 'não é um valor'],
		['12,34.56', 'não é um valor'],
		['1e5', 'não é um valor'],
		['dez', 'não é um valor'],
		['US$ 10.00', 'não é um valor'],
		['-', 'não é um valor'],
		[null, 'não é um valor'],
		[undefined, 'não é um valor'],
		[true, 'não é um valor'],
		[{}, 'não é um valor'],
		[['1,00'], 'não é um valor'],
		['100000000000,01', 'maior valor'],
		['9'.repeat(60), 'maior valor'],
		[1e300, 'maior valor'],
	])('refuses %p: %s', (value, reason) => {
		expect(() => parseAmount(value)).toThrow(ParseError);
		expect(() => parseAmount(value)).toThrow(reason);
	});

	it('cuts a huge value in its message', () => {
		let message = '';
		try {
			parseAmount('9'.repeat(1_000_000));
		} catch (error) {
			message = (error as Error).message;
		}
		expect(message).toContain('999');
		expect(message.length).toBeLessThan(200);
	});

	it('reads back what is written, in every notation', () => {
		fc.assert(
			fc.property(cents, (amount) => {
				const texts = [
					grouped(amount, '.', ','),
					grouped(amount, '', ','),
					grouped(amount, ',', '.'),
					grouped(amount, '', '.'),
					`R$ ${grouped(amount, '.', ',')}`,
					formatCents(amount),
				];
				expect(texts.map(parseAmount)).toEqual(texts.map(() => amount));
				expect(parseAmount(amount / 100)).toBe(amount);
			}),
		);
	});

	it('takes any text or value as cents in range or as a ParseError', () => {
		const amountLike = fc.string({ unit: fc.constantFrom(...'0123456789.,-R$ ()'), maxLength: 16 });
		fc.assert(
			fc.property(fc.oneof(amountLike, fc.double(), fc.anything()), (value) => {
				try {
					const result = parseAmount(value);
					expect(Number.isSafeInteger(result) && result >= 0 && result <= MAX_CENTS && !Object.is(result, -0)).toBe(true);
				} catch (error) {
					expect(error).toBeInstanceOf(ParseError);
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
