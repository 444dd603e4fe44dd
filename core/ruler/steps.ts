import { createHash } from 'node:crypto';
import type { Calendar } from '../calendar/Calendar';
import type { Importance, PayerProfile } from '../classification/profiles';
import type { Cents } from '../money/cents';
import { describeSegment, isForEverybody, segmentOf, shared } from './segments';
import { dayId, stepId } from './stepId';
import type { RulerPolicy, RulerStep } from './types';

export interface StepInput {
	day: number;
	label?: string;
	minimumBalanceCents?: Cents;
	fromBankingDay?: boolean;
	/** Whom it is for; none is everybody. */
	profiles?: readonly PayerProfile[];
	importances?: readonly Importance[];
}

/** The furthest a step may lie from the due date, in days. */
const MAX_DAY = 3650;

/**
 * Checks the steps an operator typed and sorts them by day. Throws a RangeError (in Portuguese) for no steps,
 * a day that is no whole number or too far away, or a day given twice for one and the same customer: two steps may
 * share a day when nobody can be in the segments of both.
 */
export function makeSteps(inputs: readonly StepInput[]): RulerStep[] {
	if (inputs.length === 0) throw new RangeError('A régua não tem nenhuma etapa: acrescente pelo menos um dia.');
	const steps = inputs.map((input) => {
		if (!Number.isInteger(input.day) || Math.abs(input.day) > MAX_DAY) {
			throw new RangeError(`"${input.day}" não serve como dia de uma etapa: use um número inteiro entre -${MAX_DAY} e ${MAX_DAY}.`);
		}
		const day = input.day === 0 ? 0 : input.day;
		const segment = segmentOf(input.profiles ?? [], input.importances ?? []);
		return {
			id: stepId(day, segment),
			day,
			...segment,
			label: input.label?.trim() || defaultLabel(day, describeSegment(segment)),
			minimumBalanceCents: input.minimumBalanceCents ?? 0,
			fromBankingDay: input.fromBankingDay ?? true,
		};
	});
	refuseSharedDays(steps);
	return steps.sort((a, b) => a.day - b.day);
}

function defaultLabel(day: number, segment: string): string {
	return segment === '' ? dayId(day) : `${dayId(day)}: ${segment}`;
}

function refuseSharedDays(steps: readonly RulerStep[]): void {
	steps.forEach((step, index) => {
		for (const other of steps.slice(0, index)) {
			const both = other.day === step.day ? shared(other, step) : null;
			if (!both) continue;
			const id = dayId(step.day);
			if (isForEverybody(step) && isForEverybody(other)) throw new RangeError(`O dia ${id} aparece duas vezes na régua: deixe uma etapa só para cada dia.`);
			const who = describeSegment({ profiles: [both.profile], importances: [both.importance] });
			throw new RangeError(`O dia ${id} aparece duas vezes na régua para o mesmo cliente (${who}), nas etapas "${other.label}" e "${step.label}": separe os perfis e as importâncias, ou deixe uma etapa só.`);
		}
	});
}

/** Whether any step is for some customers only: the ruler then has to know how each was classified. */
export function asksForSegments(steps: readonly RulerStep[]): boolean {
	return !steps.every(isForEverybody);
}

/** Changes when, and only when, the day on which the ruler must look at some invoice next may have changed. */
export function stepsHash(policy: RulerPolicy, calendar: Calendar): string {
	const shape = policy.steps.map((step) => [step.day, step.fromBankingDay, ...(isForEverybody(step) ? [] : [step.profiles, step.importances])]);
	return createHash('sha256')
		.update(JSON.stringify([shape, policy.backlog, policy.timeBarYears, calendar.fingerprint()]))
		.digest('hex')
		.slice(0, 16);
}
