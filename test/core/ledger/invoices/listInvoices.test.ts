import fc from 'fast-check';
import { addDays, daysBetween } from '../../../../core/calendar/day';
import { invoicesByIds, listInvoices, type InvoiceFilter } from '../../../../core/ledger/invoices/listInvoices';
import { balanceCents, toItem, type InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';
import type { Ledger } from '../../../../core/ledger/Ledger';
import { openLedger } from '../../../../core/ledger/open';
import { listContacts } from '../../../../core/ledger/contacts/listContacts';
import { claimContact } from '../../../../core/ledger/contacts/claimContact';
import { finishContact } from '../../../../core/ledger/contacts/finishContact';
import { aClaim } from '../../../support/claimStorm';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { CREDITOR, newPlace, onBothEngines } from '../../../support/ledgers';
import { Random } from '../../../support/random';

const NAMES = ['JOÃO DA SILVA', 'João Conceição', 'ana lúcia', 'ÂNGELA MUÑOZ', 'Padaria 100% _Pão_ Ltda', 'c\\a'];

async function fill(ledger: Ledger): Promise<void> {
	const random = new Random(7);
	for (const source of ['a', 'b']) {
		await put(ledger, Array.from({ length: 40 }, (_, index) => {
			const customer = random.below(NAMES.length);
			const amount = 1_000 * (1 + random.below(5));
			const status = random.pick(['open', 'open', 'paid', 'cancelled', 'disputed'] as const);
			return anInvoice(`${index}`, {
				dueDate: addDays(TODAY, random.below(21) - 10),
				amountCents: amount,
				// Paid at a discount, in part, or with interest.
				paidCents: status === 'paid' ? amount + random.pick([-500, 0, 700]) : random.pick([0, 0, 400]),
				paidOn: TODAY,
				status,
				customer: { key: `code:${customer}`, name: NAMES[customer], email: `c${customer}@example.com`, document: customer === 1 ? '52998224725' : null },
			});
		}), { source });
	}
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The filter's meaning, read from its documentation. */
function fits(invoice: InvoiceWithCustomer, filter: InvoiceFilter): boolean {
	const overdue = daysBetween(invoice.due_date, TODAY);
	const wanted = filter.customer?.trim() ?? '';
	const rules = [
		!filter.statuses?.length || filter.statuses.includes(invoice.status),
		!filter.source || invoice.source === filter.source,
		!filter.number || invoice.number === filter.number,
		!filter.dueFrom || invoice.due_date >= filter.dueFrom,
		!filter.dueTo || invoice.due_date <= filter.dueTo,
		filter.daysOverdueFrom === undefined || overdue >= filter.daysOverdueFrom,
		filter.daysOverdueTo === undefined || overdue <= filter.daysOverdueTo,
		filter.balanceFromCents === undefined || balanceCents(invoice) >= filter.balanceFromCents,
		filter.balanceToCents === undefined || balanceCents(invoice) <= filter.balanceToCents,
		!wanted || plain(invoice.name).includes(plain(wanted)) || invoice.email === wanted.toLowerCase() || invoice.document === wanted.replace(/\D/g, ''),
	];
	return rules.every(Boolean);
}

const days = fc.option(fc.integer({ min: -12, max: 12 }), { nil: undefined });
const day = fc.option(fc.integer({ min: -12, max: 12 }).map((count) => addDays(TODAY, count)), { nil: undefined });
const cents = fc.option(fc.constantFrom(-1, 0, 1, 600, 1_000, 3_000, 5_000), { nil: undefined });
const filters: fc.Arbitrary<InvoiceFilter> = fc.record({
	statuses: fc.option(fc.subarray(['open', 'paid', 'cancelled', 'disputed'] as const), { nil: undefined }),
	source: fc.constantFrom(undefined, undefined, 'a', 'c', ''),
	number: fc.constantFrom(undefined, undefined, undefined, '3', '999'),
	dueFrom: day,
	dueTo: day,
	daysOverdueFrom: days,
	daysOverdueTo: days,
	balanceFromCents: cents,
	balanceToCents: cents,
	customer: fc.constantFrom(undefined, undefined, 'joao', 'JOÃO', 'conceicao', 'Ângela', 'munoz', 'LÚCIA', '100%', '_pão', '%', '_', '\\', ' C2@EXAMPLE.COM ', '529.982.247-25', 'ninguém', ''),
	limit: fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
});

describe.each(['sqlite', 'postgres'] as const)('listInvoices (%s)', (engine) => {
	let ledger: Ledger;
	let all: InvoiceWithCustomer[];
	beforeAll(async () => {
		ledger = await openLedger(newPlace(engine), CREDITOR);
		await fill(ledger);
		all = await listInvoices(ledger.db, {}, TODAY);
	});
	afterAll(async () => await ledger.close());

	it('lists what fits every condition, earliest due date first', async () => {
		expect(all).toHaveLength(80);
		await fc.assert(
			fc.asyncProperty(filters, async (filter) => {
				const found = await listInvoices(ledger.db, filter, TODAY);
				const expected = all.filter((invoice) => fits(invoice, filter)).slice(0, filter.limit ?? Infinity);
				expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
				expect(found.map(({ due_date }) => due_date)).toEqual(found.map(({ due_date }) => due_date).sort());
			}),
			{ numRuns: engine === 'sqlite' ? 300 : 100 },
		);
	}, 30_000);

	it.each(NAMES.map((name) => [name]))('finds %s however it is typed', async (name) => {
		for (const typed of [name, name.toUpperCase(), name.toLowerCase(), plain(name), ` ${name} `]) {
			const found = await listInvoices(ledger.db, { customer: typed }, TODAY);
			expect(new Set(found.map((invoice) => invoice.name))).toEqual(new Set([name]));
		}
	});

	it('finds invoices by their ids, whatever ids they are', async () => {
		const ids = [all[0].id, all[5].id, 99_999, all[0].id];
		expect([...(await invoicesByIds(ledger.db, engine, ids)).keys()].sort()).toEqual([all[0].id, all[5].id].sort());
		expect((await invoicesByIds(ledger.db, engine, [])).size).toBe(0);
	});

	it('shows amounts in reais, the balance, and the days overdue', () => {
		const row = { ...all[0], amount_cents: 12_345, paid_cents: 45, status: 'open' as const, due_date: addDays(TODAY, -3) };
		expect(toItem(row, TODAY).invoice).toMatchObject({ amount: 123.45, paidAmount: 0.45, balance: 123, daysOverdue: 3 });
		expect(toItem({ ...row, status: 'paid' }, TODAY).invoice.balance).toBe(0);
		expect(toItem({ ...row, due_date: addDays(TODAY, 2) }, TODAY).invoice.daysOverdue).toBe(-2);
	});
});

onBothEngines('listContacts', (open) => {
	it('lists what fits every condition, newest first, with the invoices by number', async () => {
		const ledger = await open();
		const ids = await put(ledger, ['a', 'b', 'c'].map((number, index) => anInvoice(number, { customer: { document: index === 0 ? '52998224725' : null } })));
		const contacts: number[] = [];
		for (const [index, invoiceId] of ids.entries()) {
			const { customer_id } = await ledger.db.selectFrom('invoices').select('customer_id').where('id', '=', invoiceId).executeTakeFirstOrThrow();
			const claim = await claimContact(ledger, aClaim([{ invoiceId }], { customerId: customer_id, today: addDays(TODAY, index), channel: index === 2 ? 'sms' : 'email' }));
			if ('contactId' in claim) contacts.push(claim.contactId);
		}
		await finishContact(ledger, contacts[1], { state: 'unknown', reason: 'sem resposta' }, NOON.toISOString());
		const numbers = async (filter: Parameters<typeof listContacts>[1]) => (await listContacts(ledger.db, filter)).flatMap(({ invoice_numbers }) => invoice_numbers);
		expect(await numbers({})).toEqual(['c', 'b', 'a']);
		expect(await numbers({ limit: 2 })).toEqual(['c', 'b']);
		expect(await numbers({ states: ['unknown'] })).toEqual(['b']);
		expect(await numbers({ states: ['claimed', 'sent'] })).toEqual(['c', 'a']);
		expect(await numbers({ channel: 'sms' })).toEqual(['c']);
		expect(await numbers({ from: addDays(TODAY, 1), to: addDays(TODAY, 1) })).toEqual(['b']);
		expect(await numbers({ customer: '529.982.247-25' })).toEqual(['a']);
		expect(await numbers({ customer: ' CC@example.com ' })).toEqual(['c']);
		expect(await numbers({ customer: 'cc@example.com', states: ['unknown'] })).toEqual([]);
	});
});
