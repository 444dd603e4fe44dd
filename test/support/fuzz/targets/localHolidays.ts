import { isDay } from '../../../../core/calendar/day';
import { parseLocalHolidays } from '../../../../core/calendar/localHolidays';
import type { FuzzTarget } from '../target';

export const localHolidaysTarget: FuzzTarget = {
	name: 'parseLocalHolidays',
	seeds: ['25/01', '2026-07-09', '09/07/2026', '25/01, 2026-07-09; 09/07/2027 29/02', ' 1/1\n24/12 '],
	alphabet: '0123456789/-,; ',
	parse(input) {
		const { days, yearly } = parseLocalHolidays(input);
		for (const day of days) if (!isDay(day)) throw new Error(`${day} is not a calendar day`);
		for (const day of yearly) if (!isDay(`2000-${day}`)) throw new Error(`${day} is no day of a year`);
	},
	isDocumented: (error) => error instanceof RangeError && error.message.includes('feriado'),
};
