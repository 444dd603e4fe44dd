import { Calendar } from '../../../../core/calendar/holidays';
import { addDays } from '../../../../core/calendar/day';
import { setCredit } from '../../../../core/ledger/customers/credit';
import { promiseToPay } from '../../../../core/ledger/customers/promises';
import { customerHistories } from '../../../../core/ledger/history/customerHistories';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { claimContact } from '../../../../core/ledger/contacts/claimContact';
import { finishContact } from '../../../../core/ledger/contacts/finishContact';
import { aClaim } from '../../../support/claimStorm';
import { endAgreement, startAgreement } from '../../../support/debtors';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { onBothEngines } from '../../../support/ledgers';

const AT = NOON.toISOString();
const LATER = new Date(NOON.getTime() + 60_000).toISOString();
const ANA = { key: 'doc:52998224725', document: '52998224725', name: 'Ana', email: 'ana@example.com' };
const OPTIONS = { today: TODAY, calendar: new Calendar(), timeZone: 'America/Sao_Paulo' };

async function customerOf(ledger: Ledger, number: string): Promise<number> {
	return (await findInvoice(ledger.db, { number })).customer_id;
}

async function remind(ledger: Ledger, number: string, today: string, end: 'sent' | 'failed'): Promise<number> {
	const { id, customer_id, due_date } = await findInvoice(ledger.db, { number });
	const claim = await claimContact(ledger, aClaim([{ invoiceId: id, dueDate: due_date }], { customerId: customer_id, today, channel: `canal ${today}` }));
	if ('refused' in claim) throw new Error(JSON.stringify(claim.refused));
	await finishContact(ledger, claim.contactId, end === 'sent' ? { state: 'sent' } : { state: 'failed', reason: '550' }, AT);
	return claim.contactId;
}

onBothEngines('customerHistories', (open, engine) => {
	it('tells of each customer its own, and nothing of the others', async () => {
		const ledger = await open();
		await put(ledger, [
			anInvoice('paga', { dueDate: addDays(TODAY, -60), issueDate: addDays(TODAY, -90), customer: ANA }),
			anInvoice('vencida', { dueDate: addDays(TODAY, -20), customer: ANA }),
			anInvoice('a vencer', { dueDate: addDays(TODAY, 20), customer: ANA }),
			anInvoice('de outro', { dueDate: addDays(TODAY, -400) }),
			anInvoice('cancelada', { status: 'cancelled', customer: ANA }),
		]);
		const ana = await customerOf(ledger, 'paga');
		const other = await customerOf(ledger, 'de outro');
		await remind(ledger, 'paga', addDays(TODAY, -58), 'sent');
		await remind(ledger, 'vencida', addDays(TODAY, -10), 'sent');
		await remind(ledger, 'vencida', addDays(TODAY, -9), 'failed');
		await remind(ledger, 'de outro', addDays(TODAY, -390), 'sent');
		await ledger.db.updateTable('contacts').set({ state: 'bounced' }).where('state', '=', 'failed').execute();
		await inTransaction(ledger, async (db) => {
			await recordPayment(db, { invoice: await findInvoice(db, { number: 'paga' }), amountCents: null, paidOn: addDays(TODAY, -55), reference: null, at: AT });
			const agreement = await startAgreement(db, await findInvoice(db, { number: 'vencida' }), TODAY, AT);
			await endAgreement(db, engine, agreement, 'broken', TODAY, AT);
			await promiseToPay(db, await findInvoice(db, { number: 'vencida' }), addDays(TODAY, 2), null, TODAY, LATER);
			await setCredit(db, await db.selectFrom('customers').selectAll().where('id', '=', ana).executeTakeFirstOrThrow(), { limitCents: 5_000, until: TODAY, since: '2020-01-31' }, TODAY, AT);
			await db.insertInto('occurrences').values({ customer_id: ana, kind: 'dispute', happened_on: TODAY, created_at: AT }).execute();
			// The last one is of a test environment: it is not about her.
			for (const [id, day, restricted, is_test] of [[1, '2026-01-01', 1, 0], [2, '2026-09-01', 0, 0], [3, '2026-10-01', 1, 1]] as const) {
				await db.insertInto('bureau_lookups').values({ id, provider: 'p', product: 'p', document: ANA.document, purpose: 'crédito', cost_cents: 1, month: '2026-01', state: 'answered', worker: '', lease_until: '', asked_at: '' }).execute();
				await db.insertInto('credit_reports').values({ lookup_id: id, provider: 'p', product: 'p', document: ANA.document, answered_at: `${day}T12:00:00.000Z`, answered_on: day, score: 500 + id, restricted, report: '{}', is_test }).execute();
			}
		});
		const histories = await customerHistories(ledger.db, engine, [ana, other, 999], { ...OPTIONS, totalRevenue: true });
		expect([...histories.keys()].sort()).toEqual([ana, other].sort());
		expect(histories.get(ana)).toMatchObject({
			customerId: ana,
			customerSince: '2020-01-31',
			invoiced: { count: 3, cents: 30_000 },
			paidLate: { count: 1, cents: 10_000 },
			open: { count: 2, cents: 20_000 },
			overdue: { count: 1, cents: 10_000, oldestDays: 20 },
			promises: { kept: 0, broken: 0, pending: 1 },
			agreements: { kept: 0, broken: 1, active: 0 },
			// Paid within the week after the one; the other was answered by nothing.
			contacts: { reached: 2, answered: 1, bounced: 1 },
			disputes: { open: 0, total: 1 },
			revenue: { cents: 20_000, totalCents: 20_000 },
			creditLimit: { cents: 5_000, until: TODAY },
			bureau: { restricted: false, score: 502, answeredOn: '2026-09-01' },
		});
		expect(histories.get(other)).toMatchObject({ customerSince: addDays(TODAY, -400), overdue: { count: 1 }, contacts: { reached: 0 }, agreements: { broken: 0 }, revenue: { cents: 0, totalCents: 20_000 }, bureau: null });
	});

	it('does not take an invoice in an active agreement for overdue, nor the promise that the agreement replaced for broken', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('acordada', { dueDate: addDays(TODAY, -106), customer: ANA })]);
		const ana = await customerOf(ledger, 'acordada');
		const history = async () => (await customerHistories(ledger.db, engine, [ana], OPTIONS)).get(ana);
		const on = (daysAgo: number) => `${addDays(TODAY, -daysAgo)}T15:00:00.000Z`;
		const agreement = await inTransaction(ledger, async (db) => {
			await promiseToPay(db, await findInvoice(db, { number: 'acordada' }), addDays(TODAY, -95), null, addDays(TODAY, -100), on(100));
			return await startAgreement(db, await findInvoice(db, { number: 'acordada' }), addDays(TODAY, -98), on(98));
		});
		expect(await history()).toMatchObject({ open: { count: 1 }, overdue: { count: 0, cents: 0, oldestDays: 0 }, lateness: { all: { late: 1, days: 8 } }, promises: { kept: 0, broken: 0, pending: 0 }, agreements: { active: 1 } });
		await inTransaction(ledger, async (db) => await endAgreement(db, engine, agreement, 'broken', TODAY, AT));
		expect(await history()).toMatchObject({ overdue: { count: 1, oldestDays: 106 }, lateness: { all: { late: 1, days: 106 } }, promises: { broken: 0 }, agreements: { broken: 1 } });
	});

	it('tells of more customers than are read at a time, and of none when asked for none', async () => {
		const ledger = await open();
		await put(ledger, Array.from({ length: 1_203 }, (_, index) => anInvoice(`${index}`)));
		const ids = (await ledger.db.selectFrom('customers').select('id').execute()).map(({ id }) => id);
		const histories = await customerHistories(ledger.db, engine, ids, OPTIONS);
		expect(histories.size).toBe(1_203);
		expect([...histories.values()].every(({ open: { count }, revenue }) => count === 1 && revenue.totalCents === null)).toBe(true);
		expect(await customerHistories(ledger.db, engine, [], OPTIONS)).toEqual(new Map());
	});
});
