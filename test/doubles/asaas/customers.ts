import { isCnpj } from '../../../core/documents/cnpj.ts';
import { isCpf } from '../../../core/documents/cpf.ts';
import { Checks, refuse } from './errors.ts';
import { type Body, type Call, filterOf, found, listPage, type Route, textOf } from './http.ts';
import { OPEN, remove } from './life.ts';
import { makeCustomer } from './people.ts';
import type { Customer } from './types.ts';

const TEXTS = [
	'name',
	'email',
	'company',
	'address',
	'addressNumber',
	'complement',
	'province',
	'additionalEmails',
	'externalReference',
	'observations',
	'municipalInscription',
	'stateInscription',
] as const;
const DIGITS = ['phone', 'mobilePhone', 'postalCode', 'cpfCnpj'] as const;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function bare(text: string): string {
	return text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
}

/** The fields that a body gives, checked. */
function fieldsOf(body: Body, isNew: boolean): Partial<Customer> {
	const fields: Partial<Customer> = {};
	for (const field of TEXTS) if (isNew || body[field] !== undefined) Object.assign(fields, { [field]: textOf(body, field) });
	for (const field of DIGITS) {
		const text = textOf(body, field);
		if (isNew || body[field] !== undefined) fields[field] = text === null ? null : bare(text);
	}
	if (typeof body.notificationDisabled === 'boolean') fields.notificationDisabled = body.notificationDisabled;
	const checks = new Checks();
	if (isNew) checks.given(body, 'name');
	if (isNew) checks.that(fields.cpfCnpj !== null, 'invalid_cpfCnpj', 'O CPF ou CNPJ deve ser informado.');
	if (fields.cpfCnpj) checks.that(isCpf(fields.cpfCnpj) || isCnpj(fields.cpfCnpj), 'invalid_object', 'O CPF/CNPJ informado é inválido.');
	if (fields.email) checks.that(EMAIL.test(fields.email), 'invalid_email', 'O e-mail informado é inválido.');
	if (fields.mobilePhone) checks.that(/^\d{10,13}$/.test(fields.mobilePhone), 'invalid_mobilePhone', 'O celular informado é inválido.');
	if (fields.phone) checks.that(/^\d{10,13}$/.test(fields.phone), 'invalid_phone', 'O telefone informado é inválido.');
	if (fields.postalCode) checks.that(/^\d{8}$/.test(fields.postalCode), 'invalid_postalCode', 'O CEP informado é inválido.');
	checks.done();
	if (fields.cpfCnpj) fields.personType = fields.cpfCnpj.length > 11 ? 'JURIDICA' : 'FISICA';
	return fields;
}

function update({ account, id, body }: Call): Customer {
	const customer = found(account.customers, id);
	if (customer.deleted) throw refuse('invalid_action', 'Não é possível alterar um cliente removido.');
	return Object.assign(customer, fieldsOf(body, false));
}

/** With a customer go the charges of it that are still open. */
function removeCustomer({ account, id }: Call): unknown {
	const customer = found(account.customers, id);
	if (customer.deleted) throw refuse('invalid_action', 'Este cliente já foi removido.');
	account.customers.mark(customer, true);
	const isOpen = account.payments.page(0, Infinity, (payment) => payment.customer === id && OPEN.includes(payment.status));
	for (const payment of isOpen.data) remove(account, payment);
	return { deleted: true, id };
}

function restoreCustomer({ account, id }: Call): Customer {
	const customer = found(account.customers, id);
	account.customers.mark(customer, false);
	return customer;
}

const FILTERS = {
	name: ({ name }: Customer, wanted: string) => name.toLowerCase().includes(wanted.toLowerCase()),
	email: ({ email }: Customer, wanted: string) => email === wanted,
	cpfCnpj: ({ cpfCnpj }: Customer, wanted: string) => cpfCnpj === bare(wanted),
	externalReference: ({ externalReference }: Customer, wanted: string) => externalReference === wanted,
	// no customer here is in a group
	groupName: () => false,
};

export const CUSTOMER_ROUTES: readonly Route[] = [
	['GET', '/customers', ({ account, query }) => listPage(account.customers, query, filterOf(query, FILTERS))],
	['POST', '/customers', ({ account, body }) => makeCustomer(account, fieldsOf(body, true))],
	['GET', '/customers/:id', ({ account, id }) => found(account.customers, id)],
	['PUT', '/customers/:id', update],
	['POST', '/customers/:id', update],
	['DELETE', '/customers/:id', removeCustomer],
	['POST', '/customers/:id/restore', restoreCustomer],
];
