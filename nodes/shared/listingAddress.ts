import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { cleanText } from '../../core/importing/text';
import type { InvoiceWithCustomer } from '../../core/ledger/invoices/toItem';
import type { DebtorAddress } from '../../core/listing/ListingProvider';

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

/** The address that an item tells; null when it is not whole. */
export function addressOf(json: IDataObject, columns: Partial<Record<AddressField, string>>): DebtorAddress | null {
	const told = (field: AddressField) => textIn(json, columns[field]?.trim() || DEFAULTS[field]);
	const [address, addressNumber, province] = [told('address'), told('addressNumber'), told('province')];
	return address !== null && addressNumber !== null && province !== null ? { address, addressNumber, province, complement: told('complement') } : null;
}

/** Throws a RangeError that lists all that a gateway asks for of an invoice's customer and is missing. */
export function refuseIncomplete({ number, name, document, phone, postal_code: postalCode }: InvoiceWithCustomer, json: IDataObject, columns: Partial<Record<AddressField, string>>): void {
	const column = (field: AddressField) => columns[field]?.trim() || DEFAULTS[field];
	const missing = [
		document === null ? 'o CPF ou CNPJ' : null,
		phone === null ? 'o telefone' : null,
		postalCode === null ? 'o CEP' : null,
		...(['address', 'addressNumber', 'province'] as const).map((field) => (textIn(json, column(field)) === null ? `a coluna "${column(field)}"` : null)),
	].filter((what) => what !== null);
	if (missing.length > 0) throw new RangeError(`Para negativar a fatura ${number} falta, do cliente ${name}: ${missing.join(', ')}. CPF, telefone e CEP vêm do livro; o endereço, das colunas do item.`);
}

function textIn(json: IDataObject, column: string): string | null {
	const value = Object.hasOwn(json, column) ? json[column] : undefined;
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? cleanText(value) || null : null;
}
