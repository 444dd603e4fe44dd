import { sql } from 'kysely';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { InvoiceRow } from '../schema';

/** How an item names an invoice: by the ledger's id, or by its own number (and source when two share it). */
export interface InvoiceReference {
	id?: number;
	number?: string;
	source?: string;
}

/**
 * The one invoice that `reference` names. Throws a {@link LedgerError} (`not_found`, `invalid`) saying what is
 * missing, unknown, or ambiguous.
 */
export async function findInvoice(db: LedgerDb, reference: InvoiceReference): Promise<InvoiceRow> {
	if (reference.id === undefined && !reference.number) {
		throw unnamedInvoice();
	}
	let query = db.selectFrom('invoices').selectAll().limit(2);
	if (reference.id !== undefined) query = query.where('id', '=', reference.id);
	else {
		query = query.where('number', '=', reference.number as string);
		if (reference.source) query = query.where('source', '=', reference.source);
	}
	const found = await query.execute();
	const name = reference.number ?? `id ${reference.id}`;
	if (found.length === 0) throw unknownInvoice(name);
	if (found.length > 1) throw ambiguousInvoice(name, found);
	return found[0];
}

/**
 * The invoice as it is at this moment, and kept so until the transaction ends: what was read before may have
 * been paid or changed by another process since. Call inside a transaction.
 */
export async function holdInvoice(db: LedgerDb, id: number): Promise<InvoiceRow> {
	return await db
		.updateTable('invoices')
		.set({ updated_at: sql.ref('updated_at') })
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirstOrThrow();
}

/** What to tell an operator whose item names no invoice. */
export function unnamedInvoice(): LedgerError {
	return new LedgerError('invalid', 'O item não diz qual é a fatura: informe o número dela.');
}

/** What to tell an operator about an invoice that the ledger does not have. */
export function unknownInvoice(name: string): LedgerError {
	return new LedgerError('not_found', `A fatura ${name} não está no livro. Confira o número, ou importe-a primeiro.`);
}

/** What to tell an operator about a number that several sources share. */
export function ambiguousInvoice(name: string | undefined, found: ReadonlyArray<{ source: string }>): LedgerError {
	return new LedgerError('invalid', `Há mais de uma fatura ${name}, de origens diferentes (${found.map(({ source }) => source).join(', ')}). Informe também a origem (source).`);
}
