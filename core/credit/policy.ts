import type { RestrictionKind } from '../bureau/CreditReport';
import type { PayerProfile } from '../classification/profiles';
import type { Cents } from '../money/cents';

export const CREDIT_DECISIONS = ['approve', 'approve_with_down_payment', 'ask_person', 'refuse'] as const;
export type CreditDecisionKind = (typeof CREDIT_DECISIONS)[number];

/** What operators read. */
export const DECISION_NAMES: Readonly<Record<CreditDecisionKind, string>> = {
	approve: 'Aprovar',
	approve_with_down_payment: 'Aprovar com entrada',
	ask_person: 'Uma pessoa decide',
	refuse: 'Recusar',
};

/** A span, both ends in it; null is open. */
export interface Range {
	from: number | null;
	to: number | null;
}

/** What must hold for a row of the table; what is left out is not asked. All of it must hold. */
export interface CreditConditions {
	/** Whether a bureau's report is there at all. */
	report?: 'present' | 'missing';
	/** 0 to 1000. Who has no score is in no span. */
	score?: Range;
	/** True: no bureau gives a score, or none was asked. */
	noScore?: true;
	/** True: the CPF or CNPJ is not regular at the Receita Federal. False: it is, and a bureau says so. */
	irregular?: boolean;
	/** True: no bureau tells whether there are restrictions, or none was asked. */
	restrictionsUntold?: true;
	/** Restrictions of these kinds (empty: of any) together: how many, and how much. What no bureau tells is in no span, not in "up to 0" either. */
	restrictions?: { kinds: readonly RestrictionKind[]; count?: Range; cents?: Range };
	/** Our own payer profile; who has bought nothing yet counts as `new`. */
	profiles?: readonly PayerProfile[];
	/** Overdue with us now: at least so many days (the oldest) and so much, or at most so much. */
	overdue?: { days?: Range; cents?: Range };
	/** Since the first purchase; 0 for who is no customer yet. */
	monthsAsCustomer?: Range;
	/** True: what is wanted was not told. */
	requestedUntold?: true;
	/** Cents. An amount that was not told is in no span. */
	requested?: Range;
	/** True: what is open and what is asked for, less the down payment, fits in the limit that this row gives. */
	withinLimit?: true;
}

/** How the limit is worked out: how much may be owed at once, what is open now included. */
export type CreditLimit =
	| { kind: 'fixed'; cents: Cents }
	/** What is open now and this much of what is asked for. */
	| { kind: 'percent_of_requested'; percent: number }
	/** Mean purchases of a month over the last 12, times this. */
	| { kind: 'monthly_purchases'; times: number };

export interface CreditOutcome {
	decision: CreditDecisionKind;
	/** Whole percent of what is asked for, 1 to 99; with `approve_with_down_payment` alone. */
	downPaymentPercent?: number;
	limit?: CreditLimit;
	/** Days that the limit holds. */
	validDays?: number;
}

/** A row of the table: the first whose conditions hold decides. */
export interface CreditRow {
	/** For people: what the row is about. */
	name: string;
	when: CreditConditions;
	then: CreditOutcome;
}

export type CreditPolicy = readonly CreditRow[];

/** Throws a RangeError, in words for the operator, that names the row of a table that makes no sense. */
export function checkPolicy(policy: CreditPolicy): CreditPolicy {
	if (policy.length === 0) throw new RangeError('A tabela de crédito está vazia: acrescente ao menos uma linha.');
	policy.forEach((row, index) => {
		const fault = faultOf(row);
		if (fault !== null) throw new RangeError(`Linha ${index + 1} da tabela de crédito (${row.name}): ${fault}`);
	});
	return policy;
}

function faultOf({ when, then }: CreditRow): string | null {
	const { decision, downPaymentPercent, limit, validDays } = then;
	if (decision === 'approve_with_down_payment' && !isWhole(downPaymentPercent, 1, 99)) return 'a entrada precisa ser de 1% a 99%, em número inteiro.';
	if (decision !== 'approve_with_down_payment' && downPaymentPercent !== undefined) return 'só "Aprovar com entrada" tem entrada.';
	const approves = decision === 'approve' || decision === 'approve_with_down_payment';
	if (limit && !approves) return 'só quem é aprovado recebe limite.';
	if (validDays !== undefined && !isWhole(validDays, 1, 3_650)) return 'a validade do limite precisa ser de 1 a 3650 dias.';
	if (limit?.kind === 'fixed' && !(limit.cents >= 0)) return 'o limite precisa ser zero ou mais.';
	if (limit?.kind === 'percent_of_requested' && !isWhole(limit.percent, 1, 1_000)) return 'o limite precisa ser de 1% a 1000% do pedido.';
	if (limit?.kind === 'monthly_purchases' && !(limit.times > 0 && limit.times <= 1_000)) return 'o limite em compras mensais precisa ser de mais de 0 até 1000 vezes.';
	if (when.withinLimit && !limit) return 'pede que o valor caiba no limite, mas não dá limite.';
	const empty = [when.score, when.restrictions?.count, when.restrictions?.cents, when.overdue?.days, when.overdue?.cents, when.monthsAsCustomer, when.requested].find((range) => range && range.from !== null && range.to !== null && range.from > range.to);
	if (empty) return `uma faixa começa em ${empty.from} e acaba em ${empty.to}: nada cabe nela.`;
	if (when.requested && when.requestedUntold) return 'pede um valor e que ele não seja dito: nunca serviria.';
	if (when.restrictions && when.restrictionsUntold) return 'pede restrições e que o bureau não diga se as há: nunca serviria.';
	if (when.score && when.noScore) return 'pede um score e que não haja score: nunca serviria.';
	return null;
}

function isWhole(value: number | undefined, min: number, max: number): boolean {
	return value !== undefined && Number.isInteger(value) && value >= min && value <= max;
}
