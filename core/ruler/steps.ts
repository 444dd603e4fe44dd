import { createHash } from 'node:crypto';
import type { Calendar } from '../calendar/Calendar';
import type { Cents } from '../money/cents';
import type { RulerPolicy, RulerStep } from './types';

export interface StepInput {
	day: number;
	label?: string;
	minimumBalanceCents?: Cents;
	fromBankingDay?: boolean;
}

/** The furthest a step may lie from the due date, in days. */
const MAX_DAY = 3650;

/** `D-5`, `D0`, `D+15`. */
export function stepId(day: number): string {
	if (day === 0) return 'D0';
	return day < 0 ? `D${day}` : `D+${day}`;
}

/**
 * Checks the steps an operator typed and sorts them by day. Throws a RangeError (in Portuguese) for no steps,
 * a day that is no whole number or too far away, or a day given twice.
 */
export function makeSteps(inputs: readonly StepInput[]): RulerStep[] {
	if (inputs.length === 0) throw new RangeError('A régua não tem nenhuma etapa: acrescente pelo menos um dia.');
	const seen = new Set<number>();
	const steps = inputs.map((input) => {
		if (!Number.isInteger(input.day) || Math.abs(input.day) > MAX_DAY) {
			throw new RangeError(`"${input.day}" não serve como dia de uma etapa: use um número inteiro entre -${MAX_DAY} e ${MAX_DAY}.`);
		}
		const day = input.day === 0 ? 0 : input.day;
		const id = stepId(day);
		if (seen.has(day)) throw new RangeError(`O dia ${id} aparece duas vezes na régua: deixe uma etapa só para cada dia.`);
		seen.add(day);
		return {
			id,
			day,
			label: input.label?.trim() || id,
			minimumBalanceCents: input.minimumBalanceCents ?? 0,
			fromBankingDay: input.fromBankingDay ?? true,
		};
	});
	return steps.sort((a, b) => a.day - b.day);
}

/** Changes when, and only when, the day on which the ruler must look at some invoice next may have changed. */
export function stepsHash(policy: RulerPolicy, calendar: Calendar): string {
	const shape = policy.steps.map(({ day, fromBankingDay }) => [day, fromBankingDay]);
	return createHash('sha256')
		.update(JSON.stringify([shape, policy.backlog, policy.timeBarYears, calendar.fingerprint()]))
		.digest('hex')
		.slice(0, 16);
}
