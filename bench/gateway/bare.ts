/**
 * What a workflow of n8n's own nodes does: asks for one page after another and inserts what came. Nothing is checked,
 * nothing survives being killed, and nobody notices a page that has shifted. Arguments: file, port and key of the double.
 */
import { DatabaseSync } from 'node:sqlite';
import { opening } from '../lib/core.ts';

interface Row {
	id: string;
	customer: string;
	name: string;
	cpfCnpj: string;
	email: string;
	value: number;
	dueDate: string;
	invoiceNumber: string;
	status: string;
	description: string | null;
}

const [file, port, apiKey] = process.argv.slice(2);
// The product makes the tables, so that indexes and constraints are the same; then it is out of the way.
await (await opening().openLedger({ engine: 'sqlite', file }, '11222333000181')).close();
const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
const at = new Date().toISOString();
const newCustomer = database.prepare('insert into customers (id, key, name, document, email, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)');
const newInvoice = database.prepare(
	`insert into invoices (source, number, customer_id, description, due_date, amount_cents, paid_cents, status, paid_on, import_id, gateway, gateway_id, created_at, updated_at)
	values ('asaas', ?, ?, ?, ?, ?, 0, 'open', null, '', 'asaas', ?, ?, ?)`,
);
const ids = new Map<string, number>();
let requests = 0;

async function eachPage(path: string, take: (row: Row) => void): Promise<void> {
	for (let offset = 0, more = true; more; offset += 100) {
		const response = await fetch(`http://127.0.0.1:${port}/v3/${path}?limit=100&offset=${offset}`, { headers: { access_token: apiKey, 'user-agent': 'bench' } });
		const { data, hasMore } = (await response.json()) as { data: Row[]; hasMore: boolean };
		requests += 1;
		database.exec('begin immediate');
		for (const row of data) take(row);
		database.exec('commit');
		more = hasMore;
	}
}

const start = performance.now();
await eachPage('customers', ({ id, name, cpfCnpj, email }) => {
	ids.set(id, ids.size + 1);
	newCustomer.run(ids.size, `doc:${cpfCnpj}`, name, cpfCnpj, email, at, at);
});
await eachPage('payments', ({ id, customer, invoiceNumber, description, dueDate, value }) => {
	newInvoice.run(invoiceNumber, ids.get(customer) ?? 0, description, dueDate, Math.round(value * 100), id, at, at);
});
const milliseconds = performance.now() - start;
const { rows } = database.prepare('select count(*) as rows from invoices').get() as { rows: number };
database.close();
console.log(JSON.stringify({ milliseconds, rows, requests }));
