import fc from 'fast-check';
import { checkTerms, describeTerms, NO_TERMS, parseDiscounts, parseFine, parseInterest, termsFromJson, termsOf, termsToJson } from '../../../core/charges';
import { ParseError } from '../../../core/importing/problems';
import { terms } from './arbitraries';

describe('parseFine', () => {
	it.each([
		['2%', { kind: 'percent', rate: 2_000_000 }],
		['2', { kind: 'percent', rate: 2_000_000 }],
		[' 1,5 % ', { kind: 'percent', rate: 1_500_000 }],
		['R$ 5,00', { kind: 'fixed', cents: 500 }],
		['R$ 1.250,00', { kind: 'fixed', cents: 125_000 }],
		['', { kind: 'none' }],
		['isento', { kind: 'none' }],
		['0,00%', { kind: 'none' }],
		['-', { kind: 'none' }],
	])('reads %p', (text, fine) => {
		expect(parseFine(text)).toEqual(fine);
	});

	it.each([
		['dois por cento', 'Multa: "dois por cento" não pôde ser lido. Use 2% ou R$ 5,00.'],
		['101%', '101% passa de 100%'],
		['-2%', 'não pôde ser lido'],
		['R$ abc', 'não pôde ser lido'],
		['2%'.repeat(400), 'o limite é 300'],
	])('refuses %p', (text, message) => {
		expect(() => parseFine(text)).toThrow(message);
	});
});

describe('parseInterest', () => {
	it.each([
		['1% ao mês', { kind: 'monthly', rate: 1_000_000 }],
		['1', { kind: 'monthly', rate: 1_000_000 }],
		['1% a.m.', { kind: 'monthly', rate: 1_000_000 }],
		['1,25%/mês', { kind: 'monthly', rate: 1_250_000 }],
		['0,033% ao dia', { kind: 'daily', rate: 33_000 }],
		['0.033% a.d.', { kind: 'daily', rate: 33_000 }],
		['Taxa Legal', { kind: 'legal' }],
		['sem juros', { kind: 'none' }],
	])('reads %p', (text, interest) => {
		expect(parseInterest(text)).toEqual(interest);
	});

	it.each(['1% ao ano', 'selic', '1,0000001%', '1% 2%'])('refuses %p', (text) => {
		expect(() => parseInterest(text)).toThrow(RangeError);
	});
});

describe('parseDiscounts', () => {
	it.each([
		['5% até 10 dias antes; R$ 10,00 até o vencimento', [{ kind: 'percent', rate: 5_000_000, daysBefore: 10 }, { kind: 'fixed', cents: 1_000, daysBefore: 0 }]],
		['5%', [{ kind: 'percent', rate: 5_000_000, daysBefore: 0 }]],
		['3% ate 1 dia antes do vencimento;', [{ kind: 'percent', rate: 3_000_000, daysBefore: 1 }]],
		['R$ 10 se pago até 5 dias antes', [{ kind: 'fixed', cents: 1_000, daysBefore: 5 }]],
		['sem desconto', []],
	])('reads %p', (text, tiers) => {
		expect(parseDiscounts(text)).toEqual(tiers);
	});

	it.each([
		['10', 'em reais ou percentual'],
		['5% até amanhã', 'até quando vale'],
		['5% até 400 dias antes', '0 a 365'],
		['150%', 'passa de 100%'],
		[Array.from({ length: 11 }, () => '1%').join(';'), 'o máximo é 10'],
	])('refuses %p', (text, message) => {
		expect(() => parseDiscounts(text)).toThrow(message);
	});
});

describe('terms', () => {
	it('come back from words and from the ledger as they were', () => {
		fc.assert(
			fc.property(terms, (given) => {
				// Zero is no fine, no interest and no discount, whichever way it is put.
				fc.pre(!/(?:^|\D)0(?:,00)?(?:%|$)/.test(describeTerms(given).fine) && !describeTerms(given).interest.startsWith('0%'));
				const told = describeTerms(given);
				expect(parseFine(told.fine)).toEqual(given.fine);
				expect(parseInterest(told.interest)).toEqual(given.interest);
				if (!/(?:^|; )(?:0%|R\$\s0,00)/.test(told.discount)) expect(parseDiscounts(told.discount)).toEqual(given.discounts);
				expect(termsFromJson(termsToJson(given))).toEqual(given);
			}),
		);
	});

	it('of an invoice win over those of the account, one by one', () => {
		const account = { ...NO_TERMS, fine: { kind: 'percent' as const, rate: 2_000_000 }, interest: { kind: 'legal' as const } };
		expect(termsOf(account, null)).toBe(account);
		expect(termsOf(account, { fine: { kind: 'none' } })).toEqual({ ...account, fine: { kind: 'none' } });
		expect(termsToJson({})).toBeNull();
		expect(() => checkTerms({ graceBankingDays: 61 })).toThrow('0 a 60');
	});

	it('refuse text of any length without trouble', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 400 }), (text) => {
				for (const parse of [parseFine, parseInterest, parseDiscounts]) {
					try {
						parse(text);
					} catch (error) {
						expect(error).toBeInstanceOf(RangeError);
						if (error instanceof ParseError) expect(error.message.length).toBeLessThan(300);
					}
				}
			}),
		);
	});
});
