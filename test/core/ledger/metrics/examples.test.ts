import { addDays } from '../../../../core/calendar/day';
import { calendarOf } from '../../../../core/calendar/Calendar';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { changeStatus } from '../../../../core/ledger/invoices/changeStatus';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { readAgeing } from '../../../../core/ledger/metrics/ageing';
import { readReconciliation } from '../../../../core/ledger/metrics/reconciliation';
import { readRecoveryBySteps } from '../../../../core/ledger/metrics/recovery';
import { readRollRates } from '../../../../core/ledger/metrics/rollRates';
import type { MetricsScope } from '../../../../core/ledger/metrics/standing';
import { claimContact } from '../../../../core/ledger/contacts/claimContact';
import { finishContact } from '../../../../core/ledger/contacts/finishContact';
import { aClaim } from '../../../support/claimStorm';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { onBothEngines } from '../../../support/ledgers';

const AT = NOON.toISOString();
const scopeOf = (ledger: Ledger): MetricsScope => ({ engine: ledger.engine, calendar: calendarOf('SP'), timeZone: 'America/Sao_Paulo' });

async function pay(ledger: Ledger, number: string, amountCents: number, paidOn: string): Promise<void> {
	await inTransaction(ledger, async (db) => await recordPayment(db, { invoice: await findInvoice(db, { number }), amountCents, paidOn, reference: null, at: AT }));
}

onBothEngines('metrics', (open) => {
	it('tell a month line by line', async () => {
		const ledger = await open();
		await put(ledger, [
			anInvoice('antiga', { issueDate: '2026-09-01', dueDate: '2026-09-10', amountCents: 50_000 }),
			anInvoice('nova', { issueDate: '2026-10-05', dueDate: '2026-10-20', amountCents: 30_000 }),
			anInvoice('do mês seguinte', { issueDate: '2026-11-03', dueDate: '2026-11-10', amountCents: 7_000 }),
			anInvoice('com desconto', { issueDate: '2026-10-01', dueDate: '2026-10-30', amountCents: 10_000, status: 'paid', paidCents: 9_500, paidOn: '2026-10-15' }),
			anInvoice('cancelada', { issueDate: '2026-10-01', dueDate: '2026-10-02', amountCents: 99_999 }),
		]);
		await pay(ledger, 'antiga', 20_000, '2026-10-07');
		await pay(ledger, 'antiga', 31_500, '2026-11-02');
		await inTransaction(ledger, async (db) => await changeStatus(db, ledger.engine, await findInvoice(db, { number: 'cancelada' }), 'cancel', null, AT));
		expect(await readReconciliation(ledger.db, scopeOf(ledger), { from: '2026-10-01', to: '2026-10-31' })).toEqual({
			openingCents: 50_000,
			invoicedCents: 40_000,
			principalCents: 29_500,
			surchargeCents: 0,
			discountsCents: 500,
			closingCents: 60_000,
			currentCents: 0,
		});
		// The second payment of "antiga" brings R$ 15,00 of fine and interest.
		expect(await readReconciliation(ledger.db, scopeOf(ledger), { from: '2026-11-01', to: TODAY })).toMatchObject({ openingCents: 60_000, invoicedCents: 7_000, principalCents: 30_000, surchargeCents: 1_500, closingCents: 37_000 });
	});

	it('count an invoice without an issue date from the creditor’s day on which it came, or its due date', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('a vencer', { dueDate: addDays(TODAY, 30) }), anInvoice('vencida', { dueDate: addDays(TODAY, -30) })]);
		// Half past ten at night in São Paulo is the next day in UTC.
		await ledger.db.updateTable('invoices').set({ created_at: '2026-11-25T01:30:00.000Z' }).execute();
		const owed = async (day: string) => (await readAgeing(ledger.db, scopeOf(ledger), day)).total.invoices;
		expect([await owed(addDays(TODAY, -31)), await owed(addDays(TODAY, -30)), await owed(addDays(TODAY, -1)), await owed(TODAY)]).toEqual([0, 1, 1, 2]);
	});

	it('do not call a bill late that fell due on a Saturday, until its Monday is over', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('sábado', { dueDate: '2026-11-07' })]);
		const labels = async (day: string) => (await readAgeing(ledger.db, scopeOf(ledger), day)).buckets.findIndex(({ invoices }) => invoices > 0);
		expect([await labels('2026-11-09'), await labels('2026-11-10'), await labels('2026-11-14'), await labels('2026-11-15')]).toEqual([0, 1, 1, 2]);
	});

	it('count a customer of two buckets once in all', async () => {
		const ledger = await open();
		const same = { key: 'code:1', code: '1' };
		await put(ledger, [anInvoice('1', { dueDate: addDays(TODAY, -4), customer: same }), anInvoice('2', { dueDate: addDays(TODAY, -20), customer: same }), anInvoice('3', { dueDate: addDays(TODAY, -20) })]);
		const { small, rest, overdue } = await readAgeing(ledger.db, scopeOf(ledger), TODAY);
		expect([small, rest, overdue]).toEqual([{ cents: 10_000, invoices: 1, customers: 1 }, { cents: 20_000, invoices: 2, customers: 2 }, { cents: 30_000, invoices: 3, customers: 2 }]);
	});

	it('credit a payment to the last reminder that reached the customer at most so many days before', async () => {
		const ledger = await open();
		const due = addDays(TODAY, -20);
		const [first, second] = await put(ledger, [anInvoice('1', { dueDate: due }), anInvoice('2', { dueDate: due })]);
		const remind = async (invoiceId: number, step: string, stepDay: number, state: 'sent' | 'failed') => {
			const { customer_id } = await findInvoice(ledger.db, { id: invoiceId });
			const claim = await claimContact(ledger, aClaim([{ invoiceId, step, stepDay, dueDate: due }], { customerId: customer_id, today: addDays(due, stepDay) }));
			if ('contactId' in claim) await finishContact(ledger, claim.contactId, state === 'sent' ? { state } : { state, reason: 'recusada' }, AT);
		};
		await remind(first, 'D+1', 1, 'sent');
		await remind(first, 'D+5', 5, 'failed');
		await remind(second, 'D+1', 1, 'sent');
		await remind(second, 'D+5', 5, 'sent');
		await pay(ledger, '1', 10_000, addDays(due, 8));
		await pay(ledger, '2', 4_000, addDays(due, 12));
		await pay(ledger, '2', 6_000, addDays(due, 13));
		const rows = await readRecoveryBySteps(ledger.db, scopeOf(ledger), { from: due, to: TODAY });
		expect(rows.map(({ step, channel, payments, invoices, cents, messages, reminded, answered }) => [step, channel, payments, invoices, cents, messages, reminded, answered])).toEqual([
			['D+1', 'email', 1, 1, 10_000, 2, 2, 1],
			['D+5', 'email', 1, 1, 4_000, 1, 1, 1],
			[null, null, 1, 1, 6_000, 0, 0, 0],
		]);
		expect((await readRecoveryBySteps(ledger.db, scopeOf(ledger), { from: due, to: TODAY }, 8)).map(({ cents }) => cents)).toEqual([10_000, 10_000]);
	});

	it('roll on what is never paid by one month of delay a month, on whatever day of the year it fell due', async () => {
		const ledger = await open();
		const dueDates = Array.from({ length: 365 }, (_, index) => addDays('2025-01-01', index));
		await put(ledger, dueDates.map((dueDate, index) => anInvoice(dueDate, { issueDate: '2024-12-01', dueDate, amountCents: 10_000 + index })));
		const total = dueDates.reduce((sum, _, index) => sum + 10_000 + index, 0);
		const rates = await readRollRates(ledger.db, scopeOf(ledger), { from: '2025-01-01', to: '2026-10-31' });
		for (const end of new Set(rates.map((rate) => rate.end))) {
			const [fallenDue, ...rolled] = rates.filter((rate) => rate.end === end);
			expect(rolled.map(({ toCents }) => toCents)).toEqual(rolled.map(({ fromCents }) => fromCents));
			expect(rolled.reduce((sum, { fromCents }) => sum + fromCents, fallenDue.fromCents)).toBe(total);
		}
		const ofDecember = rates.filter(({ fromLabel, end }) => end === '2026-01-31' && fromLabel === '1º mês de atraso');
		expect(ofDecember).toEqual([expect.objectContaining({ toLabel: '2º mês de atraso', rate: expect.objectContaining({ value: 100 }) })]);
	});

	it('say that no month ends within the period', async () => {
		const ledger = await open();
		await expect(readRollRates(ledger.db, scopeOf(ledger), { from: '2026-11-01', to: TODAY })).rejects.toThrow('Nenhum mês termina');
	});
});
