import fc from 'fast-check';
import { plainText } from '../../../core/pix/plainText';

describe('plainText', () => {
	it.each([
		['Fulano de Tal', 25, 'Fulano de Tal'],
		['São João da Conceição', 25, 'Sao Joao da Conceicao'],
		['Sa\u0303o Paulo', 25, 'Sao Paulo'],
		['Straße Œuvre Łódź Ångström', 40, 'Strasse OEuvre Lodz Angstrom'],
		["Santa Bárbara d'Oeste", 25, 'Santa Barbara dOeste'],
		['Pão & Cia S/A', 25, 'Pao Cia S A'],
		['Comércio – Varejo', 25, 'Comercio - Varejo'],
		['ＰＩＸ １２', 25, 'PIX 12'],
		['Loja 😀 Feliz', 25, 'Loja Feliz'],
		['\u0000Loja\r\nNova\t', 25, 'Loja Nova'],
		['Lo\ud800ja', 25, 'Lo ja'],
		['São José do Rio Preto', 15, 'Sao Jose do Rio'],
		['ABC DEF', 4, 'ABC'],
		['Æther', 1, 'A'],
		['😀', 25, ''],
		['東京', 25, ''],
		['.-.', 25, ''],
		['', 25, ''],
		['abc', 0, ''],
		['abc', -5, ''],
	])('%p in %p characters is %p', (text, limit, expected) => {
		expect(plainText(text, limit)).toBe(expected);
	});

	it('is plain ASCII within the limit, and the same when taken again', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (text, limit) => {
				const plain = plainText(text, limit);
				expect(plain).toMatch(/^(?:[A-Za-z0-9.-]+(?: [A-Za-z0-9.-]+)*)?$/);
				expect(plain.length).toBeLessThanOrEqual(limit);
				expect(plainText(plain, limit)).toBe(plain);
			}),
		);
	});
});
