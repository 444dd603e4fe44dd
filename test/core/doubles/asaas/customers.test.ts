import { isCpf } from '../../../../core/documents/cpf';
import { closeDesks, codes, openDesk } from './desk';

afterEach(closeDesks);

const ANA = { name: 'Ana Prado', cpfCnpj: '529.982.247-25', email: 'ana@example.com', mobilePhone: '(41) 99123-4567', postalCode: '80010-000', externalReference: 'A1' };

it('makes, reads and changes a customer', async () => {
	const desk = await openDesk();
	const { json: made } = await desk.call('POST', '/customers', ANA);
	expect(made).toMatchObject({
		object: 'customer',
		id: expect.stringMatching(/^cus_\d{12}$/),
		dateCreated: '2027-03-10',
		name: 'Ana Prado',
		cpfCnpj: '52998224725',
		mobilePhone: '41991234567',
		phone: null,
		postalCode: '80010000',
		personType: 'FISICA',
		notificationDisabled: false,
		deleted: false,
	});
	await desk.call('PUT', `/customers/${made.id}`, { notificationDisabled: true, cpfCnpj: '11222333000181' });
	await desk.call('POST', `/customers/${made.id}`, { email: 'outra@example.com' });
	expect((await desk.get(`/customers/${made.id}`)).json).toEqual({
		...made,
		notificationDisabled: true,
		cpfCnpj: '11222333000181',
		personType: 'JURIDICA',
		email: 'outra@example.com',
	});
});

it('refuses what is wrong, all of it at once', async () => {
	const desk = await openDesk();
	expect(codes(await desk.call('POST', '/customers', {}))).toEqual([400, 'invalid_name', 'invalid_cpfCnpj']);
	const wrong = { ...ANA, cpfCnpj: '111.111.111-11', email: 'ana', mobilePhone: '123', phone: '1', postalCode: '1' };
	const answer = await desk.call('POST', '/customers', wrong);
	expect(codes(answer)).toEqual([400, 'invalid_object', 'invalid_email', 'invalid_mobilePhone', 'invalid_phone', 'invalid_postalCode']);
	expect(answer.json.errors[0].description).toBe('O CPF/CNPJ informado é inválido.');
	expect(desk.asaas.account.customers.size).toBe(0);
});

it('lists by filters', async () => {
	const desk = await openDesk();
	await desk.call('POST', '/customers', ANA);
	desk.asaas.addMany(10);
	const found = async (query: string) => (await desk.get(`/customers?${query}`)).json.data.map(({ name }: { name: string }) => name);
	expect(await found('name=prado')).toContain('Ana Prado');
	for (const query of ['cpfCnpj=529.982.247-25', 'email=ana%40example.com', 'externalReference=A1', 'externalReference=A1&name=ana']) {
		expect(await found(query)).toEqual(['Ana Prado']);
	}
	expect(await found('externalReference=A1&name=zeca')).toEqual([]);
});

it('removes a customer with his open charges, and restores him', async () => {
	const desk = await openDesk();
	const { id } = desk.asaas.addCustomer();
	const [owed, paid] = [desk.asaas.addPayment({ customer: id }), desk.asaas.addPayment({ customer: id })];
	desk.asaas.pay(paid.id);
	expect((await desk.call('DELETE', `/customers/${id}`)).json).toEqual({ deleted: true, id });
	expect([owed.deleted, paid.deleted]).toEqual([true, false]);
	expect((await desk.get('/customers')).json.totalCount).toBe(0);
	expect((await desk.get(`/customers/${id}`)).json.deleted).toBe(true);
	expect(codes(await desk.call('PUT', `/customers/${id}`, { name: 'x' }))).toEqual([400, 'invalid_action']);
	await desk.call('POST', `/customers/${id}/restore`);
	expect((await desk.get('/customers')).json.totalCount).toBe(1);
});

it('makes up customers whose CPF is valid and their own', async () => {
	const { asaas } = await openDesk();
	asaas.addMany(500);
	const documents = [...asaas.account.customers.values()].map(({ cpfCnpj }) => cpfCnpj ?? '');
	expect(documents.every(isCpf)).toBe(true);
	expect(new Set(documents).size).toBe(100);
});
