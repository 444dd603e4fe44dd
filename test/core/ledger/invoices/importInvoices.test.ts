import fc from 'fast-check';
import { addDays } from '../../../../core/calendar/day';
import type { InvoiceInput } from '../../../../core/importing/invoiceInput';
import { changeStatus } from '../../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { importInvoices, type ImportContext } from '../../../../core/ledger/invoices/importInvoices';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { dump } from '../../../support/dump';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { newPlace, onBothEngines } from '../../../support/ledgers';

const AT = NOON.toISOString();

async function importBatch(ledger: Ledger, inputs: InvoiceInput[], context: Partial<ImportContext> = {}, firstRow = 1) {
	return await inTransaction(ledger, async (db) =>
		await importInvoices(db, ledger.engine, inputs.map((input, index) => ({ row: firstRow + index, input })), { source: 'teste', importId: 'a', at: AT, today: TODAY, ...context }),
	);
}

async function pay(ledger: Ledger, number: string, amountCents: number | null, reference: string | null = null): Promise<string> {
	return await inTransaction(ledger, async (db) => await recordPayment(db, { invoice: await findInvoice(db, { number }), amountCents, paidOn: TODAY, reference, at: AT }));
}

/** What the ledger knows, without the marks of when and by which import. */
async function facts(ledger: Ledger) {
	const invoices = await ledger.db
		.selectFrom('invoices as i')
		.innerJoin('customers as c', 'c.id', 'i.customer_id')
		.select(['i.source', 'i.number', 'i.due_date', 'i.amount_cents', 'i.paid_cents', 'i.status', 'i.paid_on', 'i.description', 'c.key', 'c.name', 'c.email', 'c.phone', 'c.document'])
		.orderBy('i.source').orderBy('i.number')
		.execute();
	const payments = await ledger.db.selectFrom('payments as p').innerJoin('invoices as i', 'i.id', 'p.invoice_id').select(['i.number', 'p.amount_cents']).execute();
	const paid = (number: string) => payments.filter((payment) => payment.number === number).reduce((sum, { amount_cents }) => sum + amount_cents, 0);
	return { invoices, payments: invoices.map(({ number }) => [number, paid(number)]), customers: await ledger.db.selectFrom('customers').select(['key', 'name', 'email']).orderBy('key').execute() };
}

onBothEngines('importInvoices', (open, engine) => {
	it('creates, then updates what is new, then changes nothing', async () => {
		const ledger = await open();
		const first = await importBatch(ledger, [anInvoice('1'), anInvoice('2')]);
		expect(first).toEqual({ imported: [{ row: 1, invoiceId: expect.any(Number), result: 'created' }, { row: 2, invoiceId: expect.any(Number), result: 'created' }], problems: [] });
		const changed = [anInvoice('1', { amountCents: 20_000 }), anInvoice('2')];
		expect((await importBatch(ledger, changed, { importId: 'b' })).imported.map(({ result }) => result)).toEqual(['updated', 'unchanged']);
		const before = await facts(ledger);
		expect((await importBatch(ledger, changed, { importId: 'c' })).imported.map(({ result }) => result)).toEqual(['unchanged', 'unchanged']);
		expect(await facts(ledger)).toEqual(before);
		expect(await importBatch(ledger, [], { importId: 'd' })).toEqual({ imported: [], problems: [] });
	});

	it('keeps the same number of two sources apart', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')], { source: 'a' });
		await put(ledger, [anInvoice('1')], { source: 'b' });
		await expect(findInvoice(ledger.db, { number: '1' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('a, b') });
		expect((await findInvoice(ledger.db, { number: '1', source: 'b' })).source).toBe('b');
		await expect(findInvoice(ledger.db, { number: '2' })).rejects.toMatchObject({ code: 'not_found' });
		await expect(findInvoice(ledger.db, {})).rejects.toMatchObject({ code: 'invalid' });
	});

	it('reports a number repeated within one import, in one batch or in two, and keeps the first', async () => {
		const ledger = await open();
		const one = await importBatch(ledger, [anInvoice('1'), anInvoice('1', { amountCents: 1 })]);
		expect(one.problems).toEqual([expect.objectContaining({ row: 2, field: 'number', value: '1', severity: 'error', reason: expect.stringContaining('na linha 1') })]);
		const two = await importBatch(ledger, [anInvoice('2'), anInvoice('1', { amountCents: 1 })], {}, 3);
		expect(two.problems).toEqual([expect.objectContaining({ row: 4, reason: expect.stringContaining('em uma linha anterior') })]);
		expect((await facts(ledger)).invoices.map(({ number, amount_cents }) => [number, amount_cents])).toEqual([['1', 10_000], ['2', 10_000]]);
	});

	it('never takes back what the ledger learnt since the file was made', async () => {
		const ledger = await open();
		const file = ['paid', 'partly', 'cancelled', 'disputed'].map((number) => anInvoice(number));
		await put(ledger, file);
		await pay(ledger, 'paid', null);
		await pay(ledger, 'partly', 4_000);
		await inTransaction(ledger, async (db) => {
			await changeStatus(db, engine, await findInvoice(db, { number: 'cancelled' }), 'cancel', 'erro', AT);
			await changeStatus(db, engine, await findInvoice(db, { number: 'disputed' }), 'dispute', 'diz que pagou', AT);
		});
		const before = await facts(ledger);
		await put(ledger, file.map((input) => ({ ...input, amountCents: input.number === 'paid' ? 1 : input.amountCents })));
		expect(await facts(ledger)).toEqual(before);
	});

	it('learns of payments from a file, once', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await pay(ledger, '1', 3_000);
		for (let time = 0; time < 2; time += 1) await put(ledger, [anInvoice('1', { paidCents: 5_000, paidOn: TODAY })]);
		expect(await facts(ledger)).toMatchObject({ payments: [['1', 5_000]], invoices: [{ paid_cents: 5_000, status: 'open', paid_on: null }] });
		await put(ledger, [anInvoice('1', { status: 'paid', paidCents: 9_000, paidOn: addDays(TODAY, -1) })]);
		expect(await facts(ledger)).toMatchObject({ payments: [['1', 9_000]], invoices: [{ paid_cents: 9_000, status: 'paid', paid_on: addDays(TODAY, -1) }] });
	});

	it('settles an invoice whose amount is lowered to what was paid', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await pay(ledger, '1', 6_000);
		await put(ledger, [anInvoice('1', { amountCents: 6_000 })]);
		expect((await facts(ledger)).invoices).toMatchObject([{ status: 'paid', paid_on: TODAY, amount_cents: 6_000 }]);
	});

	it('keeps since when a customer and its credit limit until a file tells another', async () => {
		const ledger = await open();
		const ana = (number: string, customer: Partial<InvoiceInput['customer']> = {}) => anInvoice(number, { customer: { key: 'doc:52998224725', name: 'Ana', ...customer } });
		const credit = async () => await ledger.db.selectFrom('customers').select(['customer_since', 'credit_limit_cents', 'credit_limit_until', 'updated_at']).execute();
		await put(ledger, [ana('1', { since: '2019-03-01', creditLimitCents: 500_000 }), ana('2', { creditLimitUntil: '2027-01-31' }), ana('3')]);
		const told = [{ customer_since: '2019-03-01', credit_limit_cents: 500_000, credit_limit_until: '2027-01-31', updated_at: AT }];
		expect(await credit()).toEqual(told);
		await put(ledger, [ana('1'), ana('4')]);
		expect(await credit()).toEqual(told);
		await put(ledger, [ana('1', { creditLimitCents: 1 })]);
		expect(await credit()).toEqual([{ ...told[0], credit_limit_cents: 1 }]);
	});

	it('merges customers by their key and never loses what an earlier file told', async () => {
		const ledger = await open();
		const told = (number: string, customer: Partial<InvoiceInput['customer']>) => anInvoice(number, { customer: { key: 'doc:52998224725', document: '52998224725', email: null, name: 'Ana', ...customer } });
		await put(ledger, [told('1', { email: 'ana@example.com' }), told('2', { phone: '11999990000' })]);
		await put(ledger, [told('3', { name: 'Ana Lima' }), told('1', {})]);
		await put(ledger, [told('1', { email: 'nova@example.com', name: 'Ana Lima' })]);
		expect(await ledger.db.selectFrom('customers').select(['name', 'email', 'phone', 'document']).execute()).toEqual([
			{ name: 'Ana Lima', email: 'nova@example.com', phone: '11999990000', document: '52998224725' },
		]);
	});

	it('moves an open invoice to another customer, with its facts', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await put(ledger, [anInvoice('1', { customer: { key: 'email:outro@example.com', email: 'outro@example.com' } })]);
		expect((await facts(ledger)).invoices.map(({ key }) => key)).toEqual(['email:outro@example.com']);
	});

	it('takes names with any characters as they are', async () => {
		const ledger = await open();
		const name = `D'Ávila "& Cia" \\ 100% <b> ; -- 日本 🙂 \u007f`;
		await put(ledger, [anInvoice('1', { description: name, customer: { name } })]);
		expect((await facts(ledger)).invoices).toMatchObject([{ name, description: name }]);
	});

	it('imports the same file twice at once, and takes each invoice once', async () => {
		const place = newPlace(engine);
		const ledgers = [await open(place), await open(place)];
		const file = Array.from({ length: 50 }, (_, index) => anInvoice(`${index}`, { paidCents: 10, paidOn: TODAY }));
		await Promise.all(ledgers.map(async (ledger, index) => await put(ledger, index ? [...file].reverse() : file)));
		const known = await facts(ledgers[0]);
		expect([known.invoices.length, known.customers.length]).toEqual([50, 50]);
		expect(known.payments.every(([, paid]) => paid === 10)).toBe(true);
	});

	const row = fc.record({
		number: fc.integer({ min: 1, max: 8 }).map(String),
		amount: fc.integer({ min: 1, max: 50 }),
		paid: fc.integer({ min: 0, max: 60 }),
		status: fc.constantFrom('open' as const, 'open' as const, 'cancelled' as const, 'disputed' as const),
		due: fc.integer({ min: -30, max: 30 }),
		customer: fc.integer({ min: 1, max: 3 }),
		email: fc.constantFrom(null, 'ana@example.com', 'bia@example.com'),
	});
	type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;
	const file = fc.uniqueArray(row, { selector: ({ number }) => number, maxLength: 8 });
	const inputOf = ({ number, amount, paid, status, due, customer, email }: Row) =>
		anInvoice(number, { amountCents: amount, paidCents: paid, paidOn: paid > 0 ? TODAY : null, status, dueDate: addDays(TODAY, due), customer: { key: `code:${customer}`, name: `Cliente ${customer}`, email } });

	it('gives the same ledger in batches of any size, and when imported again', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 8 }), async (files, size) => {
				const [whole, parts] = [await open(), await open()];
				for (const [index, rows] of files.entries()) {
					const inputs = rows.map(inputOf);
					await importBatch(whole, inputs, { importId: `${index}` });
					for (let start = 0; start < inputs.length; start += size) await importBatch(parts, inputs.slice(start, start + size), { importId: `${index}` });
					// Payments are told by file: the same whatever the batches.
					await importBatch(parts, inputs, { importId: `${index} again` });
				}
				expect(await facts(parts)).toEqual(await facts(whole));
			}),
			{ numRuns: engine === 'sqlite' ? 20 : 4 },
		);
	}, 30_000);

	it('never reopens, never lowers what was paid, and adds its payments up exactly', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(file, fc.array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.option(fc.integer({ min: 1, max: 40 })), fc.option(fc.integer({ min: 1, max: 3 })))))), async (rounds) => {
				const ledger = await open();
				let before = new Map<string, { status: string; paid_cents: number }>();
				for (const [rows, payments] of rounds) {
					await put(ledger, rows.map(inputOf));
					for (const [number, amount, reference] of payments) {
						await pay(ledger, `${number}`, amount, reference === null ? null : `ref ${reference}`).catch((error: { code?: string }) => {
							if (error.code !== 'not_found' && error.code !== 'invalid') throw error;
						});
					}
					const known = await facts(ledger);
					expect(known.payments).toEqual(known.invoices.map(({ number, paid_cents }) => [number, paid_cents]));
					for (const { number, status, paid_cents, amount_cents, paid_on } of known.invoices) {
						const was = before.get(number);
						if (was?.status === 'paid' || was?.status === 'cancelled') expect([number, status]).toEqual([number, was.status]);
						if (was?.status === 'disputed') expect(status).not.toBe('open');
						expect(paid_cents).toBeGreaterThanOrEqual(was?.paid_cents ?? 0);
						if (status === 'open' || status === 'disputed') expect(paid_cents).toBeLessThan(amount_cents);
						expect(paid_on !== null).toBe(status === 'paid');
					}
					before = new Map(known.invoices.map((invoice) => [invoice.number, invoice]));
				}
				expect((await dump(ledger)).customers.length).toBeLessThanOrEqual(3);
			}),
			{ numRuns: engine === 'sqlite' ? 30 : 5 },
		);
	}, 30_000);
});
