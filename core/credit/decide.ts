import { TEST_NOTICE } from '../bureau/testNotice';
import { addDays, type Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { formatCents, type Cents } from '../money/cents';
import { checkConditions, type Checked } from './conditions';
import type { CreditFacts } from './facts';
import { downPaymentCents, limitOf } from './limit';
import { DECISION_NAMES, type CreditDecisionKind, type CreditPolicy, type CreditRow } from './policy';

export interface CreditDecision {
	decision: CreditDecisionKind;
	/** For people. */
	decisionName: string;
	requestedCents: Cents | null;
	/** `cents` and `restCents` are the whole of what is asked for; null when that was not told. */
	downPayment: { percent: number; cents: Cents | null; restCents: Cents | null } | null;
	/** How much may be owed at once; null when no limit is given. */
	limitCents: Cents | null;
	/** Last day that the limit holds. */
	until: Day | null;
	/** The row that decided, from 1; null when none fitted. */
	row: { number: number; name: string } | null;
	/** In Portuguese, whole sentences: what decided, what follows, and what may be done against it. */
	reasons: string[];
	/** Why each row before did not decide. */
	passedOver: Array<{ number: number; name: string; text: string }>;
}

/** What the law wants said of a decision that no person took (LGPD art. 20). */
export const REVIEW_NOTICE = 'Decisão automática, por uma tabela de regras: quem foi avaliado pode pedir que uma pessoa a reveja (LGPD art. 20).';

/** Said first of a decision on invented data. */
export const TEST_DECISION_NOTICE = `${TEST_NOTICE} Esta decisão não vale para ninguém: nem ela nem o limite são guardados.`;

/** Takes the decision of the first row whose conditions all hold; where none does, a person decides. */
export function decideCredit(facts: CreditFacts, policy: CreditPolicy, today: Day): CreditDecision {
	const passedOver: CreditDecision['passedOver'] = [];
	for (const [index, row] of policy.entries()) {
		const checked = checkConditions(row.when, row.then, facts, today);
		const failed = checked.filter(({ ok }) => !ok);
		if (failed.length === 0) return decided(row, index + 1, checked, facts, passedOver, today);
		passedOver.push({ number: index + 1, name: row.name, text: `Linha ${index + 1} (${row.name}) não serviu: ${failed.map(({ text }) => text).join('; ')}.` });
	}
	return {
		decision: 'ask_person',
		decisionName: DECISION_NAMES.ask_person,
		requestedCents: facts.requestedCents,
		downPayment: null,
		limitCents: null,
		until: null,
		row: null,
		reasons: [...testNotice(facts), 'Nenhuma linha da tabela serviu: uma pessoa decide.', ...sourcesOf(facts), REVIEW_NOTICE],
		passedOver,
	};
}

function decided({ name, then }: CreditRow, number: number, checked: readonly Checked[], facts: CreditFacts, passedOver: CreditDecision['passedOver'], today: Day): CreditDecision {
	const { requestedCents } = facts;
	const percent = then.downPaymentPercent;
	const downCents = percent === undefined || requestedCents === null ? null : downPaymentCents(requestedCents, percent);
	const downPayment = percent === undefined ? null : { percent, cents: downCents, restCents: requestedCents === null || downCents === null ? null : requestedCents - downCents };
	const limit = limitOf(then, facts);
	const until = limit.cents === null || then.validDays === undefined ? null : addDays(today, then.validDays);
	const why = checked.length === 0 ? 'ela serve para qualquer caso' : checked.map(({ text }) => text).join('; ');
	return {
		decision: then.decision,
		decisionName: DECISION_NAMES[then.decision],
		requestedCents,
		downPayment,
		limitCents: limit.cents,
		until,
		row: { number, name },
		reasons: [
			...testNotice(facts),
			`${DECISION_NAMES[then.decision]}. Decidiu a linha ${number} (${name}): ${why}.`,
			...(downPayment ? [downPaymentText(downPayment)] : []),
			...(then.limit ? [`${limit.text}${until === null ? '' : ` Vale até ${formatDay(until)}.`}`] : []),
			...sourcesOf(facts),
			REVIEW_NOTICE,
		],
		passedOver,
	};
}

function downPaymentText({ percent, cents, restCents }: NonNullable<CreditDecision['downPayment']>): string {
	if (cents === null || restCents === null) return `Entrada de ${percent}% do valor, que não foi dito.`;
	return `Entrada de ${percent}%: ${formatCents(cents)}, e ${formatCents(restCents)} a prazo.`;
}

function testNotice({ isTest }: CreditFacts): string[] {
	return isTest ? [TEST_DECISION_NOTICE] : [];
}

function sourcesOf({ bureau, own }: CreditFacts): string[] {
	return [
		bureau === null ? 'Não há consulta a bureau que valha.' : `Consultas usadas: ${bureau.sources.join(', ')}.`,
		own === null ? 'Ainda não é cliente no livro.' : 'O histórico conosco veio do livro.',
	];
}
