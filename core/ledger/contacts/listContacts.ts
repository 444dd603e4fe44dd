import type { Day } from '../../calendar/day';
import type { LedgerDb } from '../Ledger';
import type { ContactRow } from '../schema';
import type { PixTxid } from './claimContact';
import type { ContactState } from './states';

export interface ContactFilter {
	states?: readonly ContactState[];
	channel?: string;
	from?: Day;
	to?: Day;
	/** CPF, CNPJ or email, whole. */
	customer?: string;
	limit?: number;
}

export interface ContactWithCustomer extends ContactRow {
	customer_name: string;
	customer_document: string | null;
	/** Numbers of the invoices that the message covers. */
	invoice_numbers: string[];
	/** The Pix codes it carried, and the numbers of the invoices that each pays. */
	pix: Array<{ txid: string; invoices: string[] }>;
}

/** Contacts that fit every given condition, newest first. */
export async function listContacts(db: LedgerDb, filter: ContactFilter): Promise<ContactWithCustomer[]> {
	let query = db
		.selectFrom('contacts as t')
		.innerJoin('customers as c', 'c.id', 't.customer_id')
		.selectAll('t')
		.select(['c.name as customer_name', 'c.document as customer_document'])
		.orderBy('t.id', 'desc');
	if (filter.states && filter.states.length > 0) query = query.where('t.state', 'in', filter.states);
	if (filter.channel) query = query.where('t.channel', '=', filter.channel);
	if (filter.from) query = query.where('t.claimed_on', '>=', filter.from);
	if (filter.to) query = query.where('t.claimed_on', '<=', filter.to);
	if (filter.customer) {
		const email = filter.customer.trim().toLowerCase();
		const document = filter.customer.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
		query = query.where((where) => where.or([where('c.email', '=', email), where('c.document', '=', document)]));
	}
	if (filter.limit !== undefined) query = query.limit(filter.limit);
	const contacts = await query.execute();
	const numbers = await invoiceNumbers(db, contacts);
	const numberOf = (id: number) => numbers.get(id) ?? `id ${id}`;
	return contacts.map((contact) => ({
		...contact,
		invoice_numbers: coveredIds(contact).map(numberOf),
		pix: pixTxids(contact).map(({ txid, invoiceIds }) => ({ txid, invoices: invoiceIds.map(numberOf) })),
	}));
}

function coveredIds(contact: ContactRow): number[] {
	return JSON.parse(contact.invoice_ids) as number[];
}

function pixTxids({ pix_txids }: ContactRow): PixTxid[] {
	return pix_txids === null ? [] : (JSON.parse(pix_txids) as PixTxid[]);
}

const IDS_A_QUERY = 5_000;

async function invoiceNumbers(db: LedgerDb, contacts: readonly ContactRow[]): Promise<Map<number, string>> {
	const ids = [...new Set(contacts.flatMap(coveredIds))];
	const numbers = new Map<number, string>();
	for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
		const rows = await db.selectFrom('invoices').select(['id', 'number']).where('id', 'in', ids.slice(start, start + IDS_A_QUERY)).execute();
		for (const { id, number } of rows) numbers.set(id, number);
	}
	return numbers;
}
