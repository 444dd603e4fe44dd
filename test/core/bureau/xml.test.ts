import fc from 'fast-check';
import { escapeXml, findElement, MOST_CHARACTERS, parseXml, valueIn } from '../../../core/bureau/spc/xml';
import { ParseError } from '../../../core/importing/problems';

const text = fc.string({ unit: fc.constantFrom('a', 'é', '<', '>', '&', '"', "'", ' ', ']', '1') });

describe('parseXml', () => {
	it('gives back what was escaped, in an attribute and in a text', () => {
		fc.assert(
			fc.property(text, text, (inAttribute, within) => {
				const root = parseXml(`<p:r xmlns:p="urn:x" a="${escapeXml(inAttribute)}"><b>${escapeXml(within)}</b></p:r>`);
				expect([root.name, valueIn(root, 'a'), valueIn(root, 'b')]).toEqual(['r', inAttribute, within]);
			}),
		);
	});

	it('throws a ParseError, and nothing else, for whatever it is given', () => {
		const part = fc.constantFrom('<a>', '</a>', '<a', ' b="1"', '/>', '<!DOCTYPE a>', '<![CDATA[', ']]>', '<!--', '-->', '&amp;', '&x;', '<?xml version="1.0"?>', 'é', '\u0000', '<p:q>');
		fc.assert(
			fc.property(fc.array(part).map((parts) => parts.join('')), (xml) => {
				try {
					expect(parseXml(xml).name).not.toBe('');
				} catch (error) {
					expect(error).toBeInstanceOf(ParseError);
				}
			}),
			{ numRuns: 2_000 },
		);
	});

	it('reads CDATA as text, and finds elements at any depth', () => {
		const root = parseXml('<a><b><c x="1"><![CDATA[<&]]></c></b></a>');
		expect(findElement(root, 'c')).toMatchObject({ text: '<&', attributes: { x: '1' } });
		expect(findElement(root, 'd')).toBeNull();
	});

	it('has a limit of length, and of elements', () => {
		expect(() => parseXml(`<a>${'x'.repeat(MOST_CHARACTERS)}</a>`)).toThrow('grande demais');
		expect(() => parseXml(`<a>${'<b/>'.repeat(100_001)}</a>`)).toThrow('grande ou fundo demais');
	});
});
