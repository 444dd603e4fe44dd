import fc from 'fast-check';
import { isRestricted, RESTRICTION_KINDS, type CreditReport, type Restriction } from '../../../core/bureau/CreditReport';
import { flagOf } from '../../../core/bureau/flag';
import { summarise } from '../../../core/bureau/summary';
import { Vault } from '../../../core/bureau/vault';
import { person } from '../../support/bureau';

function report(changes: Partial<CreditReport> = {}): CreditReport {
	return {
		provider: 'serasa',
		providerLabel: 'Serasa Experian',
		product: 'P',
		document: person(1).value,
		name: 'Ana',
		answeredAt: '2026-11-24T15:00:00.000Z',
		registration: { status: 'REGULAR', irregular: false },
		score: { value: 700, min: 0, max: 1000, model: null, defaultRatePercent: null, message: null },
		restrictions: [],
		company: null,
		...changes,
	};
}

const scored = (value: number | null, max = 1000) => ({ score: { ...report().score, value, max } });
const protest = (count: number, cents: number | null): Restriction => ({ kind: 'protest', label: 'Protestos', count, cents, newestOn: null });

const restriction = fc.record({ kind: fc.constantFrom(...RESTRICTION_KINDS), label: fc.constant('X'), count: fc.integer({ min: 1, max: 9 }), cents: fc.option(fc.integer({ min: 0, max: 99_999 })), newestOn: fc.constant(null) });
const anyReport = fc
	.record({ irregular: fc.boolean(), value: fc.option(fc.integer({ min: 0, max: 1000 })), restrictions: fc.option(fc.uniqueArray(restriction, { selector: ({ kind }) => kind })) })
	.map(({ irregular, value, restrictions }) => report({ registration: { status: null, irregular }, ...scored(value), restrictions }));

describe('the summary of several reports', () => {
	it('is the worst of them, and adds no debt up that two bureaus know', () => {
		const summary = summarise([report({ restrictions: [protest(2, 5_000)] }), report({ provider: 'spc', providerLabel: 'SPC Brasil', name: null, ...scored(40, 100), restrictions: [protest(1, 9_000)] })]);
		expect(summary).toMatchObject({ bureaus: ['Serasa Experian', 'SPC Brasil'], name: 'Ana', restricted: true, irregular: false, score: { value: 40, max: 100, bureau: 'SPC Brasil' }, restrictions: [{ count: 2, cents: 9_000 }], restrictedCents: 9_000 });
	});

	it('has no score when nobody gave one, and takes 0 for a score', () => {
		expect(summarise([report(scored(null)), report(scored(null))]).score).toBeNull();
		expect(summarise([report(scored(null)), report(scored(0))]).score).toMatchObject({ value: 0 });
	});

	it('is never better than any report, does not depend on their order, and is the report itself when there is one', () => {
		fc.assert(
			fc.property(fc.array(anyReport, { minLength: 1, maxLength: 4 }), (reports) => {
				const summary = summarise(reports);
				const reversed = summarise([...reports].reverse());
				expect([reversed.restricted, reversed.irregular, reversed.score?.value, reversed.restrictedCents]).toEqual([summary.restricted, summary.irregular, summary.score?.value, summary.restrictedCents]);
				const told = reports.map(isRestricted);
				expect(summary.restricted).toBe(told.includes(true) || (told.includes(false) ? false : null));
				for (const { score, restrictions } of reports) {
					if (score.value !== null) expect(summary.score?.value).toBeLessThanOrEqual(score.value);
					for (const one of restrictions ?? []) {
						const worst = summary.restrictions?.find(({ kind }) => kind === one.kind);
						expect(worst?.count).toBeGreaterThanOrEqual(one.count);
						expect(worst?.cents ?? -1).toBeGreaterThanOrEqual(one.cents ?? -1);
					}
				}
			}),
		);
	});

	it('knows nothing of restrictions when no bureau tells of any, and what the one that does tells', () => {
		const silent = report({ provider: 'spc', restrictions: null });
		expect(summarise([silent])).toMatchObject({ restricted: null, restrictions: null, restrictedCents: null });
		expect(summarise([silent, report()])).toMatchObject({ restricted: false, restrictions: [], restrictedCents: 0 });
		expect(summarise([report({ restrictions: null, registration: { status: 'NULA', irregular: true } })])).toMatchObject({ restricted: true, restrictions: null });
	});

	it('refuses reports about two documents, and none at all', () => {
		expect(() => summarise([report(), report({ document: person(2).value })])).toThrow(RangeError);
		expect(() => summarise([])).toThrow(RangeError);
	});
});

describe('the yellow flag', () => {
	const before = (changes: Partial<CreditReport> = {}) => ({ report: report(changes), answeredOn: '2026-10-10' });

	it.each([
		['a new debt', {}, { restrictions: [protest(1, 12_345)] }, 'apareceu Protestos (1, R$ 123,45)'],
		['one more of a kind', { restrictions: [protest(1, null)] }, { restrictions: [protest(3, null)] }, 'Protestos foi de 1 para 3'],
		['a larger amount', { restrictions: [protest(1, 100)] }, { restrictions: [protest(1, 200)] }, 'o valor de Protestos subiu de R$ 1,00 para R$ 2,00'],
		['a score that fell by a tenth of its scale', scored(700), scored(600), 'o score caiu de 700 para 600'],
		['a document that is not regular any more', {}, { registration: { status: 'SUSPENSA', irregular: true } }, 'a situação do documento passou a SUSPENSA'],
	])('is up for %s', (_name, was, is, text) => {
		const flag = flagOf(before(was), report(is));
		expect(flag.changed).toBe(true);
		expect(flag.text.replaceAll('\u00a0', ' ')).toBe(`Piorou desde a consulta de 10/10/2026: ${text}.`);
	});

	it.each([
		['a score that fell by less', scored(700), scored(601)],
		['a score that is not given any more', scored(700), scored(null)],
		['a debt that is gone', { restrictions: [protest(2, 100)] }, {}],
	])('stays down for %s', (_name, was, is) => {
		expect(flagOf(before(was), report(is))).toEqual({ changed: false, text: 'Nada piorou desde a consulta de 10/10/2026.' });
	});

	it('says when nothing is told of restrictions, before or now', () => {
		const silent = flagOf(before({ restrictions: [protest(1, 100)] }), report({ restrictions: null }));
		expect(silent).toEqual({ changed: false, text: 'Nada piorou desde a consulta de 10/10/2026. Se há restrições, desta vez o bureau não disse.' });
		const spoke = flagOf(before({ restrictions: null }), report({ restrictions: [protest(2, null)] }));
		expect(spoke).toEqual({ changed: true, text: 'Piorou desde a consulta de 10/10/2026: consta Protestos (2), de que o bureau antes nada dizia.' });
	});

	it('stays down the first time, and between a report and itself', () => {
		expect(flagOf(null, report({ restrictions: [protest(1, 1)] })).changed).toBe(false);
		fc.assert(fc.property(anyReport, (same) => expect(flagOf({ report: same, answeredOn: '2026-10-10' }, same).changed).toBe(false)));
	});
});

describe('the vault', () => {
	const vault = new Vault('um segredo de verdade', '11222333000181');

	it('opens what it sealed, for the same lookup alone, and seals nothing twice alike', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 1_000_000 }), (text, id) => {
				const sealed = vault.seal(text, id);
				expect(vault.open(sealed, id)).toBe(text);
				expect(() => vault.open(sealed, id + 1)).toThrow(RangeError);
				expect(vault.seal(text, id)).not.toBe(sealed);
			}),
		);
	});

	it('opens nothing that was changed, cut, or sealed with another secret or for another creditor', () => {
		const sealed = vault.seal('{"cpf":"1"}', 7);
		expect(sealed).not.toContain('cpf');
		const [version, iv, tag, text] = sealed.split('.');
		const flipped = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
		for (const bad of [[version, iv, tag, flipped].join('.'), [version, iv, tag.slice(0, 8), text].join('.'), [version, iv].join('.'), '', 'v2.a.b.c']) expect(() => vault.open(bad, 7)).toThrow('não abre');
		expect(() => new Vault('outro segredo de verdade', '11222333000181').open(sealed, 7)).toThrow('não abre');
		expect(() => new Vault('um segredo de verdade', '99888777000166').open(sealed, 7)).toThrow('não abre');
	});

	it('asks for a secret that is one', () => {
		expect(() => new Vault(null, '1')).toThrow('preencha "Encryption Secret"');
		expect(() => new Vault('curto', '1')).toThrow('16 caracteres');
	});
});
