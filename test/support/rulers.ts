import type { Day } from '../../core/calendar/day';
import { Calendar } from '../../core/calendar/holidays';
import type { Moment } from '../../core/ruler/decide';
import type { RunOptions } from '../../core/ruler/runRuler';
import { makeSteps } from '../../core/ruler/steps';
import type { RulerPolicy } from '../../core/ruler/types';
import { TODAY } from './invoices';

/** Steps that count from the due date itself. */
export function stepsOn(...days: number[]) {
	return makeSteps(days.map((day) => ({ day, fromBankingDay: false })));
}

/** The standard régua with nothing that holds a message back, but for what `changes` says. */
export function rulerPolicy(changes: Partial<RulerPolicy> = {}): RulerPolicy {
	return {
		ruler: 'padrao',
		steps: stepsOn(-5, -1, 0, 1, 5, 15, 30),
		backlog: 'ignore',
		minimumBalanceCents: 0,
		maxContactsADay: null,
		maxContactsAWeek: null,
		window: 'any',
		timeBarYears: 5,
		combineByCustomer: true,
		repeat: 'every_run',
		...changes,
	};
}

export function rulerOptions(changes: Partial<RunOptions> = {}): RunOptions {
	return { invoiceIds: null, dryRun: false, listNotDue: false, listAtMost: 10_000, ...changes };
}

/** Noon in São Paulo on `today`. */
export function momentOf(today: Day = TODAY, localHolidays: readonly Day[] = []): Moment {
	return { today, now: new Date(`${today}T15:00:00.000Z`), timeZone: 'America/Sao_Paulo', calendar: new Calendar(new Set(localHolidays)) };
}
