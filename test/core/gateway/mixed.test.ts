import { applyAnswers } from '../../../core/gateway/liveStatus';
import { inTransaction, type Ledger } from '../../../core/ledger/Ledger';
import { changeStatus } from '../../../core/ledger/invoices/changeStatus';
import { recordPayment } from '../../../core/ledger/invoices/recordPayment';
import type { InvoiceRow } from '../../../core/ledger/schema';
import type { AsaasEvent } from '../../doubles/asaas';
import { deliver, TOKEN } from '../../support/deliveries';
import { useRig } from '../../support/gateway';
import { doubleCharges, gatewayLedger, ledgerCharges } from '../../support/gatewayLedger';
import { liveLong } from '../../support/gatewayLife';
import { sync } from '../../support/gatewaySync';
import { anInvoice, NOON, put } from '../../support/invoices';
import { onBothEngines } from '../../support/ledgers';
import { Random } from '../../support/random';

const DAY = 86_400_000;
const AT = NOON.toISOString();
const CPF = '11144477735';
const rig = useRig();
const ours = (body: AsaasEvent) => ({ body, token: TOKEN });

async function invoices(ledger: Ledger): Promise<InvoiceRow[]> {
	return (await ledger.db.selectFrom('invoices').selectAll().orderBy('id').execute()) as InvoiceRow[];
}

/** The events since the last call. */
function fresh(): AsaasEvent[] {
	return rig().asaas.account.events.splice(0);
}

async function happen(ledger: Ledger): Promise<void> {
	await deliver(ledger, rig().gateway, fresh().map(ours), () => 9);
	rig().clock.advance(60_000);
}

onBothEngines('readings and events', (open) => {
	it.each([1, 2, 3])('lead to what the gateway says, whatever comes when (seed %i)', async (seed) => {
		const { asaas, clock, gateway } = rig();
		const ledger = await open();
		const random = new Random(seed);
		const late: AsaasEvent[] = [];
		for (let round = 0; round < 8; round += 1) {
			liveLong(asaas, clock, { seed: seed * 100 + round, events: asaas.account.events.length + 25, charges: 6, pauses: 0.3 });
			late.push(...fresh());
			const [now, later] = [random.shuffled(late), late.splice(0)].map((list) => list.slice(0, Math.ceil(list.length / 2)));
			late.push(...later);
			await deliver(ledger, gateway, now.map(ours), () => 1 + random.below(9));
			if (random.chance(0.5)) await sync(ledger, rig(), { mode: random.pick(['full', 'incremental']) });
			for (const { id } of random.some([...asaas.account.payments.values()], 3)) {
				const copy = await gateway.secondCopy(id);
				await inTransaction(ledger, async (db) => await applyAnswers(db, ledger.engine, [{ gateway: 'asaas', chargeId: id, answer: { kind: 'told', copy } }], AT));
			}
		}
		clock.advance(DAY);
		await deliver(ledger, gateway, random.shuffled(late).map(ours), () => 5);
		await sync(ledger, rig(), { mode: 'full' });
		expect(await ledgerCharges(ledger)).toEqual(doubleCharges(asaas));
	});
});

onBothEngines('a person’s decision', (open) => {
	it('to dispute or cancel stands until the gateway says something new', async () => {
		const { asaas } = rig();
		for (const change of ['dispute', 'cancel'] as const) {
			const ledger = await open();
			const { id } = asaas.addPayment({ event: true });
			await happen(ledger);
			const [invoice] = await invoices(ledger);
			await inTransaction(ledger, async (db) => await changeStatus(db, ledger.engine, invoice, change, 'nota', AT));
			asaas.changeValue(id, 150);
			await happen(ledger);
			await sync(ledger, rig(), { mode: 'full' });
			expect((await invoices(ledger))[0]).toMatchObject({ status: change === 'cancel' ? 'cancelled' : 'disputed', status_note: 'nota', amount_cents: 15_000 });
			asaas.pay(id, { by: 'PIX' });
			await happen(ledger);
			expect((await invoices(ledger))[0]).toMatchObject({ status: 'paid', paid_cents: 15_000 });
		}
	});

	it('that it was paid by other means stands, and is not counted with the gateway’s payment', async () => {
		const { asaas } = rig();
		const ledger = await open();
		const { id } = asaas.addPayment({ event: true, billingType: 'CREDIT_CARD' });
		await happen(ledger);
		const [invoice] = await invoices(ledger);
		await inTransaction(ledger, async (db) => await recordPayment(db, { invoice, amountCents: null, paidOn: '2026-11-24', reference: null, at: AT }));
		await sync(ledger, rig());
		expect((await invoices(ledger))[0]).toMatchObject({ status: 'paid', paid_cents: 10_000 });
		asaas.pay(id);
		await happen(ledger);
		asaas.settle(id);
		await happen(ledger);
		await sync(ledger, rig(), { mode: 'full' });
		expect((await invoices(ledger))[0]).toMatchObject({ status: 'paid', paid_cents: 10_000 });
		expect(await ledger.db.selectFrom('payments').selectAll().execute()).toHaveLength(1);
	});

	it('that a part was paid leaves the rest to be paid, and no code of the whole', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const { id } = asaas.addPayment({ event: true, value: 100 });
		await happen(ledger);
		const ask = async () => {
			const copy = await gateway.secondCopy(id);
			await inTransaction(ledger, async (db) => await applyAnswers(db, ledger.engine, [{ gateway: 'asaas', chargeId: id, answer: { kind: 'told', copy } }], AT));
			return (await invoices(ledger))[0];
		};
		expect(await ask()).toMatchObject({ boleto_line: expect.any(String), pix_payload: expect.any(String) });
		const [invoice] = await invoices(ledger);
		await inTransaction(ledger, async (db) => await recordPayment(db, { invoice, amountCents: 3_000, paidOn: '2026-11-24', reference: null, at: AT }));
		expect(await ask()).toMatchObject({ status: 'open', amount_cents: 10_000, paid_cents: 3_000, boleto_line: null, pix_payload: null });
	});
});

onBothEngines('an invoice of a sheet and its charge', (open) => {
	const input = () => anInvoice('2026-154', { amountCents: 10_000, dueDate: '2026-11-30', description: 'Da planilha', customer: { key: `doc:${CPF}`, document: CPF, name: 'Ana' } });

	function charge(changes: object = {}) {
		const { asaas } = rig();
		const customer = asaas.addCustomer({ cpfCnpj: CPF, name: 'Ana' }).id;
		return asaas.addPayment({ event: true, customer, value: 100, dueDate: '2026-11-30', externalReference: '2026-154', ...changes }).id;
	}

	it.each(['2026-154', 'planilha:2026-154'])('are one, found by %s', async (externalReference) => {
		const ledger = await open();
		await put(ledger, [input()], { source: 'planilha' });
		const id = charge({ externalReference });
		await happen(ledger);
		await sync(ledger, rig());
		expect(await invoices(ledger)).toMatchObject([{ source: 'planilha', number: '2026-154', gateway_id: id, amount_cents: 10_000, description: 'Da planilha' }]);
	});

	it.each([{ value: 99.99 }, { dueDate: '2026-12-01' }, { externalReference: 'outra:2026-154' }, { externalReference: '154' }])('are two when they differ: %p', async (changes) => {
		const ledger = await open();
		await put(ledger, [input()], { source: 'planilha' });
		charge(changes);
		await happen(ledger);
		expect(await invoices(ledger)).toHaveLength(2);
	});

	it('are two when two charges name it at once: nobody knows which it is', async () => {
		const ledger = await open();
		await put(ledger, [input()], { source: 'planilha' });
		const { asaas } = rig();
		const id = charge();
		const { customer } = asaas.account.payments.get(id) ?? {};
		asaas.addPayment({ event: true, customer, value: 100, dueDate: '2026-11-30', externalReference: '2026-154' });
		await happen(ledger);
		expect((await invoices(ledger)).map(({ gateway_id }) => gateway_id === null)).toEqual([true, false, false]);
	});

	it('keep what the gateway says when the sheet is imported again', async () => {
		const { asaas } = rig();
		const ledger = await open();
		await put(ledger, [input()], { source: 'planilha' });
		const id = charge({ fine: { value: 2 } });
		await happen(ledger);
		asaas.postpone(id, '2026-12-15');
		asaas.changeValue(id, 120);
		await happen(ledger);
		const before = (await gatewayLedger(ledger)).invoices;
		await put(ledger, [input()], { source: 'planilha' });
		expect((await gatewayLedger(ledger)).invoices).toEqual(before);
		asaas.pay(id, { by: 'PIX' });
		await happen(ledger);
		await put(ledger, [input()], { source: 'planilha' });
		expect((await invoices(ledger))[0]).toMatchObject({ status: 'paid', due_date: '2026-12-15', amount_cents: 12_000, paid_cents: 12_000 });
	});

	it('count a payment once that both tell of, whichever comes first', async () => {
		const { asaas } = rig();
		for (const sheetFirst of [true, false]) {
			const ledger = await open();
			await put(ledger, [input()], { source: 'planilha' });
			const id = charge({ billingType: 'CREDIT_CARD' });
			await happen(ledger);
			const paid = async () => await put(ledger, [{ ...input(), status: 'paid', paidCents: 10_000, paidOn: '2026-11-24' }], { source: 'planilha' });
			if (sheetFirst) await paid();
			asaas.pay(id);
			await happen(ledger);
			asaas.settle(id);
			await happen(ledger);
			if (!sheetFirst) await paid();
			await sync(ledger, rig(), { mode: 'full' });
			const [invoice] = await invoices(ledger);
			expect(invoice).toMatchObject({ status: 'paid', paid_cents: 10_000 });
			expect(await ledger.db.selectFrom('payments').selectAll().where('invoice_id', '=', invoice.id).execute()).toHaveLength(1);
		}
	});

	it('owe what is left when the sheet tells of a part after the charge was made', async () => {
		const { asaas } = rig();
		const ledger = await open();
		await put(ledger, [input()], { source: 'planilha' });
		const id = charge();
		await happen(ledger);
		await put(ledger, [{ ...input(), paidCents: 3_000, paidOn: '2026-11-24' }], { source: 'planilha' });
		await sync(ledger, rig(), { mode: 'full' });
		asaas.changeValue(id, 110);
		await happen(ledger);
		expect((await invoices(ledger))[0]).toMatchObject({ status: 'open', amount_cents: 11_000, paid_cents: 3_000 });
	});

	it('are paid on the day by which the payments of both came to the amount, and taken back as they were', async () => {
		const { asaas } = rig();
		const ledger = await open();
		await put(ledger, [{ ...input(), amountCents: 13_333 }], { source: 'planilha' });
		const record = async (amountCents: number, paidOn: string) => {
			const [invoice] = await invoices(ledger);
			await inTransaction(ledger, async (db) => await recordPayment(db, { invoice, amountCents, paidOn, reference: null, at: AT }));
		};
		await record(3_333, '2026-12-02');
		const id = charge();
		await happen(ledger);
		asaas.receiveInCash(id, { on: '2026-11-24' });
		await happen(ledger);
		const told = async () => {
			const [{ status, paid_on }] = await invoices(ledger);
			return [status, paid_on];
		};
		expect(await told()).toEqual(['paid', '2026-12-02']);
		const [{ updated_at }] = await invoices(ledger);
		await sync(ledger, rig(), { mode: 'full' });
		expect((await invoices(ledger))[0]).toMatchObject({ paid_on: '2026-12-02', updated_at });
		await record(10_000, '2026-12-05');
		expect(await told()).toEqual(['paid', '2026-12-02']);
		asaas.undoReceivedInCash(id);
		await happen(ledger);
		expect(await told()).toEqual(['paid', '2026-12-05']);
	});

	it('keep the day of a charge that was settled for less, whatever comes later', async () => {
		const { asaas } = rig();
		const ledger = await open();
		await put(ledger, [input()], { source: 'planilha' });
		const id = charge();
		await happen(ledger);
		asaas.receiveInCash(id, { on: '2026-11-24', value: 95 });
		await happen(ledger);
		const [invoice] = await invoices(ledger);
		await inTransaction(ledger, async (db) => await recordPayment(db, { invoice, amountCents: 500, paidOn: '2026-12-02', reference: null, at: AT }));
		await sync(ledger, rig(), { mode: 'full' });
		expect((await invoices(ledger))[0]).toMatchObject({ status: 'paid', paid_cents: 10_000, paid_on: '2026-11-24' });
	});

	it('take a payment back to the cent when it is refunded', async () => {
		const { asaas } = rig();
		const ledger = await open();
		await put(ledger, [{ ...input(), amountCents: 13_333, paidCents: 3_333, paidOn: '2026-11-20' }], { source: 'planilha' });
		const id = charge();
		await happen(ledger);
		asaas.pay(id, { by: 'PIX', value: 101.37 });
		await happen(ledger);
		expect((await invoices(ledger))[0]).toMatchObject({ status: 'paid', amount_cents: 13_333, paid_cents: 3_333 + 10_137 });
		asaas.refund(id);
		await happen(ledger);
		expect((await invoices(ledger))[0]).toMatchObject({ status: 'cancelled', amount_cents: 13_333, paid_cents: 3_333, paid_on: null });
		expect(await ledger.db.selectFrom('payments').select('amount_cents').execute()).toEqual([{ amount_cents: 3_333 }]);
	});
});
