import { DatabaseSync } from 'node:sqlite';

export const TODAY = '2026-11-24';
export const CREDITOR = '11222333000181';

/** What the facts of all customers add up to: both sides must come to the same. */
export const SUMS = { invoiced: 0, on_time: 0, paid_late: 0, whole_days: 0, recent_late: 0, before_late: 0, matured_year: 0, open_cents: 0, overdue_cents: 0, revenue_cents: 0, kept: 0, broken: 0, disputes: 0, reached: 0, answered: 0 };
export type Sums = typeof SUMS;

/** Numbers that look random, made in SQL: the same for the same row and `salt`. From 0 up to, and without, `end`. */
const random = (of: string, salt: number, end: number) => `(((${of} * 2654435761 + ${salt} * 40503) % 4294967291 * 48271 % 2147483647) % ${end})`;

/** A sequence `s.id` from 1 to `count`. */
const sequence = (count: number) => `(with recursive s(id) as (select 1 union all select id + 1 from s where id < ${count}) select id from s) as s`;

/**
 * Fills an empty ledger with two years of invoices of a fifth as many customers. One in ten customers never pays in time,
 * three in ten sometimes; invoices of one customer lie apart, as monthly imports leave them. Beside them promises, reminders,
 * agreements, disputes and bureau reports of a part of the customers.
 */
export function fill(file: string, invoices: number): void {
	const database = new DatabaseSync(file);
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144');
	const customers = invoices / 5;
	// Days late of an invoice if it is paid, by what kind of payer the customer is.
	const delay = `case when customer % 10 = 0 then ${random('id', 3, 60)} when customer % 10 < 4 and ${random('id', 4, 3)} = 0 then ${random('id', 5, 20)} else -${random('id', 6, 5)} end`;
	const day = (count: string) => `date('${TODAY}', (${count}) || ' days')`;
	const at = `'${TODAY}T12:00:00.000Z'`;
	database.exec('begin');
	database.exec(`
		insert into customers (id, key, name, document, email, state, customer_since, credit_limit_cents, credit_limit_until, created_at, updated_at)
		select id, 'doc:' || printf('%011d', id), 'Cliente de Souza ' || id, printf('%011d', id), 'cliente' || id || '@example.com', 'SP',
			case when id % 3 = 0 then ${day(`-${random('id', 1, 3000)}`)} end, case when id % 4 = 0 then 100000 + ${random('id', 2, 2000000)} end,
			case when id % 4 = 0 then ${day(`${random('id', 7, 700)} - 100`)} end, '', ''
		from ${sequence(customers)};
		insert into invoices (id, source, number, customer_id, description, issue_date, due_date, amount_cents, paid_cents, status, paid_on, import_id, created_at, updated_at)
		select id, 'erp', 'F-' || id, customer, 'Mensalidade', date(due, '-30 days'), due, cents, case when paid then cents else 0 end,
			case when id % 300 = 0 then 'cancelled' when id % 301 = 0 then 'disputed' when paid then 'paid' else 'open' end, case when paid then settled end,
			'00000000-0000-4000-8000-000000000000', ${at}, ${at}
		from (select *, settled <= '${TODAY}' and not (customer % 10 = 0 and id % 4 = 0) as paid
			from (select *, date(due, (${delay}) || ' days') as settled
				from (select id, 1 + ${random('id', 8, customers)} as customer, 1000 + ${random('id', 9, 500_000)} as cents, ${day(`60 - ${random('id', 10, 790)}`)} as due from ${sequence(invoices)})));
		insert into promises (invoice_id, until, created_at)
		select i.id, date(i.due_date, '+20 days'), date(i.due_date, '+10 days') || 'T15:00:00.000Z' from invoices as i where i.id % 20 = 7 and i.due_date < '${TODAY}';
		insert into contacts (id, customer_id, channel, ruler, steps, purpose, recipient, subject, message_id, invoice_ids, state, attempt, claimed_by, claimed_at, claimed_on, lease_until)
		select i.id, i.customer_id, 'email', 'regua', 'D+1', 'reminder', 'c@example.com', 'Sua fatura venceu', '<' || i.id || '@example.com>', '[' || i.id || ']',
			case when i.id % 70 = 7 then 'bounced' else 'sent' end, 1, '', date(i.due_date, '+1 days') || 'T12:00:00.000Z', date(i.due_date, '+1 days'), ''
		from invoices as i where i.id % 10 = 7 and i.due_date < '${TODAY}';
		insert into claims (ruler, step, channel, invoice_id, due_date, contact_id, state, attempt, step_day)
		select 'regua', 'D+1', 'email', i.id, i.due_date, i.id, 'held', 1, 1 from invoices as i where i.id % 10 = 7 and i.due_date < '${TODAY}';
		insert into agreements (customer_id, state, made_on, ended_on, created_at, updated_at)
		select id, case id % 3 when 0 then 'active' when 1 then 'kept' else 'broken' end, '2026-03-01', case when id % 3 <> 0 then '2026-06-01' end, '', ''
		from customers where id % 40 = 0;
		insert into occurrences (customer_id, kind, happened_on, created_at) select id, 'dispute', '2026-05-01', '' from customers where id % 50 = 0;
		insert into bureau_lookups (id, provider, product, document, purpose, cost_cents, month, state, worker, lease_until, asked_at)
		select id, 'spc', 'p', document, 'crédito', 500, '2026-10', 'answered', '', '', '' from customers where id % 10 = 0;
		insert into credit_reports (lookup_id, provider, product, document, answered_at, answered_on, score, restricted, report)
		select id, 'spc', 'p', document, '2026-10-01T12:00:00.000Z', '2026-10-01', id % 1000, id % 20 = 0, '{}' from customers where id % 10 = 0;
	`);
	database.exec('commit');
	database.exec('PRAGMA wal_checkpoint(truncate)');
	database.close();
}
