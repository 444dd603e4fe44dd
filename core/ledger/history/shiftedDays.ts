import { sql, type RawBuilder } from 'kysely';
import type { Calendar } from '../../calendar/Calendar';
import { addDays, daysBetween, wallClock, type Day } from '../../calendar/day';
import { endOfDay } from '../../calendar/endOfDay';
import { ANSWER_DAYS, endOfPromise, historyPeriods } from '../../history/periods';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import type { Instant } from '../schema';

interface DayRow {
	day: Day;
	/** Last day to pay what is due on `day` without being late. */
	payable: Day;
}

/** When a day of the creditor's ends within a day of UTC, and which that and the next are: so instants are told by day. */
interface MidnightRow {
	utc_day: Day;
	midnight: Instant;
	day: Day;
	next_day: Day;
}

/** Until when a message of a day may be answered: the last day for a payment, and the instant at which that ends for a promise. */
interface AnswerRow {
	day: Day;
	until: Day;
	ends: Instant;
}

/** The days that the ledger's invoices are due on, each once, by going from one to the next in the index. */
const DUE_DATES = sql<{ day: Day }>`
	with recursive due (status, day) as (
		select s.status, (select min(i.due_date) from invoices as i where i.status = s.status)
		from (select 'open' as status union all select 'paid') as s
		union all
		select due.status, (select min(i.due_date) from invoices as i where i.status = due.status and i.due_date > due.day)
		from due where due.day is not null)
	select distinct day from due where day is not null`;

const PROMISED_DAYS = sql<{ day: Day }>`select distinct until as day from promises`;
const PROMISING_DAYS = sql<{ day: Day }>`select distinct substr(created_at, 1, 10) as day from promises`;

/**
 * What a run asks the calendar and the clock of: the days of the ledger that are no banking days, every day that was
 * promised, and every day on which something was, and until when messages may be answered.
 */
export class LedgerDays {
	private constructor(
		private readonly shifted: RawBuilder<DayRow>,
		private readonly promised: RawBuilder<DayRow & { ends: Instant }>,
		private readonly midnights: RawBuilder<MidnightRow>,
		private readonly answers: RawBuilder<AnswerRow>,
	) {}

	/** @param timeZone the creditor's. */
	static async read(db: LedgerDb, engine: Engine, { today, calendar, timeZone }: { today: Day; calendar: Calendar; timeZone: string }): Promise<LedgerDays> {
		const due = await DUE_DATES.execute(db);
		const promised = await PROMISED_DAYS.execute(db);
		const promising = await PROMISING_DAYS.execute(db);
		const shifted = due.rows.map(({ day }) => ({ day, payable: calendar.nextBankingDay(day) })).filter(({ day, payable }) => day !== payable);
		const ends = promised.rows.map(({ day }) => ({ day, payable: calendar.nextBankingDay(day) })).map((row) => ({ ...row, ends: endOfPromise(row.payable) }));
		const midnights = promising.rows.map(({ day }) => midnightWithin(day, timeZone));
		// Written as tables once: every batch of customers asks for the same.
		return new LedgerDays(
			jsonRows(engine, shifted, { day: 'text', payable: 'text' }),
			jsonRows(engine, ends, { day: 'text', payable: 'text', ends: 'text' }),
			jsonRows(engine, midnights, { utc_day: 'text', midnight: 'text', day: 'text', next_day: 'text' }),
			jsonRows(engine, answersTo(today, timeZone), { day: 'text', until: 'text', ends: 'text' }),
		);
	}

	/** `name (day, payable)` of the due dates on which banks are closed, for a `with`. */
	shiftedAs(name: string): RawBuilder<unknown> {
		// With a type of its own, or SQLite would not make an index of it and go through it for each invoice.
		return sql`${sql.raw(name)} as materialized (
			select cast(r.day as text) as day, cast(r.payable as text) as payable from ${this.shifted} as r)`;
	}

	/** `name (day, payable, ends)` of the days that were promised. */
	promisedAs(name: string): RawBuilder<unknown> {
		return sql`${sql.raw(name)} as materialized (
			select cast(r.day as text) as day, cast(r.payable as text) as payable, cast(r.ends as text) as ends
			from ${this.promised} as r)`;
	}

	/** `name (utc_day, midnight, day, next_day)` of the days of UTC on which something was promised. */
	madeAs(name: string): RawBuilder<unknown> {
		return sql`${sql.raw(name)} as materialized (
			select cast(r.utc_day as text) as utc_day, cast(r.midnight as text) as midnight, cast(r.day as text) as day, cast(r.next_day as text) as next_day
			from ${this.midnights} as r)`;
	}

	/** `name (day, until, ends)` of the days of the last 12 months, for their messages. */
	answersAs(name: string): RawBuilder<unknown> {
		return sql`${sql.raw(name)} as materialized (
			select cast(r.day as text) as day, cast(r.until as text) as until, cast(r.ends as text) as ends
			from ${this.answers} as r)`;
	}
}

function answersTo(today: Day, timeZone: string): AnswerRow[] {
	const { yearAgo } = historyPeriods(today);
	return Array.from({ length: daysBetween(yearAgo, today) }, (_, daysAgo) => {
		const day = addDays(today, -daysAgo);
		const until = addDays(day, ANSWER_DAYS);
		return { day, until, ends: endOfDay(until, timeZone) };
	});
}

function midnightWithin(utcDay: Day, timeZone: string): MidnightRow {
	const { day } = wallClock(new Date(`${utcDay}T00:00:00.000Z`), timeZone);
	return { utc_day: utcDay, midnight: endOfDay(day, timeZone), day, next_day: addDays(day, 1) };
}

/** Whole days from one day to another, in SQL. */
export function daysFrom(engine: Engine, from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<number> {
	if (engine === 'sqlite') return sql<number>`cast(julianday(${to}) - julianday(${from}) as integer)`;
	return sql<number>`(cast(${to} as date) - cast(${from} as date))`;
}
