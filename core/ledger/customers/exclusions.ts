import type { Day } from '../../calendar/day';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { CustomerRow, Instant } from '../schema';

/** How an item names a customer. */
export interface CustomerReference {
	id?: number;
	document?: string;
	email?: string;
}

/** The one customer that `reference` names, or a {@link LedgerError} that says why there is none. */
export async function findCustomer(db: LedgerDb, reference: CustomerReference): Promise<CustomerRow> {
	const document = reference.document?.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
	const email = reference.email?.trim().toLowerCase();
	if (reference.id === undefined && !document && !email) {
		throw new LedgerError('invalid', 'O item não diz quem é o cliente: informe CPF, CNPJ ou e-mail.');
	}
	let query = db.selectFrom('customers').selectAll().limit(2);
	if (reference.id !== undefined) query = query.where('id', '=', reference.id);
	else if (document) query = query.where('document', '=', document);
	else query = query.where('email', '=', email as string);
	const found = await query.execute();
	const name = document || email || `id ${reference.id}`;
	if (found.length === 0) throw new LedgerError('not_found', `O cliente ${name} não está no livro.`);
	if (found.length > 1) throw new LedgerError('invalid', `Há mais de um cliente com ${name}: informe o id (customer.id) de um deles.`);
	return found[0];
}

/** Sends nothing to the customer up to and including `until`; a day in the past ends an exclusion. */
export async function excludeCustomer(db: LedgerDb, customer: CustomerRow, until: Day, note: string | null, at: Instant): Promise<void> {
	await db.insertInto('exclusions').values({ customer_id: customer.id, until, note, created_at: at }).execute();
	await db
		.updateTable('customers')
		.set({ excluded_until: until, updated_at: at })
		.where('id', '=', customer.id)
		.execute();
}
