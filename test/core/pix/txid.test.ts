import fc from 'fast-check';
import { isTxid, txidFrom } from '../../../core/pix';

const LONGEST = 'A'.repeat(25);

describe('txidFrom', () => {
	it.each(['1001', 'nfe1001', 'ACORDO0001P03', '0', LONGEST])('keeps %p, a txid already', (text) => {
		expect(txidFrom(text)).toBe(text);
	});

	it.each([
		['NF-e 1.001/2', /^NFE10012[0-9A-Z]{10}$/],
		['Fatura nº 12', /^FATURANO12[0-9A-Z]{10}$/],
		['ação-1', /^ACAO1[0-9A-Z]{10}$/],
		[`${LONGEST}1`, /^A{15}[0-9A-Z]{10}$/],
		['', /^[0-9A-Z]{10}$/],
		['***', /^[0-9A-Z]{10}$/],
		['😀', /^[0-9A-Z]{10}$/],
	])('makes a txid of %p', (text, form) => {
		expect(txidFrom(text)).toMatch(form);
		expect(txidFrom(text)).toBe(txidFrom(text));
	});

	it('is the same on every machine and in every version: invoices already sent are matched by it', () => {
		expect(txidFrom('NF-e 1.001/2')).toBe('NFE10012TM167D2WHC');
	});

	it.each([
		['1/23', '12/3'],
		['1-2', '1.2'],
		['nfe 1', 'NFE 1'],
		['NF 1', 'NF1'],
		[`${LONGEST}1`, `${LONGEST}2`],
		['é1', 'e\u03011'],
		['\ud800', '\ud801'],
		['', ' '],
	])('tells %p and %p apart', (one, other) => {
		expect(txidFrom(one)).not.toBe(txidFrom(other));
	});

	it('gives different numbers different txids', () => {
		const punctuated = fc.string({ unit: fc.constantFrom(...'12aA-./ é'), maxLength: 8 });
		const long = fc.string({ unit: fc.constantFrom(...'12'), minLength: 20, maxLength: 40 });
		const any = fc.string({ unit: 'binary', maxLength: 40 });
		const texts = fc.sample(fc.oneof(punctuated, long, any), { numRuns: 50_000, seed: 7 });
		const distinct = new Set(texts);
		expect(new Set([...distinct].map(txidFrom)).size).toBe(distinct.size);
		expect(distinct.size).toBeGreaterThan(20_000);
	});

	it('of every number written with a slash somewhere is unique', () => {
		const numbers: string[] = [];
		for (let number = 100_000; number < 120_000; number += 1) {
			const digits = String(number);
			for (let at = 1; at < digits.length; at += 1) numbers.push(`${digits.slice(0, at)}/${digits.slice(at)}`);
		}
		expect(new Set(numbers.map(txidFrom)).size).toBe(numbers.length);
	});

	it('of any text is a txid', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => isTxid(txidFrom(text))));
	});
});

describe('isTxid', () => {
	it.each(['a', 'Z9', LONGEST])('takes %p', (text) => {
		expect(isTxid(text)).toBe(true);
	});

	it.each(['', '***', `${LONGEST}A`, 'a-b', 'a b', 'é', '１', 'a\n', '\u0000'])('refuses %p', (text) => {
		expect(isTxid(text)).toBe(false);
	});
});
