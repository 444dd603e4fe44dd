import fc from 'fast-check';
import { addDays } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { historyFromInvoices, type InvoiceFacts } from '../../../core/history/fromInvoices';
import { monthsBefore } from '../../../core/calendar/months';
import { TODAY } from '../../support/invoices';
import { anyInvoice, customerFacts } from './arbitraries';

const calendar = new Calendar();
const history = (...invoices: Array<Partial<InvoiceFacts>>) =>
	historyFromInvoices(
		invoices.map((invoice) => ({ issueDate: null, dueDate: TODAY, amountCents: 10_000, paidCents: 0, status: 'open', paidOn: null, ...invoice })),
		TODAY, // a Tuesday
		calendar,
	);
const paid = (dueDate: string, paidOn: string, rest: Partial<InvoiceFacts> = {}): Partial<InvoiceFacts> => ({ dueDate, paidOn, paidCents: 10_000, status: 'paid', ...rest });

describe('historyFromInvoices', () => {
	it('tells nothing of nothing', () => {
		expect(history()).toMatchObject({ customerId: null, customerSince: null, invoiced: { count: 0, cents: 0 }, revenue: { cents: 0, totalCents: null }, matured: { all: 0, year: 0 }, bureau: null });
	});

	it('counts days late from the next banking day', () => {
		// Saturday 2026-11-21, payable on Monday the 23rd.
		expect(history(paid('2026-11-21', '2026-11-23')).lateness.all).toEqual({ due: 1, late: 0, days: 0, worst: 0 });
		expect(history(paid('2026-11-21', '2026-11-24')).lateness.all).toEqual({ due: 1, late: 1, days: 1, worst: 1 });
		expect(history(paid('2026-11-21', '2026-11-24')).paidLate).toEqual({ count: 1, cents: 10_000 });
	});

	it('makes nobody late by a payment whose day was not told', () => {
		const { lateness, paidOnTime, paidLate } = history(...['2026-01-10', '2026-11-21', '2026-12-10'].map((dueDate) => ({ dueDate, paidCents: 10_000, status: 'paid' as const })));
		expect([lateness.all, paidOnTime.count, paidLate.count]).toEqual([{ due: 3, late: 0, days: 0, worst: 0 }, 3, 0]);
	});

	it('takes what is unpaid for as late as it is today', () => {
		const { lateness, open, overdue, matured } = history({ dueDate: '2026-11-21' }, { dueDate: '2026-10-23', paidCents: 4_000 }, { dueDate: TODAY }, { dueDate: '2026-12-10' });
		expect(lateness.all).toEqual({ due: 2, late: 2, days: 33, worst: 32 });
		expect(open).toEqual({ count: 4, cents: 36_000 });
		expect(overdue).toEqual({ count: 2, cents: 16_000, oldestDays: 32 });
		expect(matured).toEqual({ all: 2, year: 2 });
	});

	it('tells periods apart by due date', () => {
		expect(monthsBefore('2024-02-29', 12)).toBe('2023-02-28');
		expect(monthsBefore('2026-08-31', 6)).toBe('2026-02-28');
		expect(monthsBefore('2026-03-15', 6)).toBe('2025-09-15');
		const { lateness, matured } = history(paid('2025-11-24', '2025-12-24'), paid('2025-11-25', '2025-11-27'), paid('2026-05-25', '2026-05-25'), paid('2026-12-20', TODAY));
		expect(lateness).toEqual({
			all: { due: 4, late: 2, days: 32, worst: 30 },
			year: { due: 3, late: 1, days: 2, worst: 2 },
			recent: { due: 2, late: 0, days: 0, worst: 0 },
			before: { due: 1, late: 1, days: 2, worst: 2 },
		});
		expect(matured).toEqual({ all: 3, year: 2 });
	});

	it('counts as revenue what was invoiced in the last 12 months, paid or not, cancelled never', () => {
		const { revenue, invoiced } = history(
			{ issueDate: '2025-11-24', dueDate: '2025-12-24', amountCents: 1 },
			{ issueDate: '2025-11-25', dueDate: '2025-12-25', amountCents: 20 },
			{ issueDate: '2026-11-24', dueDate: '2027-12-25', amountCents: 300 },
			{ dueDate: '2026-12-01', amountCents: 4_000 },
			{ issueDate: '2026-11-01', status: 'cancelled', amountCents: 50_000 },
		);
		expect(revenue.cents).toBe(320);
		expect(invoiced).toEqual({ count: 4, cents: 4_321 });
	});

	it('tells a disputed invoice as a dispute alone', () => {
		expect(history({ dueDate: '2026-01-05', status: 'disputed' })).toMatchObject({ disputes: { open: 1, total: 1 }, open: { count: 0 }, overdue: { count: 0 }, invoiced: { count: 0 }, customerSince: '2026-01-05' });
	});

	it('tells promises kept, broken, pending and replaced', () => {
		const promised = (until: string, madeAt = `${addDays(until, -5)}T12:00:00.000Z`) => ({ until, madeAt, madeOn: madeAt.slice(0, 10) });
		const promises = (invoice: Partial<InvoiceFacts>) => history(invoice).promises;
		const none = { kept: 0, broken: 0, pending: 0, brokenInYear: 0 };
		expect(promises(paid('2026-10-05', '2026-10-26', { promises: [promised('2026-10-24')] }))).toEqual({ ...none, kept: 1 }); // Saturday, paid on Monday
		expect(promises(paid('2026-10-05', '2026-10-27', { promises: [promised('2026-10-24')] }))).toEqual({ ...none, broken: 1, brokenInYear: 1 });
		expect(promises({ dueDate: '2025-08-05', promises: [promised('2025-09-01')] })).toEqual({ ...none, broken: 1 });
		expect(promises({ dueDate: '2026-10-05', promises: [promised(TODAY)] })).toEqual({ ...none, pending: 1 });
		expect(promises({ dueDate: '2026-10-05', promises: [promised('2026-11-20')] })).toEqual({ ...none, broken: 1, brokenInYear: 1 }); // a holiday, until Monday the 23rd
		expect(promises({ dueDate: '2026-10-05', promises: [promised('2026-11-10'), promised('2026-12-01', '2026-11-11T02:00:00.000Z')] })).toEqual({ ...none, pending: 1 });
		expect(promises({ dueDate: '2026-10-05', promises: [promised('2026-11-10'), promised('2026-12-01', '2026-11-11T12:00:00.000Z')] })).toEqual({ ...none, broken: 1, pending: 1, brokenInYear: 1 });
	});

	it('takes what was promised of several invoices on one day, for the same day, for one promise', () => {
		const until = '2026-10-23';
		const word = (madeOn = '2026-10-19', hour = '15') => ({ dueDate: '2026-10-05', promises: [{ until, madeAt: `${madeOn}T${hour}:00:00.000Z`, madeOn }] });
		const inTime = (...[madeOn]: Parameters<typeof word>) => paid('2026-10-05', until, word(madeOn));
		const none = { kept: 0, broken: 0, pending: 0, brokenInYear: 0 };
		expect(history(word(), word(), word('2026-10-19', '17')).promises).toEqual({ ...none, broken: 1, brokenInYear: 1 });
		expect(history(inTime(), inTime()).promises).toEqual({ ...none, kept: 1 });
		expect(history(inTime(), word()).promises).toEqual({ ...none, broken: 1, brokenInYear: 1 });
		expect(history(word(), word('2026-10-20')).promises).toEqual({ ...none, broken: 2, brokenInYear: 2 });
		const coming = (madeOn: string) => ({ until: '2026-12-01', madeAt: `${madeOn}T15:00:00.000Z`, madeOn });
		expect(history(paid('2026-10-05', TODAY, { promises: [coming('2026-11-20')] }), { dueDate: '2026-10-05', promises: [coming('2026-11-20')] }).promises).toEqual({ ...none, pending: 1 });
		// Of one invoice it was replaced in time: of the other it still holds.
		expect(history({ dueDate: '2026-10-05', promises: [...word().promises, coming('2026-10-20')] }, word()).promises).toEqual({ ...none, broken: 1, pending: 1, brokenInYear: 1 });
	});

	it('counts no delay from the day of an agreement on, while it is active or once it was paid and kept', () => {
		const agreed = (state: 'active' | 'kept' | 'broken' | 'cancelled', madeOn = '2026-10-20') => ({ agreements: [{ state, madeOn, madeAt: `${madeOn}T15:00:00.000Z` }] });
		const late = (days: number) => ({ due: 1, late: days > 0 ? 1 : 0, days, worst: days });
		const nothing = { count: 0, cents: 0, oldestDays: 0 };
		expect(history({ dueDate: '2026-10-05', ...agreed('active') })).toMatchObject({ lateness: { all: late(15) }, overdue: nothing, open: { count: 1, cents: 10_000 } });
		expect(history({ dueDate: '2026-10-05', ...agreed('active', '2026-10-01') })).toMatchObject({ lateness: { all: late(0) }, overdue: nothing });
		expect(history(paid('2026-10-05', '2026-11-20', agreed('active')))).toMatchObject({ lateness: { all: late(15) }, paidLate: { count: 1 } });
		expect(history(paid('2026-10-05', '2026-11-20', agreed('kept')))).toMatchObject({ lateness: { all: late(15) } });
		for (const state of ['broken', 'cancelled'] as const) {
			expect(history({ dueDate: '2026-10-05', ...agreed(state) })).toMatchObject({ lateness: { all: late(50) }, overdue: { count: 1, cents: 10_000, oldestDays: 50 } });
			expect(history(paid('2026-10-05', '2026-11-20', agreed(state)))).toMatchObject({ lateness: { all: late(46) } });
		}
		// The payment that settled it was taken back.
		expect(history({ dueDate: '2026-10-05', ...agreed('kept') })).toMatchObject({ lateness: { all: late(50) }, overdue: { count: 1 } });
	});

	it('takes a promise for replaced by the agreement that the invoice entered before its day was over', () => {
		const promises = (madeAt: string, state: 'active' | 'broken' = 'active') =>
			history({ dueDate: '2026-10-05', promises: [{ until: '2026-10-23', madeAt: '2026-10-19T15:00:00.000Z', madeOn: '2026-10-19' }], agreements: [{ state, madeOn: madeAt.slice(0, 10), madeAt }] }).promises;
		const broken = { kept: 0, broken: 1, pending: 0, brokenInYear: 1 };
		expect(promises('2026-10-23T22:00:00.000Z')).toEqual({ ...broken, broken: 0, brokenInYear: 0 });
		expect(promises('2026-10-23T22:00:00.000Z', 'broken')).toMatchObject({ broken: 0 });
		expect(promises('2026-10-24T12:00:00.000Z')).toEqual(broken);
		// Made within the agreement, it stands beside it.
		expect(promises('2026-10-18T12:00:00.000Z')).toEqual(broken);
	});

	it('does not depend on the order of invoices', () => {
		fc.assert(
			fc.property(fc.array(anyInvoice, { maxLength: 12 }).chain((invoices) => fc.tuple(fc.constant(invoices), fc.shuffledSubarray(invoices, { minLength: invoices.length }))), customerFacts, ([invoices, shuffled], customer) => {
				expect(historyFromInvoices(shuffled, TODAY, calendar, customer)).toEqual(historyFromInvoices(invoices, TODAY, calendar, customer));
			}),
		);
	});

	it('adds up', () => {
		fc.assert(
			fc.property(fc.array(anyInvoice, { maxLength: 15 }), (invoices) => {
				const { invoiced, paidOnTime, paidLate, open, overdue, lateness, matured } = historyFromInvoices(invoices, TODAY, calendar);
				const agreed = invoices.filter(({ status, agreements }) => status === 'open' && agreements?.some(({ state }) => state === 'active')).length;
				const { all, year, recent, before } = lateness;
				expect(paidOnTime.count + paidLate.count + open.count).toBe(invoiced.count);
				expect(all.late).toBeGreaterThanOrEqual(paidLate.count + overdue.count);
				expect(all.late).toBeLessThanOrEqual(paidLate.count + overdue.count + agreed);
				expect([year.due, year.late, year.days, year.worst]).toEqual([recent.due + before.due, recent.late + before.late, recent.days + before.days, Math.max(recent.worst, before.worst)]);
				expect(matured.all).toBeLessThanOrEqual(all.due);
				expect(overdue.oldestDays).toBeLessThanOrEqual(all.worst);
			}),
		);
	});
});
