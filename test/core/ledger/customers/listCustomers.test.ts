import { Calendar } from '../../../../core/calendar/Calendar';
import { addDays } from '../../../../core/calendar/day';
import { listCustomers, type CustomerFilter } from '../../../../core/ledger/customers/listCustomers';
import type { Ledger } from '../../../../core/ledger/Ledger';
import { cpf } from '../../../../playground/demo-people';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { onBothEngines } from '../../../support/ledgers';

const NATIONAL = new Calendar();
const AT = NOON.toISOString();
const list = async (ledger: Ledger, filter: CustomerFilter = {}, today = TODAY) => await listCustomers(ledger.db, filter, { today, calendar: NATIONAL });
const names = (customers: Array<{ name: string }>) => customers.map(({ name }) => name);

onBothEngines('listCustomers', (open) => {
	let ledger: Ledger;
	const idOf = async (name: string) => (await ledger.db.selectFrom('customers').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id;

	beforeEach(async () => {
		ledger = await open();
		await put(ledger, [
			anInvoice('1', { dueDate: addDays(TODAY, -10), amountCents: 5_000, customer: { key: 'a', name: 'Ana', document: cpf('529982241') } }),
			anInvoice('2', { dueDate: addDays(TODAY, 10), amountCents: 7_000, paidCents: 2_500, paidOn: TODAY, customer: { key: 'a', name: 'Ana', document: cpf('529982241') } }),
			anInvoice('3', { dueDate: addDays(TODAY, -40), status: 'paid', paidCents: 10_000, paidOn: addDays(TODAY, -40), customer: { key: 'b', name: 'Bruna', document: cpf('529982242') } }),
			anInvoice('4', { dueDate: addDays(TODAY, -5), status: 'paid', paidCents: 10_000, paidOn: addDays(TODAY, -5), customer: { key: 'b', name: 'Bruna', document: cpf('529982242') } }),
			anInvoice('5', { dueDate: addDays(TODAY, -50), amountCents: 90_000, customer: { key: 'c', name: 'Caio' } }),
			anInvoice('6', { dueDate: addDays(TODAY, -50), status: 'disputed', customer: { key: 'd', name: 'Davi', document: cpf('529982244') } }),
		]);
	});

	it('tells what each owes and has overdue, who owes most first', async () => {
		const found = await list(ledger);
		expect(names(found)).toEqual(['Caio', 'Ana', 'Bruna', 'Davi']);
		expect(found[1]).toMatchObject({ open_count: 2, open_cents: 9_500, overdue_count: 1, overdue_cents: 5_000, newest_paid_id: null, profile: null });
		expect(found[3]).toMatchObject({ open_count: 0, open_cents: 0, overdue_count: 0, overdue_cents: 0 });
		expect(await ledger.db.selectFrom('invoices').select('number').where('id', '=', found[2].newest_paid_id ?? -1).executeTakeFirst()).toEqual({ number: '4' });
	});

	it('puts the important before those who owe more, and finds both by what they were classified as', async () => {
		const profile = { as_of: TODAY, computed_profile: 'excellent', score: 3, reasons: '[]', alerts: '[]', method: 'x' } as const;
		await ledger.db.insertInto('customer_profiles').values([
			{ ...profile, customer_id: await idOf('Bruna'), profile: 'excellent', importance: 'A' },
			{ ...profile, customer_id: await idOf('Ana'), profile: 'critical', importance: 'B' },
		]).execute();
		expect(names(await list(ledger))).toEqual(['Bruna', 'Ana', 'Caio', 'Davi']);
		expect(names(await list(ledger, { profiles: ['excellent'] }))).toEqual(['Bruna']);
		expect(names(await list(ledger, { profiles: ['new', 'critical'] }))).toEqual(['Ana', 'Caio', 'Davi']);
		expect(names(await list(ledger, { importances: ['A', 'C'] }))).toEqual(['Bruna', 'Caio', 'Davi']);
	});

	it.each<[string, CustomerFilter, string[]]>([
		['by part of the name', { customer: 'AN' }, ['Ana']],
		['by document', { customer: cpf('529982242') }, ['Bruna']],
		['by what is owed', { openFromCents: 9_500 }, ['Caio', 'Ana']],
		['by what is overdue', { overdueFromCents: 5_001 }, ['Caio']],
		['who have paid something', { hasPaid: true }, ['Bruna']],
		['at most so many', { limit: 1 }, ['Caio']],
		['by nobody’s name', { customer: '_' }, []],
	])('finds customers %s', async (_name, filter, expected) => {
		expect(names(await list(ledger, filter))).toEqual(expected);
	});

	it('leaves out whoever has a report that is new enough, or no document to ask about', async () => {
		const lookup = await ledger.db.insertInto('bureau_lookups').values({ provider: 'spc', product: '323', document: cpf('529982241'), purpose: 'rotina', cost_cents: 500, month: TODAY.slice(0, 7), state: 'answered', worker: 'w', lease_until: AT, asked_at: AT }).returning('id').executeTakeFirstOrThrow();
		await ledger.db.insertInto('credit_reports').values({ lookup_id: lookup.id, provider: 'spc', product: '323', document: cpf('529982241'), answered_at: AT, answered_on: addDays(TODAY, -30), restricted: 0, report: '{}' }).execute();
		expect(names(await list(ledger, { noReportSince: addDays(TODAY, -30) }))).toEqual(['Bruna', 'Davi']);
		expect(names(await list(ledger, { noReportSince: addDays(TODAY, -29) }))).toEqual(['Ana', 'Bruna', 'Davi']);
		expect((await list(ledger, { customer: 'ana' }))[0].last_report_on).toBe(addDays(TODAY, -30));
		// One of a bureau's test environment is about an invented person: it counts as none.
		await ledger.db.insertInto('credit_reports').values({ lookup_id: lookup.id, provider: 'spc', product: '323', document: cpf('529982241'), answered_at: AT, answered_on: TODAY, restricted: 0, report: '{}', is_test: 1 }).execute();
		expect(names(await list(ledger, { noReportSince: addDays(TODAY, -29) }))).toEqual(['Ana', 'Bruna', 'Davi']);
		expect((await list(ledger, { customer: 'ana' }))[0].last_report_on).toBe(addDays(TODAY, -30));
	});

	it('leaves out whoever got a message, or may have, and not whom it did not reach', async () => {
		const message = async (name: string, state: 'sent' | 'failed' | 'unknown', key: string, on: string) => {
			const customer = await idOf(name);
			const invoice = await ledger.db.selectFrom('invoices').select(['id', 'due_date']).where('customer_id', '=', customer).executeTakeFirstOrThrow();
			const { id } = await ledger.db.insertInto('contacts').values({ customer_id: customer, channel: 'email', ruler: 'direto', steps: key, purpose: 'thanks', recipient: 'x@example.com', subject: 's', message_id: 'm', invoice_ids: `[${invoice.id}]`, state, attempt: 1, claimed_by: 'w', claimed_at: AT, claimed_on: on, lease_until: AT }).returning('id').executeTakeFirstOrThrow();
			await ledger.db.insertInto('claims').values({ ruler: 'direto', step: key, channel: 'email', invoice_id: invoice.id, due_date: invoice.due_date, contact_id: id, state: 'held', attempt: 1, step_day: 0 }).execute();
		};
		await message('Ana', 'sent', 'obrigado', addDays(TODAY, -10));
		await message('Bruna', 'unknown', 'obrigado', TODAY);
		await message('Caio', 'failed', 'obrigado', TODAY);
		await message('Davi', 'sent', 'outra', TODAY);
		expect(names(await list(ledger, { noMessageSince: { key: 'obrigado', day: addDays(TODAY, -10) } }))).toEqual(['Caio', 'Davi']);
		expect(names(await list(ledger, { noMessageSince: { key: 'obrigado', day: addDays(TODAY, -9) } }))).toEqual(['Caio', 'Ana', 'Davi']);
	});

	it('calls nothing overdue that can still be paid: what fell due on a Saturday, until the banking day after it', async () => {
		const other = await open();
		await put(other, [anInvoice('1', { dueDate: '2026-11-21' })]);
		expect((await list(other, {}, '2026-11-23'))[0]).toMatchObject({ open_count: 1, overdue_count: 0 });
		expect((await list(other, {}, '2026-11-24'))[0]).toMatchObject({ overdue_count: 1, overdue_cents: 10_000 });
	});
});
