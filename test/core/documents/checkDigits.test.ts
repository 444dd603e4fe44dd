import { isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { isCnpj } from '../../../core/documents/cnpj';
import { isCpf } from '../../../core/documents/cpf';
import { Random } from '../../support/random';
import { alphanumericCnpj, numericCnpj, validCpf } from './arbitraries';

const COMPARED = 20_000;

describe('isCpf', () => {
	it.each([
		['52998224725', true], ['11144477735', true], ['00000000191', true],
		['11111111111', false], ['00000000000', false], ['52998224726', false], ['52998224735', false],
		['529.982.247-25', false], [' 52998224725', false], ['52998224725\n', false], ['5299822472', false], ['529982247255', false],
		['5299822472５', false], ['٥٢٩٩٨٢٢٤٧٢٥', false], ['5299822472O', false], ['', false],
	])('%p: %p', (bare, expected) => {
		expect(isCpf(bare)).toBe(expected);
	});

	// The remainders 0 and 10 both give the check digit 0, so the rule itself lets a few changes through when the
	// first check digit is 0 (45290029001 and 55290029001 are both valid); with another one, none.
	it('accepts every CPF made by the rule and refuses each change of one digit', () => {
		fc.assert(
			fc.property(validCpf.filter((cpf) => cpf[9] !== '0'), fc.nat(10), fc.integer({ min: 1, max: 9 }), (cpf, at, by) => {
				expect(isCpf(cpf)).toBe(true);
				expect(isCpf(cpf.slice(0, at) + String((Number(cpf[at]) + by) % 10) + cpf.slice(at + 1))).toBe(false);
			}),
			{ numRuns: 5_000 },
		);
	});

	it('refuses all 99 changes of one digit of a CPF', () => {
		const accepted: string[] = [];
		for (let at = 0; at < 11; at += 1) {
			for (let by = 1; by <= 9; by += 1) {
				const changed = `52998224725`.slice(0, at) + String((Number('52998224725'[at]) + by) % 10) + '52998224725'.slice(at + 1);
				if (isCpf(changed)) accepted.push(changed);
			}
		}
		expect(accepted).toEqual([]);
	});

	it('agrees with @brazilian-utils on random digits', () => {
		const random = new Random(11);
		const differing: string[] = [];
		for (let count = 0; count < COMPARED; count += 1) {
			const base = String(random.below(1_000_000_000)).padStart(9, '0');
			// The check digits of half of them are right.
			const cpf = count % 2 === 0 ? base + String(random.below(100)).padStart(2, '0') : withCheckDigits(base, isCpf);
			if (isCpf(cpf) !== isValidCpf(cpf)) differing.push(cpf);
		}
		expect(differing).toEqual([]);
	});
});

describe('isCnpj', () => {
	it.each([
		['11222333000181', true], ['00000000000191', true], ['12ABC34501DE35', true],
		['12ABC34501DE36', false], ['12abc34501de35', false], ['12.ABC.345/01DE-35', false], ['11222333000182', false],
		['00000000000000', false], ['11111111111111', false], ['AAAAAAAAAAAAAA', false], ['12ABC34501DE3A', false],
		['1122233300018', false], ['112223330001811', false], ['12ÁBC34501DE35', false], ['12ABC34501D:35', false], ['12ABC34501D@35', false], ['', false],
	])('%p: %p', (bare, expected) => {
		expect(isCnpj(bare)).toBe(expected);
	});

	it('accepts every CNPJ made by the rule and refuses another check digit', () => {
		fc.assert(
			fc.property(fc.oneof(numericCnpj, alphanumericCnpj), fc.constantFrom(12, 13), fc.integer({ min: 1, max: 9 }), (cnpj, at, by) => {
				expect(isCnpj(cnpj)).toBe(true);
				expect(isCnpj(cnpj.slice(0, at) + String((Number(cnpj[at]) + by) % 10) + cnpj.slice(at + 1))).toBe(false);
			}),
			{ numRuns: 5_000 },
		);
	});

	it('agrees with @brazilian-utils on random characters', () => {
		const random = new Random(14);
		const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
		const differing: string[] = [];
		for (let count = 0; count < COMPARED; count += 1) {
			const from = count % 2 === 0 ? 10 : alphabet.length;
			const base = Array.from({ length: 12 }, () => alphabet[random.below(from)]).join('');
			const cnpj = count % 20 === 0 ? withCheckDigits(base, isCnpj) : base + String(random.below(100)).padStart(2, '0');
			if (isCnpj(cnpj) !== isValidCnpj(cnpj, { version: 2 })) differing.push(cnpj);
		}
		expect(differing).toEqual([]);
	});
});

function withCheckDigits(base: string, isValid: (bare: string) => boolean): string {
	for (let digits = 0; digits < 100; digits += 1) {
		const bare = base + String(digits).padStart(2, '0');
		if (isValid(bare)) return bare;
	}
	return `${base}00`;
}
