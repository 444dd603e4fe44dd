import { customerFrom } from '../../../../core/gateway/asaas/customerFrom';
import { useRig } from '../../../support/gateway';

const rig = useRig();

describe('a customer of the gateway', () => {
	it('is read as one of a file is', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addCustomer({ name: ' Ana  Prado ', cpfCnpj: '111.444.777-35', email: 'ANA@Example.com', mobilePhone: '41 99888-7766', postalCode: '80010-000', notificationDisabled: true });
		expect(await gateway.readCustomer(id)).toMatchObject({
			id,
			notifies: false,
			customer: { key: 'doc:11144477735', document: '11144477735', email: 'ana@example.com', phone: '+5541998887766', postalCode: '80010000', state: 'PR', code: id },
		});
	});

	it.each([
		['a wrong CPF', { cpfCnpj: '11111111111' }, { document: null }],
		['no CPF', { cpfCnpj: null }, { document: null }],
		['a broken e-mail', { email: 'ana@' }, { email: null }],
		['no e-mail and no phone', { email: null, mobilePhone: null, phone: null }, { email: null, phone: null }],
		['a broken CEP', { postalCode: '123' }, { postalCode: null }],
		['only a landline', { mobilePhone: null, phone: '4133334444' }, { phone: '+554133334444' }],
		['control characters and half a letter in the name', { name: 'Ana\u0000\ud800\n Prado' }, { name: expect.not.stringMatching(/[\p{Cc}\p{Surrogate}]/u) as string }],
	])('with %s is taken with what can be read', async (_what, changes, expected) => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addCustomer({ cpfCnpj: null, ...changes });
		const read = await gateway.readCustomer(id);
		expect(read).toMatchObject({ id, notifies: true, customer: expected });
		// Without a document two ids are two customers.
		if (read?.customer.document === null) expect(read.customer.key).toBe(`code:${id}`);
	});

	it('without a name cannot be taken, and says so', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addCustomer({ name: '  ' });
		await expect(gateway.readCustomer(id)).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining(id) });
	});

	it.each([null, undefined, 'x', 5, [], {}, { id: '' }, { id: {} }])('that is %p is a problem, never an exception', (value) => {
		expect(customerFrom(value, 3)).toMatchObject({ customer: null, problems: [{ row: 3, severity: 'error' }] });
	});

	it('that is gone is none', async () => {
		expect(await rig().gateway.readCustomer('cus_x')).toBeNull();
	});

	it('is found by its document, a deleted or another one is not', async () => {
		const { asaas, gateway } = rig();
		asaas.addCustomer({ cpfCnpj: '11144477735', deleted: true });
		const { id } = asaas.addCustomer({ cpfCnpj: '11144477735' });
		asaas.addCustomer();
		expect((await gateway.findCustomers('11144477735')).map((found) => found.id)).toEqual([id]);
	});

	it('is made without the gateway’s own messages', async () => {
		const { asaas, gateway } = rig();
		const made = await gateway.createCustomer({ key: 'k', name: 'Ana', document: '11144477735', email: null, phone: '+5541998887766', state: null, city: null, postalCode: null, code: null });
		expect(made).toMatchObject({ notifies: false, customer: { document: '11144477735', phone: '+5541998887766' } });
		expect(asaas.account.customers.get(made.id)).toMatchObject({ notificationDisabled: true, mobilePhone: '41998887766' });
	});

	it('has them turned off on demand', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addCustomer();
		await gateway.turnOffNotifications(id);
		expect((await gateway.readCustomer(id))?.notifies).toBe(false);
	});
});
