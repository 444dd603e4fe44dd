import fc from 'fast-check';
import { addDays } from '../../../core/calendar/day';
import { classifyCustomer, classifyInvoice, type CustomerClassification } from '../../../core/classification/classify';
import { IMPORTANCES, PAYER_PROFILES, PROFILE_NAMES, type PayerProfile } from '../../../core/classification/profiles';
import { POINT_KEYS } from '../../../core/classification/pointsTable';
import { checkSettings } from '../../../core/classification/settings';
import { monthsBefore } from '../../../core/calendar/months';
import { anyInvoice, customerFacts, later, payableInvoice } from '../history/arbitraries';
import { TODAY } from '../../support/invoices';
import { someSettings } from './arbitraries';
import { assessed, calendar, dueOn, historyOf, times } from './people';

const portfolio = fc.array(anyInvoice, { maxLength: 15 });
const rank = (profile: PayerProfile) => PAYER_PROFILES.indexOf(profile);

/** Every text of it, however deep. */
function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const speaks = (text: string) => text.trim() === text && text !== '' && !/undefined|NaN|null|Infinity|\[object| {2}|(?<![\d,.])1 (dias|faturas|anos|meses)\b/.test(text);

describe('a classification', () => {
	it('never has a better profile nor a lower score for a later payment, or for none', () => {
		const inAdvance = fc.integer({ min: 1, max: 30 }).map((days) => dueOn(addDays(TODAY, days), -60));
		const delayed = fc.tuple(fc.oneof({ weight: 4, arbitrary: payableInvoice }, { weight: 1, arbitrary: inAdvance }), fc.option(fc.integer({ min: 1, max: 300 }), { freq: 3 }), fc.boolean());
		// Long ago all was well: so no payment may decide whether only the last 12 months are looked at.
		const past = fc.integer({ min: 0, max: 12 }).map((months) => times(months, 0).map((_, index) => dueOn(monthsBefore('2025-09-10', index), 0)));
		let worse = 0;
		fc.assert(
			fc.property(fc.array(delayed, { minLength: 1, maxLength: 15 }), past, customerFacts, someSettings, (invoices, before, customer, settings) => {
				const sooner = assessed(historyOf([...before, ...invoices.map(([invoice]) => invoice)], customer), settings);
				const slower = assessed(historyOf([...before, ...invoices.map(([invoice, byDays, isDelayed]) => (isDelayed ? later(invoice, byDays) : invoice))], customer), settings);
				expect(slower.score).toBeGreaterThanOrEqual(sooner.score);
				// Who is new stays so, or turns critical: whether a history is long enough does not depend on payments.
				if (slower.profile === 'new' || sooner.profile === 'new') expect([sooner.profile, slower.profile]).toEqual(slower.profile === 'critical' ? ['new', 'critical'] : ['new', 'new']);
				expect(rank(slower.profile)).toBeGreaterThanOrEqual(rank(sooner.profile));
				for (const [index, { points }] of slower.rows.entries()) expect(points).toBeGreaterThanOrEqual(sooner.rows[index].points);
				if (slower.score > sooner.score && rank(slower.profile) > rank(sooner.profile)) worse += 1;
			}),
			{ numRuns: 1_000 },
		);
		// Else nothing was tried.
		expect(worse).toBeGreaterThan(30);
	});

	it('is the same whatever the order of the invoices', () => {
		fc.assert(
			fc.property(portfolio.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), customerFacts, someSettings, ([all, shuffled], customer, settings) => {
				expect(classifyCustomer(historyOf(shuffled, customer), settings, TODAY)).toEqual(classifyCustomer(historyOf(all, customer), settings, TODAY));
			}),
		);
	});

	it('has the sum of its rows as the score, kept within 0 and 100', () => {
		fc.assert(
			fc.property(portfolio, customerFacts, someSettings, (invoices, customer, settings) => {
				expect(() => checkSettings(settings)).not.toThrow();
				const { score, points } = classifyCustomer(historyOf(invoices, customer), settings, TODAY);
				expect(points.map(({ key }) => key)).toEqual(POINT_KEYS);
				const sum = points.reduce((total, row) => total + row.points, 0);
				expect(score).toBe(Math.min(100, Math.max(0, sum)));
				for (const row of points) expect(row.points).toBeLessThanOrEqual(row.maximum);
			}),
		);
	});

	it('has texts that can be read, ready for JSON, and always the same shape', () => {
		const shape = new Set<string>();
		const person = fc.option(fc.record({ profile: fc.constantFrom(...PAYER_PROFILES), author: fc.constantFrom(null, 'Bia'), note: fc.constant('Conversamos com o cliente.'), on: fc.constant(TODAY), until: fc.constantFrom(null, TODAY, '2026-11-23') }));
		fc.assert(
			fc.property(fc.array(anyInvoice, { minLength: 1, maxLength: 15 }), customerFacts, someSettings, fc.constantFrom(...IMPORTANCES, null), person, fc.boolean(), (invoices, facts, settings, importance, overrule, allPoints) => {
				const customer: CustomerClassification = classifyCustomer(historyOf(invoices, facts), settings, TODAY, { importance, overrule });
				expect(customer.reasons.length).toBeGreaterThan(0);
				expect(customer.profileName).toBe(PROFILE_NAMES[customer.profile]);
				for (const invoice of invoices) {
					const balanceCents = invoice.status === 'paid' || invoice.status === 'cancelled' ? 0 : invoice.amountCents - invoice.paidCents;
					const item = classifyInvoice({ ...invoice, balanceCents }, customer, settings, { today: TODAY, calendar, allPoints });
					expect(JSON.parse(JSON.stringify(item))).toEqual(item);
					shape.add(Object.keys(item).join());
					expect(item.points.length).toBe(allPoints ? POINT_KEYS.length : customer.points.filter(({ points }) => points !== 0).length);
					expect(item.approach.collect).toBe(invoice.status === 'open' && balanceCents > 0);
					const mute = [...textsOf(customer), ...textsOf(item)].filter((text) => !speaks(text));
					expect(mute).toEqual([]);
				}
			}),
			{ numRuns: 300 },
		);
		expect([...shape]).toEqual(['stage,profile,profileName,score,points,importance,approach,alerts,reasons,overruled,asOf,basis']);
	});
});
