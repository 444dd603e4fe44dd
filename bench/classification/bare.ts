/**
 * One statement that adds up the same columns of the same ledger to the same values, with the same PRAGMAs, its rows read
 * one by one. No batches; nothing is classified or written. Arguments: scratch file, filled ledger.
 */
import { copyFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { peakMb, resetPeak, rssMb } from '../lib/memory.ts';
import { SUMS, TODAY, type Sums } from './portfolio.ts';
import { ruler } from '../lib/core.ts';

const YEAR_AGO = '2025-11-24';
const HALF_AGO = '2026-05-24';

const [file, filled] = process.argv.slice(2);
copyFileSync(filled, file);
const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY');

/** The calendar stands in a table before the clock starts. */
function makeCalendar(): void {
	const calendar = new (ruler().Calendar)();
	database.exec('create temp table payable_days (day text primary key, payable text not null) without rowid; begin');
	const insert = database.prepare('insert into payable_days values (?, ?)');
	for (let time = Date.parse('2020-01-01'); time < Date.parse('2028-01-01'); time += 86_400_000) {
		const day = new Date(time).toISOString().slice(0, 10);
		const payable = calendar.nextBankingDay(day);
		if (payable !== day) insert.run(day, payable);
	}
	database.exec('commit');
}

const lateness = (name: string, period: string) => `
	count(*) filter (where counted and ${period}) as ${name}_due, count(*) filter (where days > 0 and ${period}) as ${name}_late,
	sum(days) filter (where ${period}) as ${name}_days, max(days) filter (where ${period}) as ${name}_worst`;

const SAME_COLUMNS = `
	with spoken as materialized (
		select v.invoice_id, min(g.made_on) as agreed_on from agreements as g join agreement_invoices as v on v.agreement_id = g.id join invoices as i on i.id = v.invoice_id
		where g.state = 'active' or (g.state = 'kept' and i.status = 'paid') group by v.invoice_id),
	placed as (
		select a.agreed_on, i.customer_id, i.issue_date, i.due_date, i.amount_cents, i.paid_cents, i.status, case when i.status = 'paid' then i.paid_on end as paid_on, coalesce(s.payable, i.due_date) as payable from invoices as i left join payable_days as s on s.day = i.due_date left join spoken as a on a.invoice_id = i.id where i.status <> 'cancelled'),
	ended as (select *, case when paid_on < '${TODAY}' then paid_on else '${TODAY}' end as ended from placed),
	measured as materialized (
		select customer_id, issue_date, due_date, amount_cents, status, paid_on is not null as paid, payable < '${TODAY}' as mature,
			status <> 'disputed' and (paid_on is not null or payable < '${TODAY}') as counted,
			case when amount_cents > paid_cents then amount_cents - paid_cents else 0 end as balance,
			status = 'open' and agreed_on is null as waits,
			case when status = 'disputed' then 0
				when agreed_on < ended then case when payable < agreed_on then cast(julianday(agreed_on) - julianday(payable) as integer) else 0 end
				when payable < ended then cast(julianday(ended) - julianday(payable) as integer) else 0 end as days
		from ended),
	facts as (
		select customer_id, min(issue_date) as first_issue, min(due_date) as first_due, count(*) filter (where status = 'disputed') as disputed,
			count(*) filter (where status <> 'disputed') as invoiced, sum(amount_cents) filter (where status <> 'disputed') as invoiced_cents,
			count(*) filter (where paid and days = 0) as on_time, sum(amount_cents) filter (where paid and days = 0) as on_time_cents,
			count(*) filter (where paid and days > 0) as paid_late, sum(amount_cents) filter (where paid and days > 0) as paid_late_cents,
			${lateness('whole', 'true')}, ${lateness('recent', `due_date > '${HALF_AGO}'`)}, ${lateness('before', `due_date > '${YEAR_AGO}' and due_date <= '${HALF_AGO}'`)},
			count(*) filter (where mature and status <> 'disputed') as matured, count(*) filter (where mature and status <> 'disputed' and due_date > '${YEAR_AGO}') as matured_year,
			count(*) filter (where status = 'open') as open, sum(balance) filter (where status = 'open') as open_cents,
			count(*) filter (where waits and days > 0) as overdue, sum(balance) filter (where waits and days > 0) as overdue_cents,
			max(days) filter (where waits) as oldest,
			sum(amount_cents) filter (where status <> 'disputed' and coalesce(issue_date, due_date) > '${YEAR_AGO}' and coalesce(issue_date, due_date) <= '${TODAY}') as revenue_cents
		from measured group by customer_id),
	made as (
		select i.customer_id, i.paid_on, p.until, coalesce(s.payable, p.until) as payable,
			date(p.created_at, '-3 hours') as made_on, lead(p.created_at) over (partition by p.invoice_id order by p.created_at, p.id) as next_at,
			(select min(g.created_at) from agreement_invoices as v join agreements as g on g.id = v.agreement_id where v.invoice_id = p.invoice_id and g.created_at >= p.created_at) as agreed_at
		from promises as p join invoices as i on i.id = p.invoice_id left join payable_days as s on s.day = p.until where i.status <> 'cancelled' and i.status <> 'disputed'),
	words as (
		select customer_id, max(case when paid_on <= payable then 0 when payable >= '${TODAY}' then 1 else 2 end) as outcome
		from made where (next_at is null or next_at >= date(payable, '+1 days') || 'T05:00:00.000Z') and (agreed_at is null or agreed_at >= date(payable, '+1 days') || 'T05:00:00.000Z')
		group by customer_id, until, made_on),
	promised as (
		select customer_id, count(*) filter (where outcome = 0) as kept, count(*) filter (where outcome = 2) as broken, count(*) filter (where outcome = 1) as pending
		from words group by customer_id),
	agreed as (
		select customer_id, count(*) filter (where state = 'kept') as agreements_kept, count(*) filter (where state = 'broken') as agreements_broken,
			count(*) filter (where state = 'active') as agreements_active from agreements group by customer_id),
	contested as (
		select customer_id, count(*) as disputes from (
			select customer_id, coalesce(invoice_id, -id) as what from occurrences where kind = 'dispute' union select customer_id, id from invoices where status = 'disputed') group by customer_id),
	contacted as (
		select k.customer_id, count(*) filter (where k.state <> 'bounced') as reached, count(*) filter (where k.state = 'bounced') as bounced,
			count(*) filter (where k.state <> 'bounced' and exists (
				select 1 from claims as c join invoices as i on i.id = c.invoice_id where c.contact_id = k.id and c.state = 'held' and (
					(i.status = 'paid' and i.paid_on >= k.claimed_on and i.paid_on <= date(k.claimed_on, '+7 days'))
					or exists (select 1 from payments as p where p.invoice_id = i.id and p.paid_on >= k.claimed_on and p.paid_on <= date(k.claimed_on, '+7 days'))
					or exists (select 1 from promises as p where p.invoice_id = i.id and p.created_at >= k.claimed_at and p.created_at < date(k.claimed_on, '+8 days') || 'T03:00:00.000Z')))) as answered
		from contacts as k where k.claimed_on > '${YEAR_AGO}' and k.purpose = 'reminder' and k.state in ('sent', 'delivered', 'read', 'bounced') group by k.customer_id)
	select c.id, c.customer_since, c.credit_limit_cents, c.credit_limit_until, facts.*, promised.*, agreed.*, contested.*, contacted.*, r.id is not null as restricted, b.score, coalesce(r.answered_on, b.answered_on) as answered_on
	from customers as c left join facts on facts.customer_id = c.id left join promised on promised.customer_id = c.id left join agreed on agreed.customer_id = c.id
	left join contested on contested.customer_id = c.id left join contacted on contacted.customer_id = c.id
	left join credit_reports as b on b.id = (select n.id from credit_reports as n where n.document = c.document and n.answered_on > '${YEAR_AGO}' order by n.answered_at desc, n.id desc limit 1)
	left join credit_reports as r on r.id = (select n.id from credit_reports as n where n.document = c.document and n.answered_on > '${YEAR_AGO}' and n.restricted = 1 and not exists (
			select 1 from credit_reports as t where t.document = n.document and t.provider = n.provider and t.product = n.product and (t.answered_at, t.id) > (n.answered_at, n.id))
		order by n.answered_at desc, n.id desc limit 1)`;

makeCalendar();
resetPeak();
const before = rssMb();
const start = performance.now();
let rows = 0;
const sums = { ...SUMS };
for (const row of database.prepare(SAME_COLUMNS).iterate() as IterableIterator<Record<string, number | null>>) {
	rows += 1;
	for (const name of Object.keys(sums) as Array<keyof Sums>) sums[name] += row[name] ?? 0;
}
const milliseconds = performance.now() - start;
const rssGrowthMb = peakMb() - before;
database.close();
console.log(JSON.stringify({ milliseconds, rssGrowthMb, rows, sums }));
