import fc from 'fast-check';
import { BureauError } from '../../../core/bureau/BureauError';
import type { CreditReport } from '../../../core/bureau/CreditReport';
import { readContract } from '../../../core/bureau/http/contract';
import { reportFrom as fromHttp } from '../../../core/bureau/http/report';
import { reportFrom as fromSerasa } from '../../../core/bureau/serasa/report';
import { reportFrom as fromSpc } from '../../../core/bureau/spc/report';
import { isDay } from '../../../core/calendar/day';
import { answerAbout } from '../../doubles/bureau/generic';
import { companyReport, personReport } from '../../doubles/bureau/serasa/reports';
import { startSpc } from '../../doubles/bureau/spc';
import { company, genericCredential, person, spcOf } from '../../support/bureau';

const AT = { product: 'P', answeredAt: '2026-11-24T15:00:00.000Z' };
const ANA = person(1);
const SHOP = company(1);
const { mapping } = readContract(genericCredential({ port: 1, key: 'k' }));

/** A value in the place of any other: of each type, and what sums, dates and scores go wrong by. */
const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('', ' ', '0', '-1', '1,5', '1e9', 'NaN', '99999999999999', -1, 0.5, 1e300, '2026-13-45', '\u0000', ANA.value, SHOP.value, [], {}, null));

/** The same answer with one of its places, by its number, filled with something else. */
function mutated(answer: unknown, place: number, value: unknown): unknown {
	let seen = -1;
	const copy = (part: unknown): unknown => {
		seen += 1;
		if (seen === place) return value;
		if (Array.isArray(part)) return part.map(copy);
		if (typeof part !== 'object' || part === null) return part;
		return Object.fromEntries(Object.entries(part).map(([name, inside]) => [name, copy(inside)]));
	};
	return copy(answer);
}

/** A report that holds, or a BureauError: nothing else may come of an answer. */
function holds(read: () => CreditReport, document: string): void {
	// Among other digits it is somebody's document no longer.
	const alone = new RegExp(`(?<!\\d)${document}(?!\\d)`);
	let report: CreditReport;
	try {
		report = read();
	} catch (error) {
		expect(error).toBeInstanceOf(BureauError);
		expect((error as BureauError).message).not.toMatch(alone);
		return;
	}
	expect(report.document).toBe(document);
	// Amounts may be any number; texts may not be this one.
	expect(JSON.stringify({ ...report, document: null, restrictions: [] })).not.toMatch(alone);
	const { value, min, max } = report.score;
	if (value !== null) expect(value >= min && value <= max && Number.isInteger(value)).toBe(true);
	else expect(report.score.message).toEqual(expect.any(String));
	for (const { count, cents, newestOn } of report.restrictions ?? []) {
		expect(Number.isSafeInteger(count) && count > 0).toBe(true);
		expect(cents === null || (Number.isSafeInteger(cents) && cents >= 0)).toBe(true);
		expect(newestOn === null || isDay(newestOn)).toBe(true);
	}
	const kinds = (report.restrictions ?? []).map(({ kind }) => kind);
	expect(new Set(kinds).size).toBe(kinds.length);
	expect(JSON.parse(JSON.stringify(report))).toEqual(report);
}

const place = fc.nat({ max: 120 });

describe('an answer with anything in the place of anything', () => {
	it('of Serasa', () => {
		const bad = { score: 100, debts: { pefin: { count: 2, balance: 10.5, last: '2026-01-02' }, notary: { count: 1 }, judgementFilings: { count: 1, balance: 3 } } };
		fc.assert(fc.property(place, anything, (at, value) => holds(() => fromSerasa(mutated(personReport(ANA.value, 'R', bad), at, value), ANA, AT), ANA.value)), { numRuns: 1_500 });
		fc.assert(fc.property(place, anything, (at, value) => holds(() => fromSerasa(mutated(companyReport(SHOP.value, 'R', bad, 'QUADRO_SOCIAL'), at, value), SHOP, AT), SHOP.value)), { numRuns: 1_500 });
	});

	it('of a bureau over HTTP', () => {
		const http = { ...AT, name: 'http:x', label: 'X' };
		fc.assert(fc.property(fc.nat({ max: 20 }), anything, (at, value) => holds(() => fromHttp(mutated(answerAbout(ANA.value), at, value), ANA, mapping, http), ANA.value)), { numRuns: 1_500 });
	});

	it('of SPC, with pieces cut out, doubled and changed', async () => {
		const spc = await startSpc({ people: { [ANA.value]: { debts: { spc: { count: 2, amount: '10.50', last: '2026-01-02' }, ccf: { count: 1 } } } } });
		const { raw } = await spcOf(spc).lookUp(ANA);
		await spc.stop();
		const piece = fc.record({ from: fc.nat({ max: raw.length }), length: fc.nat({ max: 40 }), put: fc.constantFrom('', '"', '<', '/>', '&lt;', '0', '-1', 'x', '&x;', '<a/>', ANA.value) });
		fc.assert(fc.property(piece, ({ from, length, put }) => holds(() => fromSpc(raw.slice(0, from) + put + raw.slice(from + length), ANA, AT), ANA.value)), { numRuns: 3_000 });
	});
});
