import type { CustomerInput } from '../importing/invoiceInput';
import { gatewayIdsOf, saveGatewayCustomers } from '../ledger/gateway/customers';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import type { CustomerRow } from '../ledger/schema';
import type { Gateway } from './Gateway';

/**
 * The gateway's id of a customer of the ledger: the one that is known, else the one the gateway has under the same
 * CPF or CNPJ, else a new one to whom the gateway does not write by itself. Throws a RangeError without a document.
 */
export async function customerAtGateway(ledger: Ledger, gateway: Gateway, customer: CustomerRow, clock: () => Date): Promise<string> {
	const known = (await gatewayIdsOf(ledger.db, ledger.engine, gateway.name, [customer.id])).get(customer.id);
	if (known) return known[0].id;
	if (customer.document === null) throw new RangeError(`O cliente ${customer.name} não tem CPF nem CNPJ, e o gateway não cobra sem ele. Complete o cadastro e importe de novo.`);
	const found = (await gateway.findCustomers(customer.document)).at(0) ?? (await gateway.createCustomer(inputOf(customer)));
	// As the ledger has the customer, whatever the gateway calls it.
	await inTransaction(ledger, async (db) => await saveGatewayCustomers(db, ledger.engine, gateway.name, [{ ...found, customer: inputOf(customer) }], clock().toISOString()));
	return found.id;
}

function inputOf({ key, name, document, email, phone, state, city, postal_code: postalCode, code }: CustomerRow): CustomerInput {
	return { key, name, document, email, phone, state, city, postalCode, code };
}
