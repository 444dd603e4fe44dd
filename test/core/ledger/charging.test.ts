import { sql } from 'kysely';
import { addDays, dayNumber } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/Calendar';
import { LegalRates, NO_TERMS, type ChargeTerms } from '../../../core/charges';
import { chargesOf, readLegalRates, type Charging } from '../../../core/ledger/charging';
import { findInvoice } from '../../../core/ledger/invoices/findInvoice';
import { findInvoices } from '../../../core/ledger/invoices/findInvoices';
import { importInvoices } from '../../../core/ledger/invoices/importInvoices';
import { invoicesByIds } from '../../../core/ledger/invoices/listInvoices';
import { recordPayment } from '../../../core/ledger/invoices/recordPayment';
import { toItem } from '../../../core/ledger/invoices/toItem';
import { listLegalRates, writeLegalRates } from '../../../core/ledger/legalRates';
import { inTransaction, type Ledger } from '../../../core/ledger/Ledger';
import { migrate } from '../../../core/ledger/migrate';
import { MIGRATIONS } from '../../../core/ledger/migrations';
import { openLedger } from '../../../core/ledger/open';
import { anInvoice, NOON, put, TODAY } from '../../support/invoices';
import { CREDITOR, newPlace, onBothEngines } from '../../support/ledgers';

const AT = NOON.toISOString();
const EARLY: ChargeTerms = { ...NO_TERMS, discounts: [{ kind: 'percent', rate: 5_000_000, daysBefore: 5 }, { kind: 'fixed', cents: 2_00, daysBefore: 0 }] };
const LATE: ChargeTerms = { ...NO_TERMS, fine: { kind: 'percent', rate: 2_000_000 }, interest: { kind: 'monthly', rate: 1_000_000 } };
const charging = (terms: ChargeTerms): Charging => ({ terms, calendar: new Calendar(), legalRates: new LegalRates() });

async function pay(ledger: Ledger, number: string, amountCents: number, paidOn: string, terms: ChargeTerms) {
	return await inTransaction(ledger, async (db) => await recordPayment(db, { invoice: await findInvoice(db, { number }), amountCents, paidOn, reference: null, at: AT, charging: charging(terms) }));
}

onBothEngines('what invoices of the ledger amount to', (open, engine) => {
	it('counts each one’s payments and terms, all in one go', async () => {
		const ledger = await open();
		const due = addDays(TODAY, -10);
		const ids = await put(ledger, [
			anInvoice('plain', { dueDate: due }),
			anInvoice('own', { dueDate: due, terms: { fine: { kind: 'none' }, interest: { kind: 'none' } } }),
			anInvoice('part', { dueDate: due, paidCents: 40_00, paidOn: due }),
			anInvoice('paid', { dueDate: due, status: 'paid', paidCents: 100_00, paidOn: due }),
			anInvoice('high', { dueDate: due, terms: { fine: { kind: 'percent', rate: 3_000_000 } } }),
			anInvoice('company', { dueDate: due, terms: { fine: { kind: 'percent', rate: 3_000_000 } }, customer: { key: 'doc:11222333000181', document: '11222333000181' } }),
		]);
		const rows = await invoicesByIds(ledger.db, engine, ids);
		const charges = await chargesOf(ledger.db, engine, [...rows.values()], charging(LATE), TODAY);
		const totals = ids.map((id) => {
			const found = charges.get(id);
			return found instanceof Error ? found.message.slice(0, 26) : found?.totalCents;
		});
		expect(totals).toEqual([102_33, 100_00, 61_40, undefined, 'A multa de 3% passa de 2%,', 103_33]);
		expect(toItem(rows.get(ids[1]) as never, TODAY).invoice.terms).toEqual({ fine: 'isento', interest: 'isento' });
	});

	it('settles an invoice whose discount a payment has earned, and no other', async () => {
		const ledger = await open();
		const due = addDays(TODAY, 10);
		await put(ledger, ['early', 'in two', 'short', 'too late'].map((number) => anInvoice(number, { dueDate: due })));
		expect(await pay(ledger, 'early', 95_00, addDays(due, -5), EARLY)).toBe('paid');
		expect(await pay(ledger, 'in two', 50_00, addDays(due, -9), EARLY)).toBe('partial');
		expect(await pay(ledger, 'in two', 45_00, addDays(due, -5), EARLY)).toBe('paid');
		expect(await pay(ledger, 'short', 94_99, addDays(due, -5), EARLY)).toBe('partial');
		// Five days before is a Sunday, so the discount holds on the Monday.
		expect(await pay(ledger, 'too late', 95_00, addDays(due, -3), EARLY)).toBe('partial');
		expect((await findInvoice(ledger.db, { number: 'early' })).paid_on).toBe(addDays(due, -5));
	});

	it('takes an imported payment at the discount for a whole one, also when the file does not say the day', async () => {
		const ledger = await open();
		const due = addDays(TODAY, -3);
		const statuses = async (...inputs: Parameters<typeof anInvoice>[]) => {
			await inTransaction(ledger, async (db) =>
				await importInvoices(db, engine, inputs.map((input, index) => ({ row: index, input: anInvoice(...input) })), { source: 'teste', importId: Math.random().toString(), at: AT, today: TODAY, charging: charging(EARLY) }),
			);
			return await Promise.all(inputs.map(async ([number]) => (await findInvoice(ledger.db, { number })).status));
		};
		expect(
			await statuses(
				['in time', { dueDate: due, paidCents: 95_00, paidOn: addDays(due, -6) }],
				['no day', { dueDate: due, paidCents: 95_00 }],
				['late', { dueDate: due, paidCents: 95_00, paidOn: addDays(due, 2) }],
				['own', { dueDate: due, paidCents: 95_00, paidOn: addDays(due, -6), terms: { discounts: [] } }],
			),
		).toEqual(['paid', 'paid', 'open', 'open']);
		// The rest comes later, in a newer file: the terms it came with are remembered.
		expect(await statuses(['own', { dueDate: due, paidCents: 96_00, paidOn: addDays(due, -6) }], ['late', { dueDate: due, paidCents: 100_00 }])).toEqual(['open', 'paid']);
	});

	it('finds many invoices at once, by number or id', async () => {
		const ledger = await open();
		const [one] = await put(ledger, [anInvoice('1'), anInvoice('2')]);
		await put(ledger, [anInvoice('2')], { source: 'outra' });
		const found = await findInvoices(ledger.db, engine, [{ number: '1' }, { id: one }, { number: '2' }, { number: '2', source: 'outra' }, { number: '3' }, { id: 999 }, {}, { number: '1' }]);
		expect(found.map((invoice) => (invoice instanceof Error ? 'two' : (invoice?.source ?? null)))).toEqual(['teste', 'teste', 'two', 'outra', null, null, null, 'teste']);
	});

	it('remembers the legal rate of months, the newest word for each', async () => {
		const ledger = await open();
		await writeLegalRates(ledger.db, engine, [{ month: '2026-10', rate: 600_000 }, { month: '2026-11', rate: 0 }], AT);
		await writeLegalRates(ledger.db, engine, [{ month: '2026-10', rate: 610_000 }], AT);
		await writeLegalRates(ledger.db, engine, [], AT);
		expect(await listLegalRates(ledger.db)).toEqual([{ month: '2026-10', rate: 610_000 }, { month: '2026-11', rate: 0 }]);
		const rates = await readLegalRates(ledger.db);
		expect(rates.describe(dayNumber('2026-10-01'), dayNumber('2026-10-20'))).toEqual(['10/2026: 0,61%']);
	});

	it('opens a ledger of the first version and keeps what is in it', async () => {
		const place = newPlace(engine);
		const old = await openLedger(place, CREDITOR, MIGRATIONS.slice(0, 1));
		await sql`insert into customers (key, name, created_at, updated_at) values ('code:1', 'Ana', ${AT}, ${AT})`.execute(old.db);
		await sql`insert into invoices (source, number, customer_id, due_date, amount_cents, status, import_id, created_at, updated_at)
			values ('erp', 'velha', 1, ${TODAY}, 12345, 'open', 'x', ${AT}, ${AT})`.execute(old.db);
		await old.close();
		const ledger = await open(place);
		const invoice = await findInvoice(ledger.db, { number: 'velha' });
		expect(invoice).toMatchObject({ amount_cents: 123_45, boleto_line: null, pix_payload: null, card_url: null, terms: null });
		const rows = await invoicesByIds(ledger.db, engine, [invoice.id]);
		expect(toItem(rows.get(invoice.id) as never, TODAY).customer).toMatchObject({ name: 'Ana', city: null, postalCode: null });
		await migrate(ledger.db, engine, CREDITOR);
	});
});
