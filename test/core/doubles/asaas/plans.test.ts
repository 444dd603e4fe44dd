import { closeDesks, codes, openDesk } from './desk';

afterEach(closeDesks);

const PLAN = { billingType: 'BOLETO', dueDate: '2027-03-31', installmentCount: 3 };

it('makes an installment plan, the remainder in the last one', async () => {
	const desk = await openDesk();
	const customer = desk.asaas.addCustomer().id;
	const { json: first } = await desk.call('POST', '/payments', { ...PLAN, customer, totalValue: 100, description: 'Acordo', externalReference: 'AC-1', fine: { value: 2 } });
	expect(first).toMatchObject({ installmentNumber: 1, value: 33.33, dueDate: '2027-03-31', description: 'Parcela 1 de 3. Acordo', fine: { value: 2 } });
	expect((await desk.get(`/installments/${first.installment}`)).json).toMatchObject({
		object: 'installment',
		value: 100,
		paymentValue: 33.33,
		installmentCount: 3,
		expirationDay: 31,
		customer,
		deleted: false,
	});
	const { json: list } = await desk.get(`/installments/${first.installment}/payments`);
	expect(list.data.map(({ value, dueDate, externalReference }: Record<string, unknown>) => [value, dueDate, externalReference])).toEqual([
		[33.34, '2027-05-31', 'AC-1'],
		[33.33, '2027-04-30', 'AC-1'],
		[33.33, '2027-03-31', 'AC-1'],
	]);
	expect((await desk.get('/installments')).json.totalCount).toBe(1);
	expect(desk.events()).toEqual(Array(3).fill('PAYMENT_CREATED PENDING'));
	const byValue = await desk.call('POST', '/payments', { ...PLAN, customer, installmentValue: 20 });
	expect((await desk.get(`/installments/${byValue.json.installment}`)).json).toMatchObject({ value: 60, paymentValue: 20 });
});

it('refuses a plan, and removes what is open of one', async () => {
	const desk = await openDesk();
	const customer = desk.asaas.addCustomer().id;
	const plan = (changes: object) => desk.call('POST', '/payments', { ...PLAN, customer, ...changes });
	expect(codes(await plan({}))).toEqual([400, 'invalid_installmentValue']);
	expect(codes(await plan({ totalValue: 14 }))).toEqual([400, 'invalid_value']);
	expect(codes(await plan({ totalValue: 1000, installmentCount: 61 }))).toEqual([400, 'invalid_installmentCount']);
	const { installment, id } = (await plan({ totalValue: 90 })).json;
	desk.asaas.pay(id);
	expect((await desk.call('DELETE', `/installments/${installment}`)).json).toEqual({ deleted: true, id: installment });
	expect((await desk.get('/payments')).json).toMatchObject({ totalCount: 1, data: [{ id }] });
});

it('makes a subscription and its first charge at once, the others in time', async () => {
	const desk = await openDesk();
	const customer = desk.asaas.addCustomer().id;
	const { json: made } = await desk.call('POST', '/subscriptions', { customer, billingType: 'PIX', value: 50, cycle: 'MONTHLY', nextDueDate: '2027-03-31', maxPayments: 3 });
	expect(made).toMatchObject({ object: 'subscription', id: expect.stringMatching(/^sub_/), status: 'ACTIVE', nextDueDate: '2027-04-30', cycle: 'MONTHLY' });
	const due = async () => (await desk.get(`/subscriptions/${made.id}/payments`)).json.data.map(({ dueDate }: { dueDate: string }) => dueDate);
	expect(await due()).toEqual(['2027-03-31']);
	desk.day = '2027-04-30';
	desk.asaas.night();
	expect(await due()).toEqual(['2027-05-31', '2027-04-30', '2027-03-31']);
	desk.day = '2027-06-30';
	desk.asaas.night();
	expect((await desk.get(`/subscriptions/${made.id}`)).json).toMatchObject({ status: 'EXPIRED' });
	expect((await desk.get(`/subscriptions?customer=${customer}`)).json.totalCount).toBe(1);
});

it('refuses a subscription, and removes one with its open charges', async () => {
	const desk = await openDesk();
	const customer = desk.asaas.addCustomer().id;
	expect(codes(await desk.call('POST', '/subscriptions', { customer }))).toEqual([400, 'invalid_billingType', 'invalid_nextDueDate', 'invalid_value', 'invalid_cycle']);
	const { id } = (await desk.call('POST', '/subscriptions', { customer, billingType: 'BOLETO', value: 50, cycle: 'WEEKLY', nextDueDate: '2027-03-12' })).json;
	expect((await desk.call('DELETE', `/subscriptions/${id}`)).json).toEqual({ deleted: true, id });
	expect((await desk.get('/payments')).json.totalCount).toBe(0);
	expect((await desk.get(`/subscriptions/${id}`)).json).toMatchObject({ deleted: true, status: 'INACTIVE' });
	expect(codes(await desk.call('DELETE', `/subscriptions/${id}`))).toEqual([400, 'invalid_action']);
	expect(desk.events()).toEqual(['SUBSCRIPTION_CREATED', 'PAYMENT_CREATED PENDING', 'PAYMENT_DELETED PENDING', 'SUBSCRIPTION_DELETED']);
});
