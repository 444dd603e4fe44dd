import fc from 'fast-check';
import { Calendar } from '../../../../core/calendar/Calendar';
import { addDays } from '../../../../core/calendar/day';
import { NO_TERMS, type ChargeTerms } from '../../../../core/charges';
import { chargingNothing, type Charging } from '../../../../core/ledger/charging';
import { findCustomer, excludeCustomer } from '../../../../core/ledger/customers/exclusions';
import { promiseToPay } from '../../../../core/ledger/customers/promises';
import { changeStatus, type StatusChange } from '../../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { recordPayment, type Payment } from '../../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { newPlace, newQuickPlace, onBothEngines } from '../../../support/ledgers';

const AT = NOON.toISOString();
const EARLY: ChargeTerms['discounts'] = [{ kind: 'percent', rate: 5_000_000, daysBefore: 5 }, { kind: 'fixed', cents: 2_00, daysBefore: 0 }];

async function pay(ledger: Ledger, changes: Partial<Payment> = {}, number = '1') {
	const result = await inTransaction(ledger, async (db) =>
		await recordPayment(db, { invoice: await findInvoice(db, { number }), amountCents: null, paidOn: TODAY, reference: null, at: AT, ...changes }),
	);
	const { status, paid_cents, paid_on } = await findInvoice(ledger.db, { number });
	return [result, status, paid_cents, paid_on];
}

async function change(ledger: Ledger, how: StatusChange, note: string | null = null, number = '1') {
	await inTransaction(ledger, async (db) => await changeStatus(db, ledger.engine, await findInvoice(db, { number }), how, note, AT));
	const { status, status_note } = await findInvoice(ledger.db, { number });
	return [status, status_note];
}

onBothEngines('recordPayment', (open, engine) => {
	it('settles an invoice that is paid whole, in parts, or with interest', async () => {
		const ledger = await open();
		await put(ledger, ['1', '2', '3'].map((number) => anInvoice(number)));
		expect(await pay(ledger)).toEqual(['paid', 'paid', 10_000, TODAY]);
		expect(await pay(ledger, { amountCents: 4_000 }, '2')).toEqual(['partial', 'open', 4_000, null]);
		expect(await pay(ledger, { amountCents: 5_999 }, '2')).toEqual(['partial', 'open', 9_999, null]);
		expect(await pay(ledger, { paidOn: addDays(TODAY, 1) }, '2')).toEqual(['paid', 'paid', 10_000, addDays(TODAY, 1)]);
		expect(await pay(ledger, { amountCents: 10_250 }, '3')).toEqual(['paid', 'paid', 10_250, TODAY]);
	});

	it('settles it on the day by which the payments came to its amount, whichever was recorded first', async () => {
		const ledger = await open();
		const early = { amountCents: 6_000, paidOn: addDays(TODAY, -6) };
		const late = { amountCents: 4_000, paidOn: addDays(TODAY, 4) };
		await put(ledger, ['1', '2'].map((number) => anInvoice(number)));
		for (const [number, first, second] of [['1', early, late], ['2', late, early]] as const) {
			expect(await pay(ledger, first, number)).toEqual(['partial', 'open', first.amountCents, null]);
			expect(await pay(ledger, second, number)).toEqual(['paid', 'paid', 10_000, late.paidOn]);
		}
		// One of before that nobody had recorded yet.
		expect(await pay(ledger, { amountCents: 4_000, paidOn: addDays(TODAY, -1) })).toEqual(['paid', 'paid', 14_000, addDays(TODAY, -1)]);
	});

	it('keeps the day of one that was settled by word, for less', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1', { status: 'paid', paidCents: 9_500, paidOn: addDays(TODAY, -3) })]);
		expect(await pay(ledger, { amountCents: 200, paidOn: addDays(TODAY, -8) })).toEqual(['paid', 'paid', 9_700, addDays(TODAY, -3)]);
		expect(await pay(ledger, { amountCents: 300 })).toEqual(['paid', 'paid', 10_000, addDays(TODAY, -3)]);
	});

	it.each([['without', []], ['with', EARLY]])('settles it on the same day in any order of recording, %s discounts', async (_which, discounts) => {
		const ledger = await open(newQuickPlace(engine));
		const charging: Charging = { ...chargingNothing(new Calendar()), terms: { ...NO_TERMS, discounts } };
		const payment = fc.record({ amountCents: fc.constantFrom(1_000, 3_000, 4_500, 5_000, 9_500, 9_800), days: fc.integer({ min: -9, max: 6 }) });
		const recordings = fc.array(payment, { minLength: 1, maxLength: 5 }).chain((payments) => fc.tuple(fc.constant(payments), fc.shuffledSubarray([...payments.keys()], { minLength: payments.length })));
		let count = 0;
		await fc.assert(
			fc.asyncProperty(recordings, async ([payments, shuffled]) => {
				count += 1;
				const outcomes: unknown[] = [];
				for (const [number, order] of [[`${count}`, [...payments.keys()]], [`${count} shuffled`, shuffled]] as const) {
					await put(ledger, [anInvoice(number)]);
					for (const index of order) await pay(ledger, { amountCents: payments[index].amountCents, paidOn: addDays(TODAY, payments[index].days), reference: `${index}`, charging }, number);
					const { status, paid_on } = await findInvoice(ledger.db, { number });
					outcomes.push([status, paid_on]);
				}
				expect(outcomes[1]).toEqual(outcomes[0]);
				if (discounts.length > 0) return;
				const by = (day: number) => payments.filter(({ days }) => days <= day).reduce((sum, { amountCents }) => sum + amountCents, 0);
				const settled = payments.map(({ days }) => days).sort((a, b) => a - b).find((day) => by(day) >= 10_000);
				expect(outcomes[0]).toEqual(settled === undefined ? ['open', null] : ['paid', addDays(TODAY, settled)]);
			}),
			{ numRuns: engine === 'sqlite' ? 50 : 12 },
		);
	}, 60_000);

	it('counts a payment told twice once', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		expect(await pay(ledger, { amountCents: 4_000 })).toEqual(['partial', 'open', 4_000, null]);
		expect(await pay(ledger, { amountCents: 4_000 })).toEqual(['already', 'open', 4_000, null]);
		expect(await pay(ledger, { amountCents: 1_000, reference: 'pix 1' })).toEqual(['partial', 'open', 5_000, null]);
		expect(await pay(ledger, { amountCents: 1_000, reference: 'pix 1' })).toEqual(['already', 'open', 5_000, null]);
		expect(await pay(ledger, { amountCents: 1_000, reference: 'pix 2' })).toEqual(['partial', 'open', 6_000, null]);
		expect(await pay(ledger)).toEqual(['paid', 'paid', 10_000, TODAY]);
		expect(await pay(ledger)).toEqual(['already', 'paid', 10_000, TODAY]);
		expect(await pay(ledger, { amountCents: 500, reference: 'a mais', paidOn: addDays(TODAY, 3) })).toEqual(['paid', 'paid', 10_500, TODAY]);
	});

	it('refuses nothing, less than nothing, and money for a cancelled invoice', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await expect(pay(ledger, { amountCents: 0 })).rejects.toMatchObject({ code: 'invalid' });
		await expect(pay(ledger, { amountCents: -1 })).rejects.toMatchObject({ code: 'invalid' });
		await change(ledger, 'cancel');
		await expect(pay(ledger)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('R$\u00a0100,00') });
		expect(await ledger.db.selectFrom('payments').selectAll().execute()).toEqual([]);
	});

	it('takes a payment of a disputed invoice, which stays disputed until it is whole', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await change(ledger, 'dispute', 'valor errado');
		expect(await pay(ledger, { amountCents: 4_000 })).toEqual(['partial', 'disputed', 4_000, null]);
		expect(await pay(ledger)).toEqual(['paid', 'paid', 10_000, TODAY]);
	});

	it('pays what is owed once, when many pay it at once', async () => {
		const place = newPlace(engine);
		const ledgers = [await open(place), await open(place)];
		await put(ledgers[0], [anInvoice('1')]);
		const invoice = await findInvoice(ledgers[0].db, { number: '1' });
		const results = await Promise.all(
			Array.from({ length: 8 }, async (_, index) =>
				await inTransaction(ledgers[index % 2], async (db) => await recordPayment(db, { invoice, amountCents: null, paidOn: addDays(TODAY, -index), reference: null, at: AT })),
			),
		);
		expect(results.sort()).toEqual([...Array(7).fill('already'), 'paid']);
		expect(await findInvoice(ledgers[0].db, { number: '1' })).toMatchObject({ paid_cents: 10_000, status: 'paid' });
	});

	it('adds up different payments that arrive at once', async () => {
		const place = newPlace(engine);
		const ledgers = [await open(place), await open(place)];
		await put(ledgers[0], [anInvoice('1')]);
		await Promise.all(Array.from({ length: 10 }, async (_, index) => await pay(ledgers[index % 2], { amountCents: 1_000, reference: `${index}` })));
		expect(await findInvoice(ledgers[0].db, { number: '1' })).toMatchObject({ paid_cents: 10_000, status: 'paid' });
	});
});

onBothEngines('changeStatus', (open) => {
	it('goes from open to disputed or cancelled and back, with the operator’s words', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		expect(await change(ledger, 'dispute', 'não recebeu')).toEqual(['disputed', 'não recebeu']);
		expect(await change(ledger, 'dispute', 'outra vez')).toEqual(['disputed', 'não recebeu']);
		expect(await change(ledger, 'resume')).toEqual(['open', null]);
		expect(await change(ledger, 'cancel', 'duplicada')).toEqual(['cancelled', 'duplicada']);
		await expect(change(ledger, 'dispute')).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('cancelada') });
		expect(await change(ledger, 'resume')).toEqual(['open', null]);
		expect(await change(ledger, 'dispute')).toEqual(['disputed', null]);
		expect(await change(ledger, 'cancel')).toEqual(['cancelled', null]);
	});

	it.each<StatusChange>(['cancel', 'dispute', 'resume'])('does not %s what is paid, even when it was read before', async (how) => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		const stale = await findInvoice(ledger.db, { number: '1' });
		await pay(ledger);
		await expect(inTransaction(ledger, async (db) => await changeStatus(db, ledger.engine, stale, how, null, AT))).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('paga') });
		expect(await findInvoice(ledger.db, { number: '1' })).toMatchObject({ status: 'paid' });
	});
});

onBothEngines('promises and exclusions', (open) => {
	it('keep the last day told, and every one in the history', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		const promise = async (days: number) => await promiseToPay(ledger.db, await findInvoice(ledger.db, { number: '1' }), addDays(TODAY, days), null, TODAY, AT);
		await promise(5);
		await promise(0);
		await expect(promise(-1)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('já passou') });
		expect(await findInvoice(ledger.db, { number: '1' })).toMatchObject({ promised_until: TODAY });
		expect(await ledger.db.selectFrom('promises').select('until').orderBy('id').execute()).toEqual([{ until: addDays(TODAY, 5) }, { until: TODAY }]);
		await pay(ledger);
		await expect(promise(1)).rejects.toMatchObject({ code: 'invalid' });
	});

	it('exclude a customer by document, email or id, and end with a day in the past', async () => {
		const ledger = await open();
		await put(ledger, [
			anInvoice('1', { customer: { key: 'doc:52998224725', document: '52998224725', email: 'ana@example.com' } }),
			anInvoice('2', { customer: { key: 'code:2', email: 'ana@example.com' } }),
		]);
		const ana = await findCustomer(ledger.db, { document: '529.982.247-25' });
		await excludeCustomer(ledger.db, ana, addDays(TODAY, 30), 'acordo verbal', AT);
		expect((await findCustomer(ledger.db, { id: ana.id })).excluded_until).toBe(addDays(TODAY, 30));
		await excludeCustomer(ledger.db, ana, addDays(TODAY, -1), null, AT);
		expect((await findCustomer(ledger.db, { id: ana.id })).excluded_until).toBe(addDays(TODAY, -1));
		await expect(findCustomer(ledger.db, { email: ' ANA@example.com ' })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('mais de um') });
		await expect(findCustomer(ledger.db, { document: '00000000000' })).rejects.toMatchObject({ code: 'not_found' });
		await expect(findCustomer(ledger.db, {})).rejects.toMatchObject({ code: 'invalid' });
	});
});
