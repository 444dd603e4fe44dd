import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ListingOrder } from '../../../../core/gateway/Gateway';
import { cleanText } from '../../../../core/importing/text';
import type { InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';

type AddressField = 'address' | 'addressNumber' | 'complement' | 'province';

/** Where the address is that a credit bureau asks for: the ledger keeps none. */
export const ADDRESS_FIELD: INodeProperties = {
	displayName: 'Address Columns',
	name: 'addressColumns',
	type: 'collection',
	placeholder: 'Add Column',
	default: {},
	description: 'Columns of the items with the customer’s address. Left out, they are endereco, numero_endereco, complemento and bairro.',
	options: [
		{ displayName: 'Complement Column', name: 'complement', type: 'string', default: 'complemento' },
		{ displayName: 'House Number Column', name: 'addressNumber', type: 'string', default: 'numero_endereco' },
		{ displayName: 'Neighbourhood Column', name: 'province', type: 'string', default: 'bairro' },
		{ displayName: 'Street Column', name: 'address', type: 'string', default: 'endereco' },
	],
};

const DEFAULTS: Readonly<Record<AddressField, string>> = { address: 'endereco', addressNumber: 'numero_endereco', complement: 'complemento', province: 'bairro' };

/** What the bureau asks for of an invoice's customer. Throws a RangeError that lists all that is missing. */
export function readListing({ number, name, document, phone, postal_code: postalCode }: InvoiceWithCustomer, json: IDataObject, columns: Partial<Record<AddressField, string>>): Omit<ListingOrder, 'chargeId' | 'description'> {
	const column = (field: AddressField) => columns[field]?.trim() || DEFAULTS[field];
	const told = (field: AddressField) => textIn(json, column(field));
	const missing = [
		document === null ? 'o CPF ou CNPJ' : null,
		phone === null ? 'o telefone' : null,
		postalCode === null ? 'o CEP' : null,
		...(['address', 'addressNumber', 'province'] as const).map((field) => (told(field) === null ? `a coluna "${column(field)}"` : null)),
	].filter((what) => what !== null);
	if (document === null || phone === null || postalCode === null || missing.length > 0) {
		throw new RangeError(`Para negativar a fatura ${number} falta, do cliente ${name}: ${missing.join(', ')}. CPF, telefone e CEP vêm do livro; o endereço, das colunas do item.`);
	}
	return {
		name,
		document,
		phone: phone.replace(/^\+55/, ''),
		postalCode,
		address: told('address') ?? '',
		addressNumber: told('addressNumber') ?? '',
		complement: told('complement'),
		province: told('province') ?? '',
	};
}

function textIn(json: IDataObject, column: string): string | null {
	const value = Object.hasOwn(json, column) ? json[column] : undefined;
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? cleanText(value) || null : null;
}
