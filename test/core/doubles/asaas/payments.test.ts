import { parseBoleto } from '../../../../core/boleto';
import { parseBrCode } from '../../../../core/pix';
import { type AsaasDesk, closeDesks, codes, openDesk } from './desk';

afterEach(closeDesks);

async function charge(desk: AsaasDesk, changes: object = {}) {
	const customer = desk.asaas.addCustomer().id;
	return await desk.call('POST', '/payments', { customer, billingType: 'BOLETO', value: 129.9, dueDate: '2027-03-20', ...changes });
}

it('makes a charge', async () => {
	const desk = await openDesk({ pageUrl: 'https://pagar.example/' });
	const { json } = await charge(desk, { description: 'Aula', externalReference: 'F-1', fine: { value: 2 }, interest: { value: 1 }, discount: { value: 5, dueDateLimitDays: 3 } });
	const own = json.id.slice(4);
	expect(json).toMatchObject({
		object: 'payment',
		id: expect.stringMatching(/^pay_[a-z0-9]{16}$/),
		dateCreated: '2027-03-10',
		value: 129.9,
		netValue: 128.91,
		originalValue: null,
		interestValue: null,
		billingType: 'BOLETO',
		canBePaidAfterDueDate: true,
		status: 'PENDING',
		dueDate: '2027-03-20',
		originalDueDate: '2027-03-20',
		paymentDate: null,
		invoiceUrl: `https://pagar.example/i/${own}`,
		bankSlipUrl: `https://pagar.example/b/pdf/${own}`,
		invoiceNumber: expect.stringMatching(/^\d{8}$/),
		externalReference: 'F-1',
		deleted: false,
		discount: { value: 5, limitDate: null, dueDateLimitDays: 3, type: 'FIXED' },
		fine: { value: 2, type: 'PERCENTAGE' },
		interest: { value: 1, type: 'PERCENTAGE' },
	});
	for (const absent of ['installment', 'subscription', 'confirmedDate']) expect(json).not.toHaveProperty(absent);
	expect((await desk.get(`/payments/${json.id}`)).json).toEqual(json);
	expect((await desk.get(`/payments/${json.id}/status`)).json).toEqual({ status: 'PENDING' });
	expect(desk.events()).toEqual(['PAYMENT_CREATED PENDING']);
	const [event] = desk.asaas.account.events;
	expect(event).toMatchObject({
		id: expect.stringMatching(/^evt_[0-9a-f]{32}&\d+$/),
		dateCreated: '2027-03-10 12:00:00',
		account: { id: desk.asaas.account.id, ownerId: null },
		payment: json,
	});
});

it('refuses a charge', async () => {
	const desk = await openDesk();
	expect(codes(await desk.call('POST', '/payments', {}))).toEqual([400, 'invalid_customer', 'invalid_billingType', 'invalid_dueDate', 'invalid_value']);
	const past = await charge(desk, { dueDate: '2027-03-09' });
	expect(past.json.errors).toEqual([{ code: 'invalid_dueDate', description: 'A data de vencimento não pode ser inferior à hoje' }]);
	expect(codes(await charge(desk, { dueDate: '2027-02-30' }))).toEqual([400, 'invalid_dueDate']);
	expect(codes(await charge(desk, { value: 4.99 }))).toEqual([400, 'invalid_value']);
	expect(codes(await charge(desk, { value: 6, discount: { value: 50, type: 'PERCENTAGE' } }))).toEqual([400, 'invalid_value']);
	expect(codes(await charge(desk, { value: 'muito' }))).toEqual([400, 'invalid_value']);
	expect(codes(await charge(desk, { billingType: 'CHEQUE' }))).toEqual([400, 'invalid_billingType']);
	expect(codes(await charge(desk, { customer: 'cus_none' }))).toEqual([400, 'invalid_customer']);
	expect(codes(await charge(desk, { customer: desk.asaas.addCustomer({ cpfCnpj: null }).id }))).toEqual([400, 'invalid_customer.cpfCnpj']);
	expect(codes(await charge(desk, { description: 'x'.repeat(501) }))).toEqual([400, 'invalid_description']);
	expect(desk.asaas.account.payments.size).toBe(0);
});

it('changes a charge, and tells when due date or amount did', async () => {
	const desk = await openDesk();
	const { id } = (await charge(desk)).json;
	await desk.call('PUT', `/payments/${id}`, { description: 'nova', externalReference: 'F-2' });
	expect(desk.events()).toEqual(['PAYMENT_CREATED PENDING']);
	desk.day = '2027-03-21';
	desk.asaas.makeOverdue(id);
	const { json } = await desk.call('POST', `/payments/${id}`, { dueDate: '2027-03-30', value: 100 });
	expect(json).toMatchObject({ status: 'PENDING', dueDate: '2027-03-30', originalDueDate: '2027-03-20', value: 100, description: 'nova', externalReference: 'F-2' });
	expect(desk.events().slice(1)).toEqual(['PAYMENT_OVERDUE OVERDUE', 'PAYMENT_UPDATED PENDING']);
	expect(codes(await desk.call('PUT', `/payments/${id}`, { dueDate: '2027-03-01' }))).toEqual([400, 'invalid_dueDate']);
	desk.asaas.pay(id);
	expect(codes(await desk.call('PUT', `/payments/${id}`, { value: 50 }))).toEqual([400, 'invalid_action']);
});

it('removes and restores a charge: lists never show a removed one', async () => {
	const desk = await openDesk();
	const { id } = (await charge(desk)).json;
	const { id: other } = (await charge(desk)).json;
	expect((await desk.call('DELETE', `/payments/${id}`)).json).toEqual({ deleted: true, id });
	expect((await desk.get(`/payments/${id}`)).json).toMatchObject({ deleted: true });
	expect((await desk.get('/payments')).json).toMatchObject({ totalCount: 1, data: [{ id: other }] });
	expect((await desk.get('/payments?billingType=BOLETO')).json).toMatchObject({ totalCount: 1, data: [{ id: other }] });
	expect(codes(await desk.call('DELETE', `/payments/${id}`))).toEqual([400, 'invalid_action']);
	expect((await desk.call('POST', `/payments/${id}/restore`)).json).toMatchObject({ id, deleted: false, status: 'PENDING' });
	expect((await desk.get('/payments')).json.data).toMatchObject([{ id: other }, { id }]);
	expect(codes(await desk.call('POST', `/payments/${id}/restore`))).toEqual([400, 'invalid_action']);
	desk.asaas.pay(id);
	expect(codes(await desk.call('DELETE', `/payments/${id}`))).toEqual([400, 'invalid_action']);
	expect(desk.events().slice(2, 4)).toEqual(['PAYMENT_DELETED PENDING', 'PAYMENT_RESTORED PENDING']);
});

it('takes and gives back cash', async () => {
	const desk = await openDesk();
	const { id } = (await charge(desk)).json;
	expect(codes(await desk.call('POST', `/payments/${id}/receiveInCash`, { paymentDate: '2027-03-11', value: 120 }))).toEqual([400, 'invalid_paymentDate']);
	expect(codes(await desk.call('POST', `/payments/${id}/receiveInCash`, { value: 0 }))).toEqual([400, 'invalid_value']);
	const { json } = await desk.call('POST', `/payments/${id}/receiveInCash`, { paymentDate: '2027-03-09', value: 120 });
	expect(json).toMatchObject({ status: 'RECEIVED_IN_CASH', value: 120, originalValue: 129.9, paymentDate: '2027-03-09', netValue: 120 });
	expect((await desk.call('POST', `/payments/${id}/undoReceivedInCash`)).json).toMatchObject({ status: 'PENDING', value: 129.9, originalValue: null, paymentDate: null });
	expect(codes(await desk.call('POST', `/payments/${id}/undoReceivedInCash`))).toEqual([400, 'invalid_action']);
	expect(desk.events().slice(1)).toEqual(['PAYMENT_RECEIVED RECEIVED_IN_CASH', 'PAYMENT_RECEIVED_IN_CASH_UNDONE PENDING']);
});

it('refunds a part, then the rest', async () => {
	const desk = await openDesk();
	const { id } = (await charge(desk)).json;
	expect(codes(await desk.call('POST', `/payments/${id}/refund`, {}))).toEqual([400, 'invalid_action']);
	desk.asaas.pay(id, { by: 'PIX' });
	expect(codes(await desk.call('POST', `/payments/${id}/refund`, { value: 130 }))).toEqual([400, 'invalid_value']);
	expect((await desk.call('POST', `/payments/${id}/refund`, { value: 29.9, description: 'a mais' })).json).toMatchObject({
		status: 'RECEIVED',
		refunds: [{ status: 'DONE', value: 29.9, description: 'a mais', dateCreated: '2027-03-10 12:00:00' }],
	});
	expect((await desk.call('POST', `/payments/${id}/refund`, {})).json).toMatchObject({ status: 'REFUNDED', refunds: [{}, { value: 100 }] });
	expect(desk.events().slice(2)).toEqual(['PAYMENT_PARTIALLY_REFUNDED RECEIVED', 'PAYMENT_REFUNDED REFUNDED']);
});

it('gives a linha digitável and a dynamic Pix code that are valid', async () => {
	const desk = await openDesk();
	const { id, nossoNumero } = (await charge(desk)).json;
	const { json: slip } = await desk.get(`/payments/${id}/identificationField`);
	const boleto = parseBoleto(slip.identificationField, desk.day);
	expect(boleto).toMatchObject({ kind: 'bank', bank: '461', amountCents: 12_990, dueDate: '2027-03-20', barcode: slip.barCode });
	expect(slip.nossoNumero).toBe(nossoNumero);
	const { json: pix } = await desk.get(`/payments/${id}/pixQrCode`);
	expect(parseBrCode(pix.payload)).toMatchObject({ kind: 'dynamic', url: expect.stringMatching(/^pix-h\.asaas\.com\/qr\/cobv\/[0-9a-f-]{36}$/), singleUse: true });
	expect(Buffer.from(pix.encodedImage, 'base64').subarray(1, 4).toString()).toBe('PNG');
	expect(pix.expirationDate).toBe('2028-03-20 23:59:59');
	expect((await desk.get(`/payments/${id}/billingInfo`)).json).toMatchObject({ pix, bankSlip: slip, creditCard: null });
});

it('has no codes for a card, no boleto for Pix, and none at all for what is paid', async () => {
	const desk = await openDesk();
	const [card, pix, paid] = (['CREDIT_CARD', 'PIX', 'BOLETO'] as const).map((billingType) => desk.asaas.addPayment({ billingType }).id);
	desk.asaas.pay(paid);
	for (const path of [`${card}/identificationField`, `${card}/pixQrCode`, `${pix}/identificationField`, `${paid}/pixQrCode`, `${paid}/identificationField`]) {
		expect(codes(await desk.get(`/payments/${path}`))).toEqual([400, 'invalid_action']);
	}
	expect(codes(await desk.get(`/payments/${pix}/pixQrCode`))).toEqual([200]);
});
