import fc from 'fast-check';
import { Calendar } from '../../../../core/calendar/Calendar';
import { addDays, type Day } from '../../../../core/calendar/day';
import { historyFromInvoices } from '../../../../core/history/fromInvoices';
import type { InvoiceInput } from '../../../../core/importing/invoiceInput';
import { chargingNothing } from '../../../../core/ledger/charging';
import { readHistories } from '../../../../core/ledger/history/readHistories';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { importInvoices } from '../../../../core/ledger/invoices/importInvoices';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { anInvoice, TODAY } from '../../../support/invoices';
import { newQuickPlace, onBothEngines } from '../../../support/ledgers';

const CALENDAR = Calendar.of({ state: 'SP' });
const paid = (number: string, dueDate: Day, paidOn: Day | null = null) => anInvoice(number, { dueDate, status: 'paid', paidCents: 10_000, paidOn, customer: { key: 'code:1' } });

/** An import on a day of São Paulo. */
async function importOn(ledger: Ledger, today: Day, inputs: readonly InvoiceInput[], at = `${today}T09:30:00.000Z`) {
	return await inTransaction(ledger, async (db) =>
		await importInvoices(db, ledger.engine, inputs.map((input, index) => ({ row: index + 1, input })), {
			source: 'erp', importId: at, at, today, charging: chargingNothing(CALENDAR),
		}),
	);
}

async function paidOn(ledger: Ledger, number: string): Promise<{ invoice: Day | null; payments: Day[] }> {
	const { id, paid_on } = await findInvoice(ledger.db, { number });
	const payments = await ledger.db.selectFrom('payments').select('paid_on').where('invoice_id', '=', id).orderBy('id').execute();
	return { invoice: paid_on, payments: payments.map((payment) => payment.paid_on) };
}

onBothEngines('an invoice that is told as paid without a day', (open, engine) => {
	it('counts as paid on its due date, or today before that, and the operator is told once', async () => {
		const ledger = await open();
		const rows = [paid('velha', '2026-01-16'), paid('a vencer', addDays(TODAY, 10)), paid('com data', '2026-01-16', '2026-02-20')];
		const first = await importOn(ledger, TODAY, rows);
		expect(first.imported.map(({ result }) => result)).toEqual(['created', 'created', 'created']);
		expect(first.problems).toEqual([
			{ row: 1, field: 'paidOn', column: null, value: '', severity: 'warning', reason: expect.stringContaining('contada como paga no vencimento') },
			{ row: 2, field: 'paidOn', column: null, value: '', severity: 'warning', reason: expect.stringContaining('contada como paga hoje') },
		]);
		expect([await paidOn(ledger, 'velha'), await paidOn(ledger, 'a vencer'), await paidOn(ledger, 'com data')]).toEqual(
			['2026-01-16', TODAY, '2026-02-20'].map((day) => ({ invoice: day, payments: [day] })),
		);
		expect((await importOn(ledger, addDays(TODAY, 1), rows)).problems).toEqual([]);
	});

	it('was paid by its due date when it was last told as owed before that, however late the ledger hears of it', async () => {
		const ledger = await open();
		const due = '2026-11-14'; // a Saturday, payable on Monday
		const owed = anInvoice('1', { dueDate: due });
		await importOn(ledger, '2026-11-02', [owed]);
		// Half past ten at night in São Paulo, when it is Tuesday at Greenwich.
		await importOn(ledger, '2026-11-16', [owed], '2026-11-17T01:30:00.000Z');
		const { problems } = await importOn(ledger, '2026-11-17', [{ ...owed, status: 'paid', paidCents: 10_000 }]);
		expect(await paidOn(ledger, '1')).toEqual({ invoice: due, payments: [due] });
		expect(problems).toMatchObject([{ row: 1, reason: expect.stringContaining('no vencimento') }]);
	});

	it('was paid late when an import had told it as owed after its last day, changed by that or not', async () => {
		const ledger = await open();
		const owed = anInvoice('1', { dueDate: '2026-11-14' });
		await importOn(ledger, '2026-11-02', [owed]);
		expect((await importOn(ledger, '2026-11-17', [owed])).imported[0].result).toBe('unchanged');
		const { problems } = await importOn(ledger, '2026-11-20', [{ ...owed, status: 'paid', paidCents: 10_000 }]);
		expect(await paidOn(ledger, '1')).toEqual({ invoice: '2026-11-20', payments: ['2026-11-20'] });
		expect(problems).toMatchObject([{ row: 1, reason: expect.stringContaining('contada como paga hoje') }]);
	});

	it('makes the same history in the ledger and from the rows alone', async () => {
		const row = fc.record({ due: fc.integer({ min: -500, max: 40 }), paidAfter: fc.option(fc.integer({ min: -20, max: 90 })), isPaid: fc.boolean(), amountCents: fc.integer({ min: 1, max: 90_000 }) });
		const ledger = await open(newQuickPlace(engine));
		await fc.assert(
			fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
				await inTransaction(ledger, async (db) => {
					for (const table of ['payments', 'invoices', 'customers'] as const) await db.deleteFrom(table).execute();
				});
				const inputs = rows.map(({ due, paidAfter, isPaid, amountCents }, index): InvoiceInput => {
					const dueDate = addDays(TODAY, due);
					return { ...paid(`${index}`, dueDate, isPaid && paidAfter !== null ? addDays(dueDate, paidAfter) : null), amountCents, status: isPaid ? 'paid' : 'open', paidCents: isPaid ? amountCents : 0 };
				});
				await importOn(ledger, TODAY, inputs);
				const alone = historyFromInvoices(inputs, TODAY, CALENDAR);
				for await (const [history] of readHistories(ledger.db, engine, { customerIds: null, today: TODAY, calendar: CALENDAR, timeZone: 'America/Sao_Paulo' })) {
					expect({ ...history, customerId: null, revenue: null }).toEqual({ ...alone, revenue: null });
				}
				const undated = inputs.filter(({ status, paidOn: day }) => status === 'paid' && day === null).length;
				expect(historyFromInvoices(inputs.filter(({ status, paidOn: day }) => status !== 'paid' || day !== null), TODAY, CALENDAR).lateness.all).toEqual({ ...alone.lateness.all, due: alone.lateness.all.due - undated });
			}),
			{ numRuns: engine === 'sqlite' ? 60 : 20 },
		);
	});
});
