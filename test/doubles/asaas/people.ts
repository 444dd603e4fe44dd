import { isCpf } from '../../../core/documents/cpf.ts';
import type { AsaasAccount } from './account.ts';
import type { Customer } from './types.ts';

const FIRST = ['Ana', 'Bruno', 'Carla', 'Diego', 'Elisa', 'Fábio', 'Gabriela', 'Heitor', 'Íris', 'João', 'Karina', 'Luís', 'Marina', 'Nuno', 'Olívia', 'Paulo'];
const LAST = ['Almeida', 'Barros', 'Cardoso', 'Dias', 'Esteves', 'Farias', 'Gomes', 'Henriques', 'Lacerda', 'Macedo', 'Nogueira', 'Prado', 'Queiroz', 'Ramos'];

/** A valid CPF of nobody: it begins with 000, which the Receita Federal has hardly given out. */
export function syntheticCpf(index: number): string {
	const base = `000${String(100_000 + (index % 900_000))}`;
	for (let digits = 0; digits < 100; digits += 1) {
		const cpf = base + String(digits).padStart(2, '0');
		if (isCpf(cpf)) return cpf;
	}
	throw new RangeError(`No CPF begins with ${base}`);
}

/** Puts a customer into the data; what is not said is made up. */
export function makeCustomer(account: AsaasAccount, changes: Partial<Customer> = {}): Customer {
	const index = account.customers.size;
	const cpfCnpj = changes.cpfCnpj === undefined ? syntheticCpf(index) : changes.cpfCnpj;
	const customer: Customer = {
		object: 'customer',
		id: `cus_0000${account.nextNumber()}`,
		dateCreated: account.today,
		name: `${FIRST[index % FIRST.length]} ${LAST[(index * 5) % LAST.length]}`,
		email: `cliente${index + 1}@example.com`,
		company: null,
		phone: null,
		mobilePhone: `4199${String(1_000_000 + (index % 9_000_000))}`,
		address: null,
		addressNumber: null,
		complement: null,
		province: null,
		postalCode: null,
		personType: (cpfCnpj ?? '').length > 11 ? 'JURIDICA' : 'FISICA',
		deleted: false,
		additionalEmails: null,
		externalReference: null,
		notificationDisabled: false,
		observations: null,
		municipalInscription: null,
		stateInscription: null,
		canDelete: true,
		cannotBeDeletedReason: null,
		canEdit: true,
		cannotEditReason: null,
		city: null,
		cityName: null,
		state: null,
		country: 'Brasil',
		foreignCustomer: false,
		...changes,
		cpfCnpj,
	};
	account.customers.set(customer.id, customer);
	return customer;
}
