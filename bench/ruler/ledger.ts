import { DatabaseSync } from 'node:sqlite';

/** Day the decision is taken on: a Wednesday. */
export const TODAY = '2026-11-18';
export const STEPS = [-5, -1, 0, 1, 5, 15, 30];
/** Invoices with a step today, whatever the size of the portfolio. */
export const DUE = 10_000;

/**
 * Fills an empty ledger with `total` open invoices, {@link DUE} of which have a step on TODAY: the others lie
 * far ahead, between two steps, or past the last one. One customer has five invoices.
 */
export function fillLedger(file: string, total: number): void {
	const db = new DatabaseSync(file);
	db.exec('pragma synchronous = off; begin');
	const customers = Math.ceil(total / 5);
	const at = '2026-10-01T00:00:00.000Z';
	const customer = db.prepare('insert into customers (id, key, name, email, state, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)');
	for (let id = 1; id <= customers; id += 1) customer.run(id, `email:c${id}@example.com`, `Cliente ${id}`, `c${id}@example.com`, 'SP', at, at);
	const invoice = db.prepare(`insert into invoices (id, source, number, customer_id, due_date, amount_cents, status, import_id, created_at, updated_at)
		values (?, 'banco', ?, ?, ?, ?, 'open', 'b', ?, ?)`);
	// The due ones are spread over the portfolio, and each has a customer of its own.
	const every = Math.floor(total / DUE);
	for (let id = 1; id <= total; id += 1) {
		const isDue = id % every === 0 && id / every <= DUE;
		const day = isDue ? shift(-STEPS[(id / every) % STEPS.length]) : quietDay(id);
		invoice.run(id, `N${id}`, isDue ? ((id / every) % customers) + 1 : ((id * 7) % customers) + 1, day, 1_000 + (id % 90_000), at, at);
	}
	db.exec('commit');
	db.close();
}

/** A due date none of whose steps falls on TODAY: 6 to 95 days ahead, or 31 to 120 days ago. */
function quietDay(id: number): string {
	const distance = id % 180;
	return distance < 90 ? shift(8 + distance) : shift(-(35 + distance - 90));
}

function shift(days: number): string {
	return new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The bare SQL: the rows and columns that a decision reads, into objects, by node:sqlite itself, set up as the product sets it up. */
export function bareSql(file: string): { read(): number; close(): void } {
	const db = new DatabaseSync(file);
	db.exec('pragma cache_size = -65536; pragma mmap_size = 1073741824; pragma temp_store = memory');
	const query = db.prepare(
		`select i.id, i.customer_id, i.due_date, i.amount_cents - i.paid_cents as balance, i.status, i.promised_until, c.excluded_until,
			c.state, p.enrolled_on, p.done_day, p.routed_on, p.next_on, p.revision
		from positions as p join invoices as i on i.id = p.invoice_id join customers as c on c.id = i.customer_id
		where p.ruler_id = 1 and p.next_on <= ? order by p.next_on, p.invoice_id`,
	);
	return { read: () => query.all(TODAY).length, close: () => db.close() };
}
