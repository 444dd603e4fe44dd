import { addDays, weekday, type Day } from './day';

/** Sunday of Easter, by the Gregorian computus (Meeus/Jones/Butcher). Years 1583 and later. */
export function easter(year: number): Day {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = Math.floor(b / 4);
	const e = b % 4;
	const f = Math.floor((b + 8) / 25);
	const g = Math.floor((b - f + 1) / 3);
	const h = (19 * a + b - d - g + 15) % 30;
	const i = Math.floor(c / 4);
	const k = c % 4;
	const l = (32 + 2 * e + 2 * i - h - k) % 7;
	const m = Math.floor((a + 11 * h + 22 * l) / 451);
	const month = Math.floor((h + l - 7 * m + 114) / 31);
	const day = ((h + l - 7 * m + 114) % 31) + 1;
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** National holidays with a fixed date (Leis 662/1949, 6.802/1980 and, for 20 November since 2024, 14.759/2023). */
const FIXED = ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '12-25'];

/** National holidays of a year. */
export function nationalHolidays(year: number): Set<Day> {
	const days = new Set(FIXED.map((day) => `${year}-${day}`));
	if (year >= 2024) days.add(`${year}-11-20`);
	days.add(addDays(easter(year), -2)); // Good Friday
	return days;
}

/** Weekdays on which banks do not open: national holidays, Carnival Monday and Tuesday, Corpus Christi (Febraban's calendar). */
export function bankingHolidays(year: number): Set<Day> {
	const days = nationalHolidays(year);
	for (const offset of [-48, -47, 60]) days.add(addDays(easter(year), offset));
	return days;
}

/** Days off of one creditor: its state's and city's holidays, on top of the national ones. */
export class Calendar {
	private readonly years = new Map<string, { national: Set<Day>; banking: Set<Day> }>();

	constructor(private readonly localHolidays: ReadonlySet<Day> = new Set()) {}

	/** Whether banks open: not Saturday, Sunday, or a banking or local holiday. */
	isBankingDay(day: Day): boolean {
		return !isWeekend(day) && !this.of(day).banking.has(day) && !this.localHolidays.has(day);
	}

	/** Whether it is a national or local holiday, whatever the weekday. */
	isHoliday(day: Day): boolean {
		return this.of(day).national.has(day) || this.localHolidays.has(day);
	}

	/** `day` itself when it is a banking day, else the next one: the day on which a bill due then may still be paid. */
	nextBankingDay(day: Day): Day {
		let candidate = day;
		while (!this.isBankingDay(candidate)) candidate = addDays(candidate, 1);
		return candidate;
	}

	private of(day: Day) {
		const year = day.slice(0, 4);
		let holidays = this.years.get(year);
		if (!holidays) {
			holidays = { national: nationalHolidays(Number(year)), banking: bankingHolidays(Number(year)) };
			this.years.set(year, holidays);
		}
		return holidays;
	}
}

function isWeekend(day: Day): boolean {
	const weekDay = weekday(day);
	return weekDay === 0 || weekDay === 6;
}
