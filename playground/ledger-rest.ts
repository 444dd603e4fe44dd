import { DatabaseSync } from 'node:sqlite';
import { label, type RunSummary, type Tally } from './summary.ts';

interface InvoiceRow {
	id: number;
	status: 'open' | 'paid' | 'cancelled' | 'disputed';
	/** Amount less payments, in cents. */
	balance: number;
}

/**
 * Adds the invoices of the ledger that the run did not name one by one, because nothing is to be done about
 * them today, so that the summary speaks of every invoice. `file` is a ledger in SQLite; `named` are the ids
 * that the run's data names.
 */
export function withRest(summary: RunSummary, file: string, named: ReadonlySet<number>): RunSummary {
	const database = new DatabaseSync(file, { readOnly: true });
	let rows: InvoiceRow[];
	try {
		rows = database.prepare('select id, status, amount_cents - paid_cents as balance from invoices').all() as unknown as InvoiceRow[];
	} finally {
		database.close();
	}
	const skipped = new Map(summary.skipped.map((tally): [string, Tally] => [tally.key, { ...tally }]));
	for (const { id, status, balance } of rows) {
		if (named.has(id)) continue;
		const key = status === 'open' ? 'no_step_today' : status;
		const tally = skipped.get(key) ?? { key, label: label(key), messages: 0, invoices: 0, cents: 0 };
		tally.invoices += 1;
		if (status === 'open' || status === 'disputed') tally.cents += Math.max(balance, 0);
		skipped.set(key, tally);
	}
	return { ...summary, skipped: [...skipped.values()].sort((a, b) => b.invoices - a.invoices) };
}
