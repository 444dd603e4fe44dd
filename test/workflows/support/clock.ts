import { join } from 'node:path';
import { addDays, type Day } from '../../../core/calendar/day';

/**
 * The day it is in the tests' n8n: a Wednesday on which every step of the standard régua reaches somebody, and
 * fifteen days after a long weekend (Saturday 31 October to All Souls' Day, Monday 2 November).
 */
export const TODAY: Day = '2026-11-18';

/** When the tests' n8n begins: ten in the morning in São Paulo. */
const STARTS_AT = `${TODAY}T13:00:00.000Z`;
const DAY_MS = 86_400_000;

/** What the clocks of this run's n8n are ahead of this machine's. Made once a run. */
export function clockOffset(): number {
	return Date.parse(STARTS_AT) - Date.now();
}

/** Loaded into n8n before it starts: its clock is another, and the payment gateway it reaches is the tests' double. */
const PRELOADS = [join('test', 'workflows', 'support', 'shiftClock.cjs'), join('test', 'doubles', 'asaas', 'redirect.cjs')];

/** Environment of an n8n whose clock is `offset` milliseconds ahead, and `days` days more. */
export function clockEnv(offset: number, days = 0): NodeJS.ProcessEnv {
	return {
		NODE_OPTIONS: PRELOADS.map((file) => `--require ${JSON.stringify(join(process.cwd(), file))}`).join(' '),
		COBRANCA_TEST_CLOCK_OFFSET_MS: String(offset + days * DAY_MS),
	};
}

/** The day `days` after {@link TODAY}. */
export function dayFromToday(days: number): Day {
	return addDays(TODAY, days);
}
