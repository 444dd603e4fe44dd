import type { IDataObject } from 'n8n-workflow';
import type { ContactWindow } from '../../core/calendar/contactWindow';
import type { RulerPolicy } from '../../core/ruler/types';
import { centsOf, wholeOf } from './values';

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The policy that the option fields set; fields that were not added have the defaults shown in the node. */
export function readPolicyOptions(options: IDataObject): Omit<RulerPolicy, 'ruler' | 'steps' | 'repeat'> {
	return {
		backlog: options.backlog === 'newest' ? 'newest' : 'ignore',
		minimumBalanceCents: centsOf(options.minimumBalance, 'Minimum Balance') ?? 0,
		maxContactsADay: limit(options.maxContactsADay, 'Max Contacts a Day', 1),
		maxContactsAWeek: limit(options.maxContactsAWeek, 'Max Contacts a Week', 0),
		window: readWindow(options),
		timeBarYears: limit(options.timeBarYears, 'Time-Barred After (Years)', 5),
		combineByCustomer: options.combineByCustomer !== false,
	};
}

/** 0 in a field means no limit. */
function limit(value: unknown, field: string, otherwise: number): number | null {
	const number = wholeOf(value, field, { otherwise, min: 0, max: 10_000 });
	return number > 0 ? number : null;
}

function readWindow(options: IDataObject): ContactWindow {
	const window = options.window ?? 'law';
	if (window === 'any' || window === 'law') return window;
	const from = String(options.hoursFrom ?? '09:00');
	const to = String(options.hoursTo ?? '19:00');
	if (!TIME_OF_DAY.test(from) || !TIME_OF_DAY.test(to) || from >= to) {
		throw new RangeError(`O horário de contato "${from}" a "${to}" não serve: use a forma 09:00 e termine depois de começar.`);
	}
	return { weekdays: [from, to], saturday: null, sundaysAndHolidays: null };
}
