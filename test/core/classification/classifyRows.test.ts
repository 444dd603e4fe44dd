import fc from 'fast-check';
import { addDays } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { DEFAULT_SETTINGS } from '../../../core/classification';
import { classifyRows } from '../../../core/classification/classifyRows';
import type { InvoiceInput } from '../../../core/importing/invoiceInput';
import { anInvoice, TODAY } from '../../support/invoices';

const OPTIONS = { today: TODAY, calendar: new Calendar(), overrules: new Map() };
const classify = (rows: InvoiceInput[]) => classifyRows(rows, DEFAULT_SETTINGS, OPTIONS);

const row = fc
	.record({ number: fc.nat(30), customer: fc.nat(3), due: fc.integer({ min: -400, max: 40 }), late: fc.integer({ min: -5, max: 60 }), status: fc.constantFrom('open' as const, 'paid' as const, 'paid' as const, 'disputed' as const, 'cancelled' as const), amount: fc.integer({ min: 1, max: 500_000 }) })
	.map(({ number, customer, due, late, status, amount }) => {
		const dueDate = addDays(TODAY, due);
		const paid = status === 'paid' ? { paidCents: amount, paidOn: addDays(dueDate, late) < TODAY ? addDays(dueDate, late) : TODAY } : {};
		return anInvoice(`F${number}`, { dueDate, status, amountCents: amount, ...paid, customer: { key: `code:${customer}` } });
	});
const portfolio = fc.uniqueArray(row, { maxLength: 25, selector: ({ number, customer }) => `${customer.key} ${number}` });

describe('classifyRows', () => {
	it('gives each row its own stage, and all rows of a customer the same profile, risk and importance', () => {
		fc.assert(
			fc.property(portfolio, (rows) => {
				const classified = classify(rows);
				expect(classified).toHaveLength(rows.length);
				const seen = new Map<string, unknown>();
				rows.forEach(({ customer: { key }, status }, index) => {
					const { profile, score, importance, alerts, basis, stage } = classified[index];
					const same = { profile, score, importance, alerts, basis };
					expect(same).toEqual(seen.get(key) ?? same);
					seen.set(key, same);
					if (status !== 'open') expect(stage.id).toBe(status);
					expect(score).toBeGreaterThanOrEqual(0);
					expect(score).toBeLessThanOrEqual(100);
				});
			}),
		);
	});

	it('does not depend on the order of the rows, nor on an invoice being there twice', () => {
		fc.assert(
			fc.property(
				portfolio.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }), fc.subarray(rows))),
				([rows, shuffled, again]) => {
					const expected = new Map(classify(rows).map((classification, index) => [rows[index], classification]));
					const mixed = [...shuffled, ...again];
					// Importance breaks ties of equal revenue by who comes first.
					const without = (classification: (typeof expected extends Map<unknown, infer C> ? C : never) | undefined) => ({ ...classification, importance: null, approach: null });
					classify(mixed).forEach((classification, index) => expect(without(classification)).toEqual(without(expected.get(mixed[index]))));
				},
			),
		);
	});

	it('takes an invoice that was exported open and then paid as paid, in either order, and two of one number as two', () => {
		const customer = { key: 'code:a' };
		const open = anInvoice('1', { dueDate: addDays(TODAY, -101), customer });
		const paid = { ...open, status: 'paid' as const, paidCents: open.amountCents, paidOn: open.dueDate };
		expect(classify([open, paid])[0].profile).toBe('new');
		expect(classify([paid, open])[0].profile).toBe('new');
		const elsewhere = { ...paid, dueDate: addDays(TODAY, -10), paidOn: addDays(TODAY, -10) };
		expect(classify([open, elsewhere])[0].profile).toBe('critical');
		expect(classify([elsewhere, open])[0].profile).toBe('critical');
	});

	it('a customer’s rows do not change another’s, but for the share of the revenue', () => {
		const bad = Array.from({ length: 8 }, (_, index) => anInvoice(`B${index}`, { dueDate: addDays(TODAY, -30 * (index + 1)), customer: { key: 'code:b' } }));
		const good = anInvoice('A', { dueDate: addDays(TODAY, 3), customer: { key: 'code:a' } });
		const [alone] = classify([good]);
		const together = classify([...bad, good]);
		expect(together.at(-1)).toMatchObject({ profile: alone.profile, score: alone.score, alerts: [] });
		expect(together[0]).toMatchObject({ profile: 'critical', importance: 'A' });
	});

	it('takes a person’s word for a customer', () => {
		const overrules = new Map([['code:a', { profile: 'critical' as const, note: 'falência', author: null, on: TODAY, until: null }]]);
		const [one, other] = classifyRows([anInvoice('1', { customer: { key: 'code:a' } }), anInvoice('2', { customer: { key: 'code:b' } })], DEFAULT_SETTINGS, { ...OPTIONS, overrules });
		expect([one.profile, one.overruled?.computedProfile, other.overruled]).toEqual(['critical', 'new', null]);
		expect(one.reasons.at(-1)).toContain('falência');
	});
});
