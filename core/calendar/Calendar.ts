import { CITY_HOLIDAYS, cityKey } from './cityHolidays';
import { civilFromNumber, dayFromNumber, dayNumber, numberFromCivil, weekdayOfNumber, type Day } from './day';
import { dayOfRule, fixedDay, type HolidayRule } from './holidayRule';
import { NO_LOCAL_HOLIDAYS, type LocalHolidays } from './localHolidays';
import { BANKING, NATIONAL } from './nationalHolidays';
import { STATE_HOLIDAYS } from './stateHolidays';

/** Whose days off a calendar keeps. */
export interface CalendarPlace {
	/** UF; its holidays by law are known. */
	state?: string | null;
	/** Name of the city, in any case and with or without accents; the holidays of the 27 capitals are known. */
	city?: string | null;
	/** Days off beside those. */
	extra?: LocalHolidays;
}

/**
 * Days are kept in blocks of some eleven years, a byte each: to look one up takes no year, and the due dates of a
 * portfolio lie in one block. Block 0 begins with 2000-01-01.
 */
const BLOCK_LENGTH = 4096;
const BASE = numberFromCivil(2000, 1, 1);
const FIRST_DAY = numberFromCivil(0, 1, 1);
const LAST_DAY = numberFromCivil(9999, 12, 31);

const NO_BANKS = 1;
const HOLIDAY = 2;
const WEEKEND = 4;

type Block = Uint8Array<ArrayBuffer>;

/**
 * The days off of one place: the national holidays and those of a state, of a city and of an account. Any year
 * works; what the laws say today is taken to go on.
 *
 * Local holidays count as days without banks: on them nobody could pay at a counter, and the careful reading of
 * Lei 7.089/1983 (a bill due on a day without banks is paid on the next with no surcharge) is the one in the
 * debtor's favour.
 */
export class Calendar {
	private readonly rules: readonly HolidayRule[];
	private readonly extra: LocalHolidays;
	private readonly names = new Map<number, ReadonlyMap<number, string>>();
	private readonly blocks = new Map<number, Block>();
	/** The block asked for last, and its first day. */
	private block: Block = new Uint8Array(0);
	private first = 0;

	/** National holidays, and `localHolidays` as full days. See {@link Calendar.of} for a place. */
	constructor(localHolidays: ReadonlySet<Day> = new Set(), rules: readonly HolidayRule[] = NATIONAL, yearly: ReadonlySet<string> = new Set()) {
		this.extra = { days: localHolidays, yearly };
		this.rules = rules;
	}

	/** The calendar of a place: national holidays, those of its state and city by law, and the extra ones. */
	static of({ state, city, extra = NO_LOCAL_HOLIDAYS }: CalendarPlace): Calendar {
		const ofState = state ? rulesOf(STATE_HOLIDAYS, state) : [];
		const ofCity = state && city ? rulesOf(CITY_HOLIDAYS, cityKey(state, city)) : [];
		return new Calendar(extra.days, [...NATIONAL, ...ofState, ...ofCity], extra.yearly);
	}

	/** Whether banks open: not Saturday, Sunday, a banking or local holiday, or the last weekday of the year. */
	isBankingDay(day: Day): boolean {
		return this.isBankingDayNumber(dayNumber(day));
	}

	/** {@link isBankingDay} of the day that is `number` days after 1970-01-01. */
	isBankingDayNumber(number: number): boolean {
		return (this.flagsOf(number) & NO_BANKS) === 0;
	}

	/** Whether people work: not Saturday, Sunday, or a holiday. Carnival is a business day where no law makes it a holiday. */
	isBusinessDay(day: Day): boolean {
		return (this.flagsOf(dayNumber(day)) & (HOLIDAY | WEEKEND)) === 0;
	}

	/** Whether it is a national or local holiday, whatever the weekday. */
	isHoliday(day: Day): boolean {
		return (this.flagsOf(dayNumber(day)) & HOLIDAY) !== 0;
	}

	/** The name of the holiday, in Portuguese; null when it is none. Where two fall on one day, the wider law's. */
	holidayName(day: Day): string | null {
		const number = dayNumber(day);
		return this.holidaysOf(civilFromNumber(number).year).get(number) ?? null;
	}

	/** The holidays of a year in order, with their names in Portuguese. */
	holidaysIn(year: number): Map<Day, string> {
		const inOrder = [...this.holidaysOf(year)].sort(([one], [other]) => one - other);
		return new Map(inOrder.map(([number, name]) => [dayFromNumber(number), name]));
	}

	/** `day` itself when it is a banking day, else the next one: the day on which a bill due then may still be paid. */
	nextBankingDay(day: Day): Day {
		const number = dayNumber(day);
		const next = this.nextBankingDayNumber(number);
		return next === number ? day : dayFromNumber(next);
	}

	/** {@link nextBankingDay} on days since 1970-01-01. */
	nextBankingDayNumber(number: number): number {
		let candidate = number;
		while ((this.flagsOf(candidate) & NO_BANKS) !== 0) candidate += 1;
		return candidate;
	}

	/** `day` itself when it is a banking day, else the last one before it. */
	previousBankingDay(day: Day): Day {
		return dayFromNumber(this.previousBankingDayNumber(dayNumber(day)));
	}

	/** {@link previousBankingDay} on days since 1970-01-01. */
	previousBankingDayNumber(number: number): number {
		let candidate = number;
		while ((this.flagsOf(candidate) & NO_BANKS) !== 0) candidate -= 1;
		return candidate;
	}

	/** The `count`-th banking day after `day`, before it when `count` is negative; `day` itself, whatever it is, when it is 0. */
	addBankingDays(day: Day, count: number): Day {
		return dayFromNumber(this.addBankingDaysNumber(dayNumber(day), count));
	}

	/** {@link addBankingDays} on days since 1970-01-01. Throws a RangeError when `count` is no whole number. */
	addBankingDaysNumber(number: number, count: number): number {
		if (!Number.isSafeInteger(count)) throw new RangeError(`${count} is not a whole number of banking days`);
		const step = count < 0 ? -1 : 1;
		let candidate = number;
		for (let left = Math.abs(count); left > 0; ) {
			candidate += step;
			if ((this.flagsOf(candidate) & NO_BANKS) === 0) left -= 1;
		}
		return candidate;
	}

	/** Banking days after `from`, up to and including `to`; the other way round, the same with a minus. */
	bankingDaysBetween(from: Day, to: Day): number {
		const start = dayNumber(from);
		const end = dayNumber(to);
		let count = 0;
		for (let number = Math.min(start, end) + 1; number <= Math.max(start, end); number += 1) {
			if ((this.flagsOf(number) & NO_BANKS) === 0) count += 1;
		}
		return start <= end ? count : -count || 0;
	}

	/** Differs between calendars whose days differ: what was reckoned with another one has to be reckoned again. */
	fingerprint(): string {
		const rules = [...this.rules, ...BANKING].map(({ on, name, since, until }) => [typeof on === 'function' ? String(on(2000)) : on, name, since, until]);
		return JSON.stringify([rules, [...this.extra.days].sort(), [...this.extra.yearly].sort()]);
	}

	private flagsOf(number: number): number {
		const at = number - this.first;
		if (at >= 0 && at < this.block.length) return this.block[at];
		return this.moveTo(number);
	}

	private moveTo(number: number): number {
		civilFromNumber(number); // throws the RangeError when it is the number of no day
		const index = Math.floor((number - BASE) / BLOCK_LENGTH);
		this.first = BASE + index * BLOCK_LENGTH;
		this.block = this.blocks.get(index) ?? this.makeBlock(this.first);
		this.blocks.set(index, this.block);
		return this.block[number - this.first];
	}

	private makeBlock(first: number): Block {
		const block = new Uint8Array(BLOCK_LENGTH);
		for (let at = 0; at < BLOCK_LENGTH; at += 1) {
			if (weekdayOfNumber(first + at) % 6 === 0) block[at] = WEEKEND | NO_BANKS;
		}
		const mark = (number: number | null, flags: number) => {
			if (number !== null && number >= first && number < first + BLOCK_LENGTH) block[number - first] |= flags;
		};
		// Twelve years touch a block; a block at an end of the calendar has fewer.
		const middle = civilFromNumber(Math.min(Math.max(first + BLOCK_LENGTH / 2, FIRST_DAY), LAST_DAY)).year;
		for (let year = Math.max(middle - 7, 0); year <= Math.min(middle + 7, 9999); year += 1) {
			for (const rule of BANKING) mark(dayOfRule(rule, year), NO_BANKS);
			for (const number of this.holidaysOf(year).keys()) mark(number, HOLIDAY | NO_BANKS);
		}
		return block;
	}

	/** The holidays of a year, with their names. */
	private holidaysOf(year: number): ReadonlyMap<number, string> {
		const known = this.names.get(year);
		if (known) return known;
		const names = new Map<number, string>();
		const add = (number: number | null, name: string) => {
			if (number !== null && !names.has(number)) names.set(number, name);
		};
		for (const rule of this.rules) add(dayOfRule(rule, year), rule.name);
		const prefix = `${String(year).padStart(4, '0')}-`;
		for (const day of this.extra.days) if (day.startsWith(prefix)) add(dayNumber(day), 'Feriado local');
		for (const monthDay of this.extra.yearly) add(fixedDay(year, monthDay), 'Feriado local');
		this.names.set(year, names);
		return names;
	}
}

/** States and cities come from outside: `constructor` is no state. */
function rulesOf(table: Readonly<Record<string, readonly HolidayRule[]>>, key: string): readonly HolidayRule[] {
	return Object.hasOwn(table, key) ? table[key] : [];
}

const known = new Map<string, Calendar>();

/**
 * The calendar of a place as its laws have it, made once: whoever asks for each customer of a portfolio gets the
 * few that there are.
 */
export function calendarOf(state: string | null, city: string | null = null): Calendar {
	const ofState = state !== null && Object.hasOwn(STATE_HOLIDAYS, state) ? state : '';
	const ofCity = ofState && city ? cityKey(ofState, city) : '';
	// Only places that are known make a key, so the cache stays as small as the tables.
	const key = Object.hasOwn(CITY_HOLIDAYS, ofCity) ? ofCity : ofState;
	let calendar = known.get(key);
	if (!calendar) {
		calendar = Calendar.of({ state: ofState, city: key === ofCity ? city : null });
		known.set(key, calendar);
	}
	return calendar;
}
