import type { IDataObject } from 'n8n-workflow';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { parseBoleto } from '../../../core/boleto';
import { parseBrCode } from '../../../core/pix';
import { syntheticCpf } from '../../doubles/asaas/people';
import { atNoon, dayFromToday, importRows, newAccount, receivables, sheetRow } from '../../support/n8nCoreAccount';
import { asaasKey, gatewayNode, syncedItems, useAsaas } from '../../support/n8nCoreAsaas';

atNoon();
const asaas = useAsaas();

const run = async (operation: string, items: IDataObject[], parameters = {}) => await gatewayNode(operation, asaas.credentials, parameters, items);
const invoiceOf = (json: IDataObject) => json.invoice as IDataObject;
const chargeOf = (json: IDataObject) => asaas.double.account.payments.get((invoiceOf(json).gateway as IDataObject).chargeId as string);

describe('Payment Gateway: second copy', () => {
	it('is the gateway’s own: boleto, Pix, updated amount, pictures, links and text', async () => {
		asaas.double.addPayment({ value: 100, dueDate: dayFromToday(-10), billingType: 'BOLETO', fine: { value: 2, type: 'PERCENTAGE' }, interest: { value: 3, type: 'PERCENTAGE' } });
		const items = await syncedItems(asaas.credentials);
		const { json, outputs, error } = await run('charge.getSecondCopy', [{ ...items[0], minha: 'coluna' }]);
		expect(error).toBeNull();
		expect(json[1]).toEqual([]);
		const [{ secondCopy, invoice, minha }] = json[0] as Array<{ secondCopy: IDataObject; invoice: IDataObject; minha: string }>;
		expect(minha).toBe('coluna');
		// 100 + 2% + 10 days of 3% a month.
		expect(secondCopy).toMatchObject({ amount: 103, ledgerAmount: 103, boletoUrl: expect.stringMatching(/^http/) as string, paymentUrl: expect.stringMatching(/^http/) as string, bankNumber: expect.any(String) as string });
		const { boleto, pix, text } = secondCopy as { boleto: IDataObject; pix: IDataObject; text: string };
		expect(parseBoleto(String(boleto.digits), dayFromToday(-10)).amountCents).toBe(100_00);
		expect(() => parseBrCode(String(pix.payload))).not.toThrow();
		for (const part of ['R$\u00a0103,00', String(pix.payload), String(boleto.line), '11.222.333/0001-81']) expect(text).toContain(part);
		// Written down: a message of today carries the same codes.
		expect(invoice).toMatchObject({ boletoLine: boleto.digits, pixPayload: pix.payload });
		const { barcode, pixQrCode } = outputs[0][0].binary ?? {};
		expect(barcode.mimeType).toBe('image/png');
		const picture = PNG.sync.read(Buffer.from(pixQrCode.data, 'base64'));
		expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(pix.payload);
	});

	it('finds out that it was paid, and tells the ledger', async () => {
		const payment = asaas.double.addPayment({ dueDate: dayFromToday(3) });
		const items = await syncedItems(asaas.credentials);
		asaas.double.pay(payment.id);
		const { json } = await run('charge.getSecondCopy', items);
		expect(json[0]).toEqual([]);
		expect(json[1]).toEqual([{ row: 1, reason: `A fatura ${payment.invoiceNumber} está paga: não há o que pagar.`, original: items[0] }]);
		const { json: now } = await receivables('invoice.get', asaas.credentials, {}, items);
		expect(invoiceOf(now[0][0]).status).toBe('paid');
	});

	it('says why there is none', async () => {
		const [own] = await importRows(asaas.credentials, [sheetRow('F-1')]);
		const { json } = await run('charge.getSecondCopy', [own, { numero: 'X' }, { nada: 1 }]);
		expect(json[1].map(({ reason }) => reason)).toEqual(['A fatura F-1 não tem cobrança no Asaas.', expect.stringContaining('A fatura X não está no livro'), expect.stringContaining('O item não diz qual é a fatura')]);
	});

	it('of many charges keeps their order', async () => {
		asaas.double.addMany(120, () => ({ dueDate: dayFromToday(20) }));
		const items = await syncedItems(asaas.credentials);
		const { json } = await gatewayNode('charge.getSecondCopy', asaas.credentials, { images: 'none' }, items);
		expect(json[0].map((item) => invoiceOf(item).number)).toEqual(items.map((item) => invoiceOf(item).number));
	});
});

describe('Payment Gateway: create', () => {
	const row = (number: string, changes: IDataObject = {}) => sheetRow(number, { vencimento: '30/11/2026', cpf_cnpj: syntheticCpf(Number(number.replace(/\D/g, ''))), ...changes });

	it('makes the charge of ledger items and of plain rows, with their terms, and once', async () => {
		const credentials = { ...asaas.credentials, cobrancaAccountApi: newAccount({ fineKind: 'percent', finePercent: 2, interestKind: 'monthly', interestPercent: 1 }) };
		const items = await importRows(credentials, [row('F-1', { descricao: 'Mensalidade' })]);
		const first = await gatewayNode('charge.create', credentials, { billing: 'pix' }, [...items, row('F-2', { multa_percentual: '1%', minha: 'coluna' })]);
		expect(first.error).toBeNull();
		expect(first.json[0].map(({ chargeResult }) => chargeResult)).toEqual(['made', 'made']);
		expect(first.json[0][1].minha).toBe('coluna');
		expect(chargeOf(first.json[0][0])).toMatchObject({ billingType: 'PIX', value: 1234.56, dueDate: '2026-11-30', description: 'Mensalidade', fine: { value: 2 }, interest: { value: 1 } });
		expect(chargeOf(first.json[0][1])).toMatchObject({ fine: { value: 1 }, interest: { value: 1 } });
		expect([...asaas.double.account.customers.values()].every(({ notificationDisabled }) => notificationDisabled)).toBe(true);
		const again = await gatewayNode('charge.create', credentials, { billing: 'pix' }, items);
		expect(again.json[0]).toEqual([]);
		expect(again.json[1][0].reason).toContain('A fatura F-1 já tem a cobrança');
		expect(asaas.double.account.payments.size).toBe(2);
	});

	it('makes the customer of many invoices once', async () => {
		const cpf = syntheticCpf(7);
		const { json } = await run('charge.create', Array.from({ length: 12 }, (_, index) => row(`F-${index}`, { cpf_cnpj: cpf, cliente: 'Ana', email: 'ana@example.com' })));
		expect(json[0]).toHaveLength(12);
		expect(asaas.double.account.customers.size).toBe(1);
	});

	it('leaves each that cannot be made by Problems, with its reason', async () => {
		const { json } = await run('charge.create', [row('F-1'), row('F-2', { cpf_cnpj: '' }), row('F-3', { vencimento: '01/10/2026' }), row('F-4', { valor: 'muito' })]);
		expect(json[0].map((item) => invoiceOf(item).number)).toEqual(['F-1']);
		expect(json[1].map(({ row: place, reason }) => [place, reason])).toEqual([
			[2, expect.stringContaining('não tem CPF nem CNPJ')],
			[3, expect.stringContaining('venceu em')],
			[4, expect.stringContaining('muito')],
		]);
	});

	it('does nothing for items of a dry run', async () => {
		const { json } = await run('charge.create', [{ ...row('F-1'), dryRun: true }]);
		expect(json[0][0]).toMatchObject({ numero: 'F-1', gatewayNote: expect.stringContaining('Ensaio') as string });
		expect(asaas.double.requests).toEqual([]);
		expect((await receivables('invoice.getAll', asaas.credentials)).json[0] ?? []).toEqual([]);
	});
});

describe('Payment Gateway: cancel and receive in cash', () => {
	it('cancels the charge there and here', async () => {
		const payment = asaas.double.addPayment({ dueDate: dayFromToday(3) });
		const { json } = await run('charge.cancel', await syncedItems(asaas.credentials));
		expect(json[0][0].invoice).toMatchObject({ status: 'cancelled', statusNote: 'Excluída no Asaas.' });
		expect(asaas.double.account.payments.get(payment.id)?.deleted).toBe(true);
	});

	it('tells the gateway of a payment, by columns or of the whole balance', async () => {
		asaas.double.addMany(2, () => ({ value: 80, dueDate: dayFromToday(-3) }));
		const [first, second] = await syncedItems(asaas.credentials);
		const whole = await run('charge.receiveInCash', [first]);
		expect(whole.json[0][0].invoice).toMatchObject({ status: 'paid', paidAmount: 80, paidOn: dayFromToday(0) });
		const row = { numero: invoiceOf(second).number, valor_pago: '82,50', data_pagamento: '23/11/2026' };
		const told = await run('charge.receiveInCash', [row], { payment: 'items' });
		expect(told.json[0][0].invoice).toMatchObject({ status: 'paid', paidAmount: 82.5, paidOn: '2026-11-23' });
		expect(chargeOf(told.json[0][0])).toMatchObject({ status: 'RECEIVED_IN_CASH', value: 82.5 });
	});

	it('refuses a part, which would end the whole charge, unless that was agreed', async () => {
		asaas.double.addPayment({ value: 80, dueDate: dayFromToday(3) });
		const [item] = await syncedItems(asaas.credentials);
		const row = { numero: invoiceOf(item).number, valor_pago: '50,00' };
		const part = await run('charge.receiveInCash', [row], { payment: 'items' });
		expect(part.json[1][0].reason).toContain('O gateway daria a cobrança inteira por paga');
		const agreed = await run('charge.receiveInCash', [row], { payment: 'items', settleForLess: true });
		expect(agreed.json[0][0].invoice).toMatchObject({ status: 'paid', paidAmount: 50 });
	});

	it('gives the gateway’s own reason for what it refuses, and the others go on', async () => {
		asaas.double.addMany(3, () => ({ dueDate: dayFromToday(3) }));
		const items = await syncedItems(asaas.credentials);
		asaas.double.fail({ path: /receiveInCash/, after: 1, status: 404 });
		const { json } = await run('charge.receiveInCash', items);
		expect([json[0].length, json[1].length]).toEqual([2, 1]);
		expect(json[1][0]).toMatchObject({ reason: expect.stringContaining('O Asaas não tem o que foi pedido.') as string });
	});

	it('does nothing for items of a dry run', async () => {
		const payment = asaas.double.addPayment({ dueDate: dayFromToday(3) });
		const [item] = await syncedItems(asaas.credentials);
		for (const operation of ['charge.cancel', 'charge.receiveInCash']) {
			const { json } = await run(operation, [{ ...item, dryRun: true }]);
			expect(json[0][0].gatewayNote).toContain('Ensaio');
		}
		expect(asaas.double.account.payments.get(payment.id)).toMatchObject({ deleted: false, status: 'PENDING' });
	});
});

describe('Payment Gateway: credentials', () => {
	it('asks for a key of the chosen environment', async () => {
		const credentials = { ...asaas.credentials, cobrancaAsaasApi: { ...asaasKey(asaas.double), environment: 'production' } };
		const { error } = await gatewayNode('charge.sync', credentials);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringContaining('Credencial do Asaas: esta chave é de sandbox') as string });
	});
});
