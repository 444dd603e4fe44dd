import { NO_TERMS, termsToJson, type ChargeTerms } from '../../../../core/charges';
import { MICRO } from '../../../../core/charges/rate';
import { orderCharge, type OrderSettings } from '../../../../core/gateway/orderCharge';
import type { Ledger } from '../../../../core/ledger/Ledger';
import type { InvoiceRow } from '../../../../core/ledger/schema';
import { deliver, TOKEN } from '../../../support/deliveries';
import { useRig } from '../../../support/gateway';
import { sync } from '../../../support/gatewaySync';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { newPlace, onBothEngines } from '../../../support/ledgers';
import { startChild } from '../../../support/workers/child';

const CPF = '11144477735';
const rig = useRig();
const settings = (changes: Partial<OrderSettings> = {}): OrderSettings => ({ billing: 'boleto', terms: NO_TERMS, today: TODAY, clock: () => NOON, ...changes });
const ana = { key: `doc:${CPF}`, document: CPF, name: 'Ana Prado', phone: '+5541998887766' };

async function anOpen(ledger: Ledger, changes: Parameters<typeof anInvoice>[1] = {}, number = '1'): Promise<InvoiceRow> {
	const [id] = await put(ledger, [anInvoice(number, { dueDate: '2026-12-01', description: 'Mensalidade', customer: ana, ...changes })], { source: 'planilha' });
	return await read(ledger, id);
}

async function read(ledger: Ledger, id: number): Promise<InvoiceRow> {
	return (await ledger.db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()) as InvoiceRow;
}

const posts = (path: string) => rig().asaas.requests.filter(({ method, path: asked }) => method === 'POST' && asked === `/v3/${path}`);
const charges = () => [...rig().asaas.account.payments.values()];

onBothEngines('the charge of an invoice', (open, engine) => {
	it('is refused, before anything is made there, with a fine that a consumer may not be charged', async () => {
		const ledger = await open();
		const terms = { ...NO_TERMS, fine: { kind: 'percent', rate: 10 * MICRO } } as const;
		await expect(orderCharge(ledger, rig().gateway, await anOpen(ledger), settings({ terms }))).rejects.toThrow(/10%.*CDC art. 52/);
		expect(rig().asaas.account.customers.size).toBe(0);
		const company = { key: 'doc:11222333000181', document: '11222333000181', name: 'Loja Sol Ltda' };
		expect(await orderCharge(ledger, rig().gateway, await anOpen(ledger, { customer: company }, '2'), settings({ terms }))).toBe('made');
	});

	it('is made with what the invoice says, of a customer to whom the gateway does not write', async () => {
		const ledger = await open();
		const terms: Partial<ChargeTerms> = { fine: { kind: 'percent', rate: 2 * MICRO }, discounts: [{ daysBefore: 5, kind: 'fixed', cents: 1_000 }] };
		const invoice = await anOpen(ledger, { amountCents: 10_050, paidCents: 50, terms });
		expect(await orderCharge(ledger, rig().gateway, invoice, settings({ terms: { ...NO_TERMS, interest: { kind: 'monthly', rate: MICRO } } }))).toBe('made');
		expect(posts('customers')[0].body).toEqual({ name: 'Ana Prado', cpfCnpj: CPF, email: 'c1@example.com', mobilePhone: '41998887766', notificationDisabled: true });
		expect(posts('payments')[0].body).toEqual({
			customer: charges()[0].customer,
			billingType: 'BOLETO',
			value: 100,
			dueDate: '2026-12-01',
			description: 'Mensalidade',
			externalReference: 'planilha:1',
			postalService: false,
			fine: { value: 2, type: 'PERCENTAGE' },
			interest: { value: 1 },
			discount: { value: 10, dueDateLimitDays: 5, type: 'FIXED' },
		});
		expect(await read(ledger, invoice.id)).toMatchObject({
			gateway: 'asaas',
			gateway_id: charges()[0].id,
			gateway_state: 'open',
			status: 'open',
			amount_cents: 10_050,
			paid_cents: 50,
			gateway_amount_cents: 10_000,
			payment_url: charges()[0].invoiceUrl,
			terms: termsToJson({ fine: { kind: 'percent', rate: 2 * MICRO }, interest: { kind: 'monthly', rate: MICRO }, discounts: [{ daysBefore: 5, kind: 'fixed', cents: 1_000 }], graceBankingDays: 0 }),
		});
		expect(await ledger.db.selectFrom('gateway_orders').selectAll().execute()).toEqual([]);
	});

	it.each([{ path: /payments$/ }, { path: /customers$/ }])('is there once although the answer was lost after the work (%p)', async ({ path }) => {
		for (const kind of ['resetAfterWork', 'malformed'] as const) {
			const { asaas, gateway } = rig();
			asaas.account.payments.clear();
			asaas.account.customers.clear();
			const ledger = await open();
			const invoice = await anOpen(ledger);
			asaas.fail({ method: 'POST', path, kind });
			await expect(orderCharge(ledger, gateway, invoice, settings())).rejects.toMatchObject({ kind: 'unclear', message: expect.stringContaining('Execute de novo') });
			expect(await ledger.db.selectFrom('gateway_orders').select('worker').execute()).toEqual([{ worker: '' }]);
			expect(await orderCharge(ledger, gateway, invoice, settings())).toBe(path.source.includes('payments') ? 'found' : 'made');
			expect(charges()).toHaveLength(1);
			expect(asaas.account.customers.size).toBe(1);
			expect(await read(ledger, invoice.id)).toMatchObject({ gateway_id: charges()[0].id });
		}
	});

	it('that was found takes what happens right after, whatever our own clock says', async () => {
		const { asaas, gateway, clock } = rig();
		const ledger = await open();
		const invoice = await anOpen(ledger);
		asaas.fail({ method: 'POST', path: /payments$/, kind: 'resetAfterWork' });
		await orderCharge(ledger, gateway, invoice, settings()).catch(() => null);
		expect(await orderCharge(ledger, gateway, invoice, settings({ clock: () => new Date(NOON.getTime() + 600_000) }))).toBe('found');
		clock.advance(2_000);
		asaas.pay(charges()[0].id, { by: 'PIX' });
		await deliver(ledger, gateway, asaas.account.events.map((body) => ({ body, token: TOKEN })), () => 1);
		expect(await read(ledger, invoice.id)).toMatchObject({ status: 'paid', paid_cents: 10_000 });
	});

	it('whose event comes before the order is run again is not made twice', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const invoice = await anOpen(ledger);
		asaas.fail({ method: 'POST', path: /payments$/, kind: 'resetAfterWork' });
		await orderCharge(ledger, gateway, invoice, settings()).catch(() => null);
		await deliver(ledger, gateway, asaas.account.events.map((body) => ({ body, token: TOKEN })), () => 1);
		await expect(orderCharge(ledger, gateway, invoice, settings())).rejects.toThrow('já tem a cobrança');
		expect(charges()).toHaveLength(1);
		expect(await ledger.db.selectFrom('invoices').selectAll().execute()).toHaveLength(1);
	});

	it('is one when two processes ask for it at once', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		for (let number = 1; number <= 8; number += 1) await anOpen(ledger, {}, String(number));
		const { asaas } = rig();
		const children = [1, 2].map(() => startChild('order.ts', { place, port: asaas.port, apiKey: asaas.apiKey }));
		await Promise.all(children.map(async ({ ready }) => await ready));
		const ends = (await Promise.all(children.map(async (child) => (await child.work()) as string[]))).flat();
		await Promise.all(children.map(async ({ gone }) => await gone));
		expect(ends.filter((end) => end === 'made')).toHaveLength(8);
		expect(ends.filter((end) => end === 'LedgerError')).toHaveLength(8);
		expect(charges().map(({ externalReference }) => externalReference).sort()).toEqual(Array.from({ length: 8 }, (_, index) => `planilha:${index + 1}`));
	});

	it('is of the customer that the gateway has under the same CPF', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const { id } = asaas.addCustomer({ cpfCnpj: CPF, name: 'ANA P' });
		const invoice = await anOpen(ledger);
		await orderCharge(ledger, gateway, invoice, settings());
		await orderCharge(ledger, gateway, await anOpen(ledger, {}, '2'), settings());
		expect(charges().map(({ customer }) => customer)).toEqual([id, id]);
		expect(posts('customers')).toEqual([]);
		expect(asaas.requests.filter(({ path }) => path === '/v3/customers')).toHaveLength(1);
		expect(await ledger.db.selectFrom('customers').select('name').execute()).toEqual([{ name: 'Ana Prado' }]);
	});

	it('is found although the gateway has its customer twice', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const invoice = await anOpen(ledger);
		asaas.fail({ method: 'POST', path: /payments$/, kind: 'resetAfterWork' });
		await orderCharge(ledger, gateway, invoice, settings()).catch(() => null);
		asaas.addCustomer({ id: 'cus_0', cpfCnpj: CPF });
		await ledger.db.updateTable('invoices').set({ status: 'disputed' }).execute();
		await sync(ledger, { gateway: { ...rig().gateway, name: 'asaas', usage: () => gateway.usage(), passes: (window) => gateway.passes(window).slice(0, 1), pages: (...args) => gateway.pages(...args) } as typeof gateway, clock: rig().clock });
		await ledger.db.updateTable('invoices').set({ status: 'open' }).execute();
		expect(await orderCharge(ledger, gateway, await read(ledger, invoice.id), settings())).toBe('found');
		expect(charges()).toHaveLength(1);
	});

	it('that asks for something else under the same reference is for a person to look at', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const invoice = await anOpen(ledger);
		const { id } = asaas.addPayment({ customer: asaas.addCustomer({ cpfCnpj: CPF }).id, externalReference: 'planilha:1', value: 90, dueDate: '2026-12-01' });
		await expect(orderCharge(ledger, gateway, invoice, settings())).rejects.toThrow(`cobrança ${id}`);
		asaas.remove(id);
		expect(await orderCharge(ledger, gateway, invoice, settings())).toBe('made');
	});

	it.each<[string, Parameters<typeof anInvoice>[1], Partial<OrderSettings>, RegExp]>([
		['is paid', { status: 'paid', paidCents: 10_000 }, {}, /não está em aberto/],
		['is cancelled', { status: 'cancelled' }, {}, /não está em aberto/],
		['is overdue', { dueDate: '2026-11-23' }, {}, /venceu em 23\/11\/2026/],
		['has a customer without CPF', { customer: { key: 'email:x', document: null } }, {}, /não tem CPF nem CNPJ/],
		['has terms that the gateway cannot charge', { terms: { fine: { kind: 'fixed', cents: 100 }, graceBankingDays: 2 } }, {}, /carência/],
		['is of less than the gateway takes', { amountCents: 499 }, {}, /R\$ 5,00/],
	])('is refused when it %s, and nothing is left behind', async (_what, changes, options, said) => {
		const ledger = await open();
		await expect(orderCharge(ledger, rig().gateway, await anOpen(ledger, changes), settings(options))).rejects.toThrow(said);
		expect(charges()).toEqual([]);
		expect(await ledger.db.selectFrom('gateway_orders').selectAll().execute()).toEqual([]);
	});
});
