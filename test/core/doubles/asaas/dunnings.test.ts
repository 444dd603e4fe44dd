import { type AsaasDesk, closeDesks, codes, openDesk } from './desk';

afterEach(closeDesks);

const PERSON = {
	type: 'CREDIT_BUREAU',
	customerName: 'Ana Prado',
	customerCpfCnpj: '529.982.247-25',
	customerPrimaryPhone: '(41) 99123-4567',
	customerPostalCode: '80010-000',
	customerAddress: 'Rua das Flores',
	customerAddressNumber: '10',
	customerProvince: 'Centro',
};

const late = (desk: AsaasDesk) => desk.asaas.addPayment({ dueDate: '2027-02-28', value: 100, fine: { value: 2 } });

it('simulates, requests, lists and cancels', async () => {
	const desk = await openDesk();
	const { id } = late(desk);
	expect((await desk.call('POST', `/paymentDunnings/simulate?payment=${id}`, {})).json).toEqual({
		payment: id,
		value: 102,
		typeSimulations: [{ type: 'CREDIT_BUREAU', isAllowed: true, notAllowedReason: null, feeValue: 9.9, netValue: 92.1, startDate: '2027-03-11' }],
	});
	const { json: made } = await desk.call('POST', '/paymentDunnings', { ...PERSON, payment: id, description: 'Aulas' });
	expect(made).toMatchObject({ dunningNumber: 1, status: 'PENDING', type: 'CREDIT_BUREAU', payment: id, requestDate: '2027-03-10', value: 102, feeValue: 9.9, netValue: 92.1, canBeCancelled: true });
	expect((await desk.get(`/payments/${id}`)).json).toMatchObject({ status: 'DUNNING_REQUESTED', interestValue: 2 });
	expect(desk.events()).toEqual(['PAYMENT_DUNNING_REQUESTED DUNNING_REQUESTED']);
	expect((await desk.get(`/paymentDunnings?payment=${id}&status=PENDING`)).json.data).toEqual([made]);
	expect((await desk.get(`/paymentDunnings/${made.id}`)).json).toEqual(made);
	expect((await desk.call('POST', `/paymentDunnings/${made.id}/cancel`, {})).json).toMatchObject({ status: 'CANCELLED' });
	expect((await desk.get(`/payments/${id}`)).json).toMatchObject({ status: 'OVERDUE' });
	expect(codes(await desk.call('POST', `/paymentDunnings/${made.id}/cancel`, {}))).toEqual([400, 'invalid_action']);
});

it('takes a request as a form too, as the official clients send it', async () => {
	const desk = await openDesk();
	const form = new FormData();
	for (const [name, value] of Object.entries({ ...PERSON, payment: late(desk).id })) form.append(name, value);
	form.append('documents', new Blob(['x']), 'nota.pdf');
	const response = await fetch(`${desk.asaas.url}/v3/paymentDunnings`, { method: 'POST', headers: { access_token: desk.asaas.apiKey }, body: form });
	expect(await response.json()).toMatchObject({ status: 'PENDING' });
});

it('refuses what is not late, is under way already, or lacks something', async () => {
	const desk = await openDesk();
	const request = (payment: string, changes: object = {}) => desk.call('POST', '/paymentDunnings', { ...PERSON, payment, ...changes });
	const pending = desk.asaas.addPayment();
	const { json } = await desk.call('POST', '/paymentDunnings/simulate', { payment: pending.id });
	expect(json.typeSimulations).toMatchObject([{ isAllowed: false, notAllowedReason: expect.stringContaining('vencidas'), startDate: null }]);
	expect(codes(await request(pending.id))).toEqual([400, 'invalid_action']);
	expect(codes(await request('pay_none'))).toEqual([400, 'invalid_payment']);
	const owed = late(desk);
	expect(codes(await request(owed.id, { type: 'X', customerAddress: '', customerCpfCnpj: '1' }))).toEqual([400, 'invalid_type', 'invalid_customerAddress', 'invalid_customerCpfCnpj']);
	expect(codes(await request(owed.id))).toEqual([200]);
	expect(codes(await request(owed.id))).toEqual([400, 'invalid_action']);
	const nobody = desk.asaas.addPayment({ dueDate: '2027-02-28', customer: desk.asaas.addCustomer({ cpfCnpj: null }).id });
	expect(codes(await request(nobody.id))).toEqual([400, 'invalid_action']);
});

it('is paid, processed or denied', async () => {
	const desk = await openDesk();
	const [paid, denied] = [late(desk), late(desk)];
	const dunnings = await Promise.all([paid, denied].map(async ({ id }) => (await desk.call('POST', '/paymentDunnings', { ...PERSON, payment: id })).json.id));
	desk.asaas.processDunning(dunnings[0]);
	expect((await desk.get(`/paymentDunnings/${dunnings[0]}`)).json).toMatchObject({ status: 'PROCESSED' });
	desk.asaas.pay(paid.id);
	expect(paid.status).toBe('DUNNING_RECEIVED');
	expect((await desk.get(`/paymentDunnings/${dunnings[0]}`)).json).toMatchObject({ status: 'PAID', canBeCancelled: false });
	expect(desk.events().at(-1)).toBe('PAYMENT_DUNNING_RECEIVED DUNNING_RECEIVED');
	desk.asaas.denyDunning(dunnings[1], 'Documento ilegível');
	expect((await desk.get(`/paymentDunnings/${dunnings[1]}`)).json).toMatchObject({ status: 'DENIED', denialReason: 'Documento ilegível' });
	expect(denied.status).toBe('OVERDUE');
});
