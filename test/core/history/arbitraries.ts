import fc from 'fast-check';
import { addDays, wallClock, type Day } from '../../../core/calendar/day';
import type { AgreedFacts, CustomerFacts, InvoiceFacts, PromiseFacts } from '../../../core/history/fromInvoices';
import type { Instant } from '../../../core/ledger/schema';
import { TODAY } from '../../support/invoices';

const dayAround = (from: number, to: number) => fc.integer({ min: from, max: to }).map((count) => addDays(TODAY, count));

export const TIME_ZONE = 'America/Sao_Paulo';

const promise = (until: Day, madeAt: Instant): PromiseFacts => ({ until, madeAt, madeOn: wallClock(new Date(madeAt), TIME_ZONE).day });
const anyPromise = fc.record({ until: dayAround(-700, 20), madeDaysBefore: fc.integer({ min: -3, max: 20 }), hour: fc.constantFrom('02', '04', '12', '23') }).map(({ until, madeDaysBefore, hour }) => promise(until, `${addDays(until, -madeDaysBefore)}T${hour}:30:00.000Z`));
/** Given of several invoices of a customer: on the same day, at its end, or on the next. */
const sharedPromise = fc.record({ until: fc.constantFrom('2026-01-16', TODAY), madeAt: fc.constantFrom('2026-01-13T12:30:00.000Z', '2026-01-13T23:30:00.000Z', '2026-01-14T02:59:59.999Z', '2026-01-14T03:00:00.000Z') }).map(({ until, madeAt }) => promise(until, madeAt));

/** In the order in which they were made; some at night, when it is another day at Greenwich. */
const promises = fc.array(fc.oneof(anyPromise, { weight: 3, arbitrary: sharedPromise }), { maxLength: 3 }).map((made): PromiseFacts[] => made.sort((a, b) => (a.madeAt < b.madeAt ? -1 : a.madeAt > b.madeAt ? 1 : 0)));

const agreed = fc
	.record({ state: fc.constantFrom('active', 'kept', 'broken', 'cancelled'), madeOn: fc.oneof(dayAround(-300, 0), fc.constantFrom('2026-01-13', '2026-01-14')), hour: fc.constantFrom('12', '23') })
	.map(({ state, madeOn, hour }): AgreedFacts => ({ state, madeOn, madeAt: `${madeOn}T${hour}:30:00.000Z` }));

/** An open or paid invoice, due from two years ago to next month; paid before, on, and after any day that matters. */
export const payableInvoice: fc.Arbitrary<InvoiceFacts> = fc
	.record({
		dueDate: dayAround(-760, 40),
		issuedBefore: fc.option(fc.integer({ min: 0, max: 45 })),
		amountCents: fc.integer({ min: 1, max: 500_000 }),
		paidShare: fc.constantFrom(0, 0, 0.3),
		paidAfter: fc.option(fc.oneof(fc.integer({ min: -10, max: 6 }), fc.integer({ min: -30, max: 200 }))),
		promises: fc.oneof({ weight: 3, arbitrary: fc.constant<PromiseFacts[]>([]) }, promises),
		agreements: fc.oneof({ weight: 3, arbitrary: fc.constant<AgreedFacts[]>([]) }, fc.array(agreed, { maxLength: 2 })),
	})
	.map(({ dueDate, issuedBefore, amountCents, paidShare, paidAfter, promises: made, agreements }) => {
		const isPaid = paidAfter !== null;
		return {
			dueDate,
			issueDate: issuedBefore === null ? null : addDays(dueDate, -issuedBefore),
			amountCents,
			paidCents: isPaid ? amountCents : Math.floor(amountCents * paidShare),
			status: isPaid ? ('paid' as const) : ('open' as const),
			paidOn: isPaid ? addDays(dueDate, paidAfter) : null,
			promises: made,
			agreements,
		};
	});

/** Any invoice, some of them cancelled or disputed. */
export const anyInvoice: fc.Arbitrary<InvoiceFacts> = fc
	.tuple(payableInvoice, fc.constantFrom(null, null, null, null, null, 'cancelled' as const, 'disputed' as const))
	.map(([invoice, status]) => (status === null ? invoice : { ...invoice, status, paidOn: null, paidCents: 0 }));

export const customerFacts: fc.Arbitrary<CustomerFacts> = fc.record({
	customerSince: fc.option(dayAround(-3_000, 0)),
	agreements: fc.record({ kept: fc.nat(2), broken: fc.nat(2), active: fc.nat(1) }),
	creditLimit: fc.record({ cents: fc.option(fc.integer({ min: 0, max: 1_000_000 })), until: fc.option(dayAround(-60, 60)) }),
	bureau: fc.option(fc.record({ restricted: fc.option(fc.boolean()), score: fc.option(fc.nat(1_000)), answeredOn: dayAround(-90, 0) })),
});

/** The same invoice paid later by some days, or never, with what was paid in part as it was. */
export function later(invoice: InvoiceFacts, byDays: number | null): InvoiceFacts {
	if (invoice.status !== 'paid' || invoice.paidOn === null) return invoice;
	const paidOn: Day | null = byDays === null ? null : addDays(invoice.paidOn, byDays);
	return paidOn === null ? { ...invoice, status: 'open', paidOn: null, paidCents: 0 } : { ...invoice, paidOn };
}
