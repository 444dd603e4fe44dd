/** Inserts the same rows by bare prepared statements into the same tables. Arguments: file, rows. */
import { DatabaseSync } from 'node:sqlite';
import { opening } from '../lib/core.ts';
import { peakMb, resetPeak, rssMb } from '../lib/memory.ts';
import { CUSTOMERS, customer, dayAt, invoice, SOURCE, TODAY } from './portfolio.ts';

const ROWS_A_TRANSACTION = 2_000;
const [file, count] = process.argv.slice(2);
const rows = Number(count);

// The product makes the tables, so that indexes and constraints are the same; then it is out of the way.
await (await opening().openLedger({ engine: 'sqlite', file }, '11222333000181')).close();
const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;');
const at = `${TODAY}T12:00:00.000Z`;
const importId = '00000000-0000-4000-8000-000000000000';
const newCustomer = database.prepare('insert into customers (id, key, name, document, email, phone, state, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
const newInvoice = database.prepare(
	`insert into invoices (source, number, customer_id, description, issue_date, due_date, amount_cents, paid_cents, status, payment_url, import_id, created_at, updated_at)
	values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);

resetPeak();
const before = rssMb();
const start = performance.now();
for (let from = 0; from < rows; from += ROWS_A_TRANSACTION) {
	database.exec('begin immediate');
	for (let index = from; index < Math.min(from + ROWS_A_TRANSACTION, rows); index += 1) {
		if (index < CUSTOMERS) {
			const { name, document, email, phone, state } = customer(index);
			newCustomer.run(index + 1, `doc:${document}`, name, document, email, phone, state, at, at);
		}
		const { number, issued, due, cents, url } = invoice(index);
		newInvoice.run(SOURCE, number, (index % CUSTOMERS) + 1, 'Mensalidade', dayAt(issued), dayAt(due), cents, 0, 'open', url, importId, at, at);
	}
	database.exec('commit');
}
const milliseconds = performance.now() - start;
const rssGrowthMb = peakMb() - before;
database.close();
console.log(JSON.stringify({ milliseconds, rssGrowthMb }));
