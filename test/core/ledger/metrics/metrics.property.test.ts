import fc from 'fast-check';
import { addDays } from '../../../../core/calendar/day';
import { AGEING_BUCKETS } from '../../../../core/metrics/buckets';
import { OVERDUE_MONTHS } from '../../../../core/metrics/overdueMonths';
import { monthEnds, type Period } from '../../../../core/metrics/periods';
import type { Ledger } from '../../../../core/ledger/Ledger';
import { readAgeing } from '../../../../core/ledger/metrics/ageing';
import { readCauseReport } from '../../../../core/ledger/metrics/causes';
import { readFlows, type Flow } from '../../../../core/ledger/metrics/flows';
import { readReconciliation } from '../../../../core/ledger/metrics/reconciliation';
import { readRecoveryByCause, readRecoveryByProfile, readRecoveryBySteps } from '../../../../core/ledger/metrics/recovery';
import { readRollRates } from '../../../../core/ledger/metrics/rollRates';
import type { MetricsScope } from '../../../../core/ledger/metrics/standing';
import { openLedger, type LedgerPlace } from '../../../../core/ledger/open';
import { TODAY } from '../../../support/invoices';
import { CREDITOR, newQuickPlace, removePlace } from '../../../support/ledgers';
import { CALENDAR, causeBefore, daysLate, grouped, lastReminder, owedAfterMonthEnds, owedBetween, partsAt, paymentsIn, readRows, reconciliation, remindersOf, stepName, stepOf, ZONE, type Rows } from '../../../support/metrics/naive';
import { fillAtRandom, PORTFOLIO_DAYS } from '../../../support/metrics/randomPortfolio';

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const day = fc.integer({ min: -PORTFOLIO_DAYS - 30, max: 60 }).map((days) => addDays(TODAY, days));
const period: fc.Arbitrary<Period> = fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));
const FOREVER: Period = { from: '2020-01-01', to: '2030-01-01' };

describe.each(['sqlite', 'postgres'] as const)('metrics of any portfolio (%s)', (engine) => {
	let place: LedgerPlace;
	let ledger: Ledger;
	let scope: MetricsScope;
	beforeAll(async () => {
		place = newQuickPlace(engine);
		ledger = await openLedger(place, CREDITOR);
		scope = { engine, calendar: CALENDAR, timeZone: ZONE };
	});
	afterAll(async () => {
		await ledger.close();
		removePlace(place);
	});

	/** Runs `check` on portfolio after portfolio. */
	async function onAny(check: (rows: Rows, period: Period) => Promise<void>): Promise<void> {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), period, async (seed, span) => {
				await fillAtRandom(ledger, seed);
				await check(await readRows(ledger.db), span);
			}),
			{ numRuns: engine === 'sqlite' ? 25 : 6 },
		);
	}

	it('reconcile to the cent, and are what each invoice by itself comes to', async () => {
		await onAny(async (rows, { from, to }) => {
			const told = await readReconciliation(ledger.db, scope, { from, to });
			expect(told).toEqual(reconciliation(rows, from, to));
			expect(told.openingCents + told.invoicedCents - told.principalCents - told.discountsCents).toBe(told.closingCents);
			expect(told.principalCents + told.surchargeCents).toBe(sum(paymentsIn(rows, from, to).map(({ payment }) => payment.amount_cents)));
		});
	}, 120_000);

	it('are the same however many invoices are read at a time', async () => {
		const inOrder = (days: Flow[][]) => days.map((flows) => [...flows].sort((one, other) => one.dueDate.localeCompare(other.dueDate)));
		await onAny(async (_rows, { from, to }) => {
			const days = [addDays(from, -1), from, to];
			expect(inOrder(await readFlows(ledger.db, scope, days, 7))).toEqual(inOrder(await readFlows(ledger.db, scope, days)));
		});
	}, 120_000);

	it('of a period split in two add up to the whole', async () => {
		await onAny(async (_rows, { from, to }) => {
			const whole = await readReconciliation(ledger.db, scope, { from, to: addDays(to, 1) });
			const first = await readReconciliation(ledger.db, scope, { from, to });
			const second = await readReconciliation(ledger.db, scope, { from: addDays(to, 1), to: addDays(to, 1) });
			expect(second.openingCents).toBe(first.closingCents);
			expect([first.openingCents, second.closingCents]).toEqual([whole.openingCents, whole.closingCents]);
			for (const part of ['invoicedCents', 'principalCents', 'surchargeCents', 'discountsCents'] as const) expect(first[part] + second[part]).toBe(whole[part]);
		});
	}, 120_000);

	it('end where the ledger stands: when all days have come, what is owed is the balance of what is open', async () => {
		await onAny(async (rows) => {
			const { closingCents } = await readReconciliation(ledger.db, scope, FOREVER);
			expect(closingCents).toBe(sum(rows.invoices.filter(({ status }) => status !== 'paid').map(({ amount_cents, paid_cents }) => Math.max(0, amount_cents - paid_cents))));
		});
	}, 120_000);

	it('age by amount, invoices and customers; the buckets add up to the total', async () => {
		await onAny(async (rows, { to }) => {
			const { buckets, small, rest, overdue, total } = await readAgeing(ledger.db, scope, to);
			expect(buckets).toEqual(AGEING_BUCKETS.map((bucket) => owedBetween(rows, to, bucket.from, bucket.to ?? Infinity)));
			expect([small, rest, overdue, total]).toEqual([owedBetween(rows, to, 1, 5), owedBetween(rows, to, 6, Infinity), owedBetween(rows, to, 1, Infinity), owedBetween(rows, to, 0, Infinity)]);
			expect(sum(buckets.map(({ cents }) => cents))).toBe(total.cents);
			expect(small.invoices + rest.invoices).toBe(overdue.invoices);
		});
	}, 120_000);

	it('roll from month to month; every amount rolls once', async () => {
		await onAny(async (rows, span) => {
			const months = monthEnds(span);
			if (months.length === 0) return;
			const rates = await readRollRates(ledger.db, scope, span);
			expect(rates).toHaveLength(months.length * (OVERDUE_MONTHS.length - 1));
			for (const { before, end } of months) {
				const ofMonth = rates.filter((rate) => rate.end === end);
				expect(ofMonth.map(({ toCents }) => toCents)).toEqual([1, 2, 3, 4, 5, 6].map((month) => owedAfterMonthEnds(rows, end, month)).concat(owedAfterMonthEnds(rows, end, 7, Infinity)));
				// What was late a month ago can only have grown less.
				for (const { fromCents, toCents } of ofMonth.slice(1)) expect(toCents).toBeLessThanOrEqual(fromCents);
				expect(sum(ofMonth.map(({ toCents }) => toCents))).toBe(owedBetween(rows, end, 1, Infinity).cents);
				expect(sum(ofMonth.map(({ fromCents }) => fromCents))).toBe(owedBetween(rows, before, 0, Infinity).cents);
				for (const { rate, fromCents } of ofMonth) expect(Number.isFinite(rate.value)).toBe(fromCents !== 0);
			}
		});
	}, 120_000);

	it('say what each step and channel brought in; every payment counts once', async () => {
		await onAny(async (rows, { from, to }) => {
			const days = 7;
			const told = await readRecoveryBySteps(ledger.db, scope, { from, to }, days);
			const payments = paymentsIn(rows, from, to);
			expect(sum(told.map(({ cents }) => cents))).toBe(sum(payments.map(({ payment }) => payment.amount_cents)));
			const received = grouped(payments, ({ payment }) => stepOf(rows, payment.invoice_id, payment.paid_on, days));
			const sent = grouped(remindersOf(rows).filter(({ contact }) => contact.claimed_on >= from && contact.claimed_on <= to), ({ claim }) => stepName(claim));
			expect(told.map(stepName).sort()).toEqual([...new Set([...received.keys(), ...sent.keys()])].sort());
			const later = paymentsIn(rows, from, addDays(to, days));
			const doing = (key: string) => later.flatMap(({ payment, invoice }) => {
				const last = lastReminder(rows, payment.invoice_id, payment.paid_on, days);
				return last && stepName(last.claim) === key && last.contact.claimed_on >= from && last.contact.claimed_on <= to ? [invoice.id] : [];
			});
			for (const row of told) {
				const own = received.get(stepName(row)) ?? [];
				const reminders = sent.get(stepName(row)) ?? [];
				expect(row).toMatchObject({
					payments: own.length,
					invoices: new Set(own.map(({ invoice }) => invoice.id)).size,
					cents: sum(own.map(({ payment }) => payment.amount_cents)),
					lateCents: sum(own.filter(({ isLate }) => isLate).map(({ payment }) => payment.amount_cents)),
					messages: new Set(reminders.map(({ contact }) => contact.id)).size,
					reminded: new Set(reminders.map(({ claim }) => claim.invoice_id)).size,
					answered: new Set(doing(stepName(row))).size,
				});
				expect(row.answered).toBeLessThanOrEqual(row.reminded);
			}
		});
	}, 120_000);

	it('say what came in and what did not, by cause and by profile', async () => {
		await onAny(async (rows, { from, to }) => {
			const payments = paymentsIn(rows, from, to);
			const overdue = rows.invoices.filter((invoice) => daysLate(invoice, to) > 0 && partsAt(rows, invoice, to).balance > 0);
			const expected = (paid: Map<string, typeof payments>, late: Map<string, typeof overdue>) =>
				[...new Set([...paid.keys(), ...late.keys()])].sort().map((key) => ({
					key,
					payments: (paid.get(key) ?? []).length,
					invoices: new Set((paid.get(key) ?? []).map(({ invoice }) => invoice.id)).size,
					cents: sum((paid.get(key) ?? []).map(({ payment }) => payment.amount_cents)),
					lateCents: sum((paid.get(key) ?? []).filter(({ isLate }) => isLate).map(({ payment }) => payment.amount_cents)),
					overdueCents: sum((late.get(key) ?? []).map((invoice) => partsAt(rows, invoice, to).balance)),
					overdueInvoices: (late.get(key) ?? []).length,
				}));
			const byKey = <Row extends object>(list: Row[], key: (row: Row) => string | null) => list.map((row) => ({ ...row, key: key(row) ?? '' })).sort((a, b) => (a.key < b.key ? -1 : 1));
			const causes = await readRecoveryByCause(ledger.db, scope, { from, to });
			expect(byKey(causes, ({ cause }) => cause)).toEqual(
				expected(grouped(payments, ({ payment, invoice }) => causeBefore(rows, invoice, payment.paid_on)), grouped(overdue, (invoice) => causeBefore(rows, invoice, to))).map((row) => expect.objectContaining(row)),
			);
			const profileOf = ({ customer_id }: { customer_id: number }) => rows.profiles.get(customer_id) ?? '';
			const profiles = await readRecoveryByProfile(ledger.db, scope, { from, to });
			expect(byKey(profiles, ({ profile }) => profile)).toEqual(
				expected(grouped(payments, ({ invoice }) => profileOf(invoice)), grouped(overdue, profileOf)).map((row) => expect.objectContaining(row)),
			);
		});
	}, 120_000);

	it('say why customers did not pay, each invoice once a cause, once an origin and once in all', async () => {
		await onAny(async (rows, { from, to }) => {
			const report = await readCauseReport(ledger.db, scope, { from, to });
			const told = rows.occurrences.filter(({ happened_on, kind, cause }) => happened_on >= from && happened_on <= to && (cause !== null || ['note', 'call', 'complaint', 'dispute', 'promise', 'agreement_made'].includes(kind)));
			const cancelled = (id: number) => !rows.invoices.some((invoice) => invoice.id === id);
			const figures = (list: typeof told) => {
				const concerned = new Set(list.flatMap(({ invoice_id, customer_id }) => (invoice_id !== null ? [invoice_id] : rows.invoices.filter((invoice) => invoice.customer_id === customer_id && partsAt(rows, invoice, to).balance > 0).map(({ id }) => id))));
				const invoices = rows.invoices.filter(({ id }) => concerned.has(id));
				return {
					occurrences: list.length,
					customers: new Set(list.map(({ customer_id }) => customer_id)).size,
					invoices: invoices.length + [...concerned].filter(cancelled).length,
					overdueCents: sum(invoices.filter((invoice) => daysLate(invoice, to) > 0).map((invoice) => partsAt(rows, invoice, to).balance)),
					totalCents: sum(invoices.map((invoice) => partsAt(rows, invoice, to).balance)),
				};
			};
			const byCause = grouped(told, ({ cause }) => cause ?? '');
			const byOrigin = grouped(told, ({ cause }) => (cause === null ? '' : (rows.origins.get(cause) as string)));
			expect(Object.fromEntries(report.causes.map((row) => [row.cause ?? '', row]))).toEqual(Object.fromEntries([...byCause].map(([key, list]) => [key, expect.objectContaining(figures(list))])));
			expect(Object.fromEntries(report.origins.map((row) => [row.origin ?? '', row]))).toEqual(Object.fromEntries([...byOrigin].map(([key, list]) => [key, expect.objectContaining(figures(list))])));
			expect(report.total).toEqual(figures(told));
		});
	}, 120_000);
});
