import { modulo10, modulo11Bank, modulo11Collection } from '../../../core/boleto/checkDigits';

describe('check digits', () => {
	it('gives what the example of the layout of arrecadação gives', () => {
		expect(modulo10('01230067896')).toBe(3);
		expect(modulo11Collection('01230067896')).toBe(0);
	});

	/** One digit d has the sum 2d, two digits 3d + 2e: every remainder can be had. */
	it.each([
		['0', 0, 1, 0],
		['6', 1, 1, 0],
		['1', 2, 9, 9],
		['7', 3, 8, 8],
		['2', 4, 7, 7],
		['8', 5, 6, 6],
		['3', 6, 5, 5],
		['9', 7, 4, 4],
		['4', 8, 3, 3],
		['13', 9, 2, 2],
		['5', 10, 1, 1],
	])('%s has the remainder %i: digit %i of a bank, %i of arrecadação', (digits, remainder, bank, collection) => {
		expect([...digits].reverse().reduce((sum, digit, index) => sum + Number(digit) * (index + 2), 0) % 11).toBe(remainder);
		expect(modulo11Bank(digits)).toBe(bank);
		expect(modulo11Collection(digits)).toBe(collection);
	});

	it('notices every wrong digit by modulo 10', () => {
		const digits = '0019050095';
		for (let at = 0; at < digits.length; at += 1) {
			const found = new Set(Array.from({ length: 10 }, (_unused, digit) => modulo10(digits.slice(0, at) + digit + digits.slice(at + 1))));
			expect(found.size).toBe(10);
		}
	});
});
