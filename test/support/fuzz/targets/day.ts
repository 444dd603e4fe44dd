import { isDay } from '../../../../core/calendar/day';
import { parseDay } from '../../../../core/calendar/parseDay';
import { ParseError } from '../../../../core/importing/problems';
import type { FuzzTarget } from '../target';

export const dayTarget: FuzzTarget = {
	name: 'parseDay',
	seeds: ['31/12/2026', '1/2/2026', '2026-12-31', '2026-12-31T10:30:00.000Z', '31.12.26', '46022', '29/02/2024'],
	alphabet: '0123456789/-.:TZ ',
	parse(input) {
		const day = parseDay(input);
		if (!isDay(day)) throw new Error(`${day} is not a calendar day`);
	},
	isDocumented: (error) => error instanceof ParseError,
};
