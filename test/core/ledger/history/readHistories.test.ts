import fc from 'fast-check';
import { Calendar } from '../../../../core/calendar/Calendar';
import { addDays, wallClock, type Day } from '../../../../core/calendar/day';
import { historyFromInvoices, type CustomerFacts, type InvoiceFacts } from '../../../../core/history/fromInvoices';
import { ANSWER_DAYS, historyPeriods } from '../../../../core/history/periods';
import type { CustomerHistory } from '../../../../core/history/CustomerHistory';
import { readHistories } from '../../../../core/ledger/history/readHistories';
import { AbcCurve } from '../../../../core/ledger/history/AbcCurve';
import { importances } from '../../../../core/classification';
import { DEFAULT_ABC } from '../../../../core/classification/importance';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { anyInvoice, customerFacts, TIME_ZONE } from '../../history/arbitraries';
import { NOON, TODAY } from '../../../support/invoices';
import { newQuickPlace, onBothEngines } from '../../../support/ledgers';

const CALENDAR = Calendar.of({ state: 'SP', city: 'São Paulo' });
const AT = NOON.toISOString();

interface Reminder {
	/** Which of the customer's invoices it was about. */
	about: number;
	on: Day;
	state: 'sent' | 'delivered' | 'read' | 'bounced' | 'failed' | 'unknown';
	purpose: 'reminder' | 'thanks';
}

interface Debtor {
	facts: CustomerFacts;
	invoices: InvoiceFacts[];
	reminders: Reminder[];
	/** Disputes written down, each of an invoice or of none. */
	disputes: Array<number | null>;
	reports: Report[];
}

/** What a bureau answered. */
interface Report {
	from: string;
	on: Day;
	/** Null: it does not tell. */
	restricted: boolean | null;
	score: number | null;
}

const reminder: fc.Arbitrary<Reminder> = fc.record({
	about: fc.nat(5),
	on: fc.integer({ min: -380, max: 0 }).map((count) => addDays(TODAY, count)),
	state: fc.constantFrom('sent', 'sent', 'delivered', 'read', 'bounced', 'failed', 'unknown'),
	purpose: fc.constantFrom('reminder', 'reminder', 'thanks'),
});
const debtor: fc.Arbitrary<Debtor> = fc.record({
	facts: customerFacts,
	invoices: fc.array(anyInvoice, { maxLength: 7 }),
	reminders: fc.array(reminder, { maxLength: 4 }),
	disputes: fc.array(fc.option(fc.nat(5)), { maxLength: 3 }),
	reports: fc.array(
		fc.record({ from: fc.constantFrom('a básico', 'a completo', 'b básico'), on: fc.oneof(fc.integer({ min: -500, max: 0 }), fc.constantFrom(-366, -365, -364, -1, 0)).map((count) => addDays(TODAY, count)), restricted: fc.constantFrom(true, false, null), score: fc.option(fc.nat(1_000)) }),
		{ maxLength: 5 },
	),
});

const wasIssuedInYear = ({ issueDate, dueDate }: InvoiceFacts) => (issueDate ?? dueDate) > historyPeriods(TODAY).yearAgo && (issueDate ?? dueDate) <= TODAY;

/** Worked out one by one, by what the words say. */
function naive(debtors: readonly Debtor[], at: number): CustomerHistory {
	const { facts, invoices, reminders, disputes, reports } = debtors[at];
	const totalRevenueCents = debtors.flatMap(({ invoices: all }) => all.filter((one) => (one.status === 'open' || one.status === 'paid') && wasIssuedInYear(one))).reduce((sum, { amountCents }) => sum + amountCents, 0);
	const told = reminders.filter(({ on, purpose, about }) => purpose === 'reminder' && on > historyPeriods(TODAY).yearAgo && invoices[about] !== undefined);
	const reached = told.filter(({ state }) => ['sent', 'delivered', 'read'].includes(state));
	const isAnswered = ({ about, on }: Reminder) => {
		const within = (day: Day) => day >= on && day <= addDays(on, ANSWER_DAYS);
		const { paidOn, promises = [] } = invoices[about];
		return (paidOn !== null && within(paidOn)) || promises.some(({ madeAt }) => madeAt >= `${on}T15:00` && wallClock(new Date(madeAt), TIME_ZONE).day <= addDays(on, ANSWER_DAYS));
	};
	const disputed = new Set(invoices.flatMap(({ status }, index) => (status === 'disputed' ? [`i${index}`] : [])));
	disputes.forEach((about, index) => disputed.add(about !== null && invoices[about] ? `i${about}` : `o${index}`));
	return historyFromInvoices(invoices, TODAY, CALENDAR, {
		...facts,
		agreements: agreementsOf(debtors[at]),
		customerId: at + 1,
		totalRevenueCents,
		disputes: disputed.size,
		bureau: heard(reports),
		contacts: { reached: reached.length, answered: reached.filter(isAnswered).length, bounced: told.filter(({ state }) => state === 'bounced').length },
	});
}

/** Those of no invoice, and those of each invoice. */
function agreementsOf({ facts, invoices }: Debtor): CustomerHistory['agreements'] {
	const states = invoices.flatMap(({ agreements = [] }) => agreements.map(({ state }) => state));
	const count = (wanted: 'kept' | 'broken' | 'active') => (facts.agreements?.[wanted] ?? 0) + states.filter((state) => state === wanted).length;
	return { kept: count('kept'), broken: count('broken'), active: count('active') };
}

/** Of each product the newest report of the last 12 months: the restricted one that is newest, with the score of the newest of all. */
function heard(reports: readonly Report[]): CustomerHistory['bureau'] {
	const recent = reports.filter(({ on }) => on > historyPeriods(TODAY).yearAgo).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
	const newest = recent.at(-1);
	if (!newest) return null;
	const last = recent.filter(({ from }, index) => !recent.slice(index + 1).some((later) => later.from === from));
	const restricted = last.filter((report) => report.restricted === true).at(-1);
	return { restricted: restricted !== undefined || (last.some((report) => report.restricted === false) ? false : null), score: newest.score, answeredOn: (restricted ?? newest).on };
}

async function fill(ledger: Ledger, debtors: readonly Debtor[]): Promise<void> {
	await inTransaction(ledger, async (db) => {
		for (const table of ['claims', 'contacts', 'promises', 'payments', 'occurrences', 'agreement_invoices', 'agreements', 'credit_reports', 'bureau_lookups', 'invoices', 'customers'] as const) await db.deleteFrom(table).execute();
		let id = 0;
		for (const [index, { facts, invoices, reminders, disputes, reports }] of debtors.entries()) {
			const customer = index + 1;
			const document = `0000000000${customer}`;
			await db.insertInto('customers').values({ id: customer, key: `c${customer}`, name: `C${customer}`, document, customer_since: facts.customerSince ?? null, credit_limit_cents: facts.creditLimit?.cents ?? null, credit_limit_until: facts.creditLimit?.until ?? null, created_at: AT, updated_at: AT }).execute();
			const ids: number[] = [];
			for (const invoice of invoices) {
				id += 1;
				ids.push(id);
				const { issueDate, dueDate, amountCents, paidCents, status, paidOn, promises = [], agreements = [] } = invoice;
				await db.insertInto('invoices').values({ id, source: 't', number: String(id), customer_id: customer, issue_date: issueDate, due_date: dueDate, amount_cents: amountCents, paid_cents: paidCents, status, paid_on: paidOn, import_id: 'i', created_at: AT, updated_at: AT }).execute();
				if (paidOn !== null && paidCents > 0) await db.insertInto('payments').values({ invoice_id: id, amount_cents: paidCents, paid_on: paidOn, reference: 'r', created_at: AT }).execute();
				for (const { until, madeAt } of promises) await db.insertInto('promises').values({ invoice_id: id, until, created_at: madeAt }).execute();
				for (const { state, madeOn, madeAt } of agreements) {
					const agreement = await db.insertInto('agreements').values({ customer_id: customer, state, made_on: madeOn, ended_on: state === 'active' ? null : TODAY, created_at: madeAt, updated_at: AT }).returning('id').executeTakeFirstOrThrow();
					await db.insertInto('agreement_invoices').values({ agreement_id: agreement.id, invoice_id: id }).execute();
				}
			}
			for (const { about, on, state, purpose } of reminders) {
				if (ids[about] === undefined) continue;
				const contact = await db.insertInto('contacts').values({ customer_id: customer, channel: 'email', ruler: 'r', steps: 'D+1', purpose, recipient: 'a@example.com', subject: 's', message_id: 'm', invoice_ids: JSON.stringify([ids[about]]), state, attempt: 1, claimed_by: 'w', claimed_at: `${on}T15:00:00.000Z`, claimed_on: on, lease_until: AT }).returning('id').executeTakeFirstOrThrow();
				await db.insertInto('claims').values({ ruler: 'r', step: `k${contact.id}`, channel: 'email', invoice_id: ids[about], due_date: invoices[about].dueDate, contact_id: contact.id, state: 'held', attempt: 1, step_day: 1 }).execute();
			}
			for (const about of disputes) await db.insertInto('occurrences').values({ customer_id: customer, invoice_id: about === null ? null : (ids[about] ?? null), kind: 'dispute', happened_on: TODAY, created_at: AT }).execute();
			for (const state of ['kept', 'broken', 'active'] as const) {
				for (let count = facts.agreements?.[state] ?? 0; count > 0; count -= 1) await db.insertInto('agreements').values({ customer_id: customer, state, made_on: '2026-01-01', ended_on: state === 'active' ? null : '2026-02-01', created_at: AT, updated_at: AT }).execute();
			}
			for (const { from, on, restricted, score } of reports) {
				const [provider, product] = from.split(' ');
				const lookup = await db.insertInto('bureau_lookups').values({ provider, product, document, purpose: 'credit_review', cost_cents: 1, month: '2026-11', state: 'answered', worker: 'w', lease_until: AT, asked_at: AT }).returning('id').executeTakeFirstOrThrow();
				const report = JSON.stringify({ name: '"restrictions":null', restrictions: restricted === null ? null : [] });
				await db.insertInto('credit_reports').values({ lookup_id: lookup.id, provider, product, document, answered_at: `${on}T12:00:00.000Z`, answered_on: on, score, restricted: restricted ? 1 : 0, report }).execute();
			}
		}
	});
}

async function read(ledger: Ledger, customerIds: number[] | null): Promise<CustomerHistory[]> {
	const found: CustomerHistory[] = [];
	for await (const batch of readHistories(ledger.db, ledger.engine, { customerIds, today: TODAY, calendar: CALENDAR, timeZone: TIME_ZONE })) found.push(...batch);
	return found;
}

onBothEngines('readHistories', (open, engine) => {
	it('comes to what the facts come to one by one, for all customers or for some, and so does the ABC curve', async () => {
		const ledger = await open(newQuickPlace(engine));
		await fc.assert(
			fc.asyncProperty(fc.array(debtor, { minLength: 1, maxLength: 5 }), fc.constantFrom(DEFAULT_ABC, { upToA: 33.3, upToB: 66.6 }, { upToA: 50, upToB: 50 }), async (debtors, abc) => {
				await fill(ledger, debtors);
				const expected = debtors.map((_, at) => naive(debtors, at));
				expect(await read(ledger, null)).toEqual(expected);
				expect(await read(ledger, [debtors.length, 999, 1])).toEqual(debtors.length === 1 ? expected : [expected[0], expected[debtors.length - 1]]);
				const told = await AbcCurve.read(ledger.db, TODAY, abc);
				const revenues = expected.map(({ customerId, revenue }) => ({ customerId: customerId ?? 0, cents: revenue.cents }));
				const curve = importances(revenues, abc);
				expect(told.totalCents).toBe(expected[0].revenue.totalCents);
				expect(revenues.map((one) => told.importanceOf(one))).toEqual(revenues.map(({ customerId }) => curve.get(customerId)));
			}),
			{ numRuns: engine === 'sqlite' ? 60 : 25 },
		);
	});

	it('reads nobody in an empty ledger, and nobody when asked for nobody', async () => {
		const ledger = await open();
		expect(await read(ledger, null)).toEqual([]);
		expect(await read(ledger, [])).toEqual([]);
		expect(await read(ledger, [1])).toEqual([]);
	});

	it('gives whoever pays on the banking day after a due date without banks for punctual, and holidays of the city count', async () => {
		const ledger = await open();
		const invoice = (dueDate: Day, paidOn: Day): InvoiceFacts => ({ dueDate, issueDate: null, amountCents: 100, paidCents: 100, status: 'paid', paidOn });
		// A Saturday paid on Monday; São Paulo's own holiday, paid on the next day; the same a day later.
		await fill(ledger, [{ facts: {}, reminders: [], disputes: [], reports: [], invoices: [invoice('2026-11-21', '2026-11-23'), invoice('2027-01-25', '2027-01-26'), invoice('2026-01-25', '2026-01-27')] }]);
		expect((await read(ledger, null))[0]).toMatchObject({ paidOnTime: { count: 2 }, paidLate: { count: 1 }, lateness: { all: { worst: 1 } } });
	});

	it('keeps in view a restriction that one bureau knows, though another answered last, and forgets it after 12 months', async () => {
		const ledger = await open();
		const bureau = async (...reports: Report[]) => {
			await fill(ledger, [{ facts: {}, reminders: [], disputes: [], reports, invoices: [] }]);
			return (await read(ledger, null))[0].bureau;
		};
		const restricted: Report = { from: 'a básico', on: '2026-11-03', restricted: true, score: 200 };
		const clean: Report = { from: 'b básico', on: '2026-11-20', restricted: false, score: 800 };
		expect(await bureau(restricted, clean)).toEqual({ restricted: true, score: 800, answeredOn: '2026-11-03' });
		expect(await bureau(restricted, { ...clean, from: 'a básico' })).toEqual({ restricted: false, score: 800, answeredOn: '2026-11-20' });
		expect(await bureau({ ...restricted, on: '2025-11-24' }, clean)).toEqual({ restricted: false, score: 800, answeredOn: '2026-11-20' });
		expect(await bureau({ ...restricted, on: '2025-11-24' })).toBeNull();
	});

	it('takes what is promised in the evening of the 7th day for an answer, and what is after midnight for none', async () => {
		const ledger = await open();
		const answered = async (madeAt: string) => {
			const invoice: InvoiceFacts = { dueDate: '2026-11-09', issueDate: null, amountCents: 100, paidCents: 0, status: 'open', paidOn: null, promises: [{ until: TODAY, madeAt, madeOn: '2026-11-17' }] };
			await fill(ledger, [{ facts: {}, reminders: [{ about: 0, on: '2026-11-10', state: 'sent', purpose: 'reminder' }], disputes: [], reports: [], invoices: [invoice] }]);
			return (await read(ledger, null))[0].contacts.answered;
		};
		// 23:59 in São Paulo is the next day at Greenwich.
		expect(await answered('2026-11-18T02:59:00.000Z')).toBe(1);
		expect(await answered('2026-11-18T03:00:00.000Z')).toBe(0);
	});
});
