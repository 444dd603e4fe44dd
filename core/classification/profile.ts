import { dayFromNumber, dayNumber } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { counted, days, decimalDays, lateOf, portion } from '../words';
import { latePercent, meanDays, period, WHOLE_HISTORY, YEAR, type Figures, type PayerFacts } from './facts';
import type { PayerProfile } from './profiles';

/** Where one profile ends and the next begins. Shares are percent of the invoices that fell due, days are whole days. */
export interface ProfileThresholds {
	/** Fewer invoices than this that fell due say too little: the customer is new. */
	minimumInvoices: number;
	excellent: { minimumInvoices: number; relationshipDays: number; latePercentUpTo: number; worstDaysUpTo: number };
	occasional_late: { latePercentFrom: number; meanDaysFrom: number; worstDaysFrom: number; overdueDaysFrom: number; brokenPromisesFrom: number };
	habitual_late: { latePercentFrom: number; meanDaysFrom: number; overdueDaysFrom: number };
	/** Late in this share of invoices *and* by this many days in the mean; or any of the others. */
	critical: { latePercentFrom: number; meanDaysFrom: number; overdueDaysFrom: number; brokenPromisesFrom: number; brokenAgreementsFrom: number };
}

/**
 * One forgotten invoice does not make a good payer a bad one at once: discounts begin on the 6th day late, and are for good
 * payers. It takes two weeks to be "sometimes late" by it, and two months to be "often late".
 */
export const DEFAULT_THRESHOLDS: ProfileThresholds = {
	minimumInvoices: 3,
	excellent: { minimumInvoices: 6, relationshipDays: 365, latePercentUpTo: 5, worstDaysUpTo: 5 },
	occasional_late: { latePercentFrom: 20, meanDaysFrom: 5, worstDaysFrom: 31, overdueDaysFrom: 16, brokenPromisesFrom: 1 },
	habitual_late: { latePercentFrom: 50, meanDaysFrom: 15, overdueDaysFrom: 61 },
	critical: { latePercentFrom: 80, meanDaysFrom: 30, overdueDaysFrom: 91, brokenPromisesFrom: 3, brokenAgreementsFrom: 1 },
};

/** A rule that holds, as it is stored: its key and the numbers that its text tells. */
export interface FoundReason {
	key: ReasonKey;
	figures: Figures;
}

const TEXTS = {
	late_share: ([late, due, isYear]: Figures) => `Pagou com atraso, ou ainda deve, ${portion(late, due)} ${period(isYear)}.`,
	mean_days: ([late, due, isYear]: Figures) => `Na média de todas as faturas ${period(isYear)}, o atraso é de ${decimalDays(late / due)}, contando até hoje o que ainda não foi pago.`,
	late_and_long: ([late, due, sum, isYear]: Figures) => `Pagou com atraso, ou ainda deve, ${portion(late, due)} ${period(isYear)}, e a média de todas é de ${decimalDays(sum / due)} de atraso.`,
	worst_delay: ([worst, isYear]: Figures) => `Chegou a atrasar ${days(worst)} (o maior atraso ${period(isYear)}).`,
	overdue_age: ([oldest, count]: Figures) => `Tem ${counted(count, 'fatura vencida', 'faturas vencidas')} hoje, a mais antiga há ${days(oldest)}.`,
	broken_promises: ([broken]: Figures) => `Deixou de cumprir ${counted(broken, 'promessa', 'promessas')} de pagamento nos últimos 12 meses.`,
	broken_agreements: ([broken, count]: Figures) => `Rompeu ${counted(broken, 'acordo', 'acordos')} e tem ${counted(count, 'fatura vencida', 'faturas vencidas')} hoje.`,
	few_invoices: ([matured, minimum]: Figures) =>
		matured === 0 ? `Nenhuma fatura venceu até agora: com menos de ${minimum} ainda não dá para dizer como paga.` : `Só ${counted(matured, 'fatura venceu', 'faturas venceram')} até agora: com menos de ${minimum} ainda não dá para dizer como paga.`,
	on_time: ([onTime, due, isYear]: Figures) => `Pagou em dia ${portion(onTime, due)} ${period(isYear)}.`,
	since: ([since]: Figures) => `Cliente desde ${formatDay(dayFromNumber(since))}.`,
	not_excellent_since: ([since, needed]: Figures) => `Ainda não é excelente: cliente desde ${formatDay(dayFromNumber(since))}, e são precisos ${days(needed)}.`,
	not_excellent_unknown: ([needed]: Figures) => `Ainda não é excelente: não se sabe desde quando é cliente, e são precisos ${days(needed)}.`,
	not_excellent_few: ([matured, needed]: Figures) => `Ainda não é excelente: ${counted(matured, 'fatura venceu', 'faturas venceram')} até agora, e são precisas ${needed}.`,
	not_excellent_late: ([late, worst]: Figures) => `Ainda não é excelente: ${counted(late, 'fatura atrasou', 'faturas atrasaram')}, até ${days(worst)}.`,
	not_excellent_overdue: ([count]: Figures) => `Ainda não é excelente: tem ${counted(count, 'fatura vencida', 'faturas vencidas')} hoje.`,
	worse: ([recentLate, recentDue, late, due]: Figures) => `Está piorando: ${lateOf(recentLate, recentDue)} dos últimos 6 meses, e ${lateOf(late, due)} dos 6 meses anteriores.`,
	better: ([recentLate, recentDue, late, due]: Figures) => `Está melhorando: ${lateOf(recentLate, recentDue)} dos últimos 6 meses, e ${lateOf(late, due)} dos 6 meses anteriores.`,
} as const satisfies Record<string, (figures: Figures) => string>;

export type ReasonKey = keyof typeof TEXTS;

/** A reason in words. */
export function describeReason({ key, figures }: FoundReason): string {
	return TEXTS[key](figures);
}

type Found = FoundReason | null;
type Predicate = (facts: PayerFacts, thresholds: ProfileThresholds) => Found;

const yearOf = ({ isYear }: PayerFacts) => (isYear ? YEAR : WHOLE_HISTORY);

function lateShare(facts: PayerFacts, from: number): Found {
	const { late, due } = facts.lateness;
	return late > 0 && latePercent(facts.lateness) >= from ? { key: 'late_share', figures: [late, due, yearOf(facts)] } : null;
}

function mean(facts: PayerFacts, from: number): Found {
	const { days: sum, due } = facts.lateness;
	return sum > 0 && meanDays(facts.lateness) >= from ? { key: 'mean_days', figures: [sum, due, yearOf(facts)] } : null;
}

function overdue({ history }: PayerFacts, from: number): Found {
	const { oldestDays, count } = history.overdue;
	return count > 0 && oldestDays >= from ? { key: 'overdue_age', figures: [oldestDays, count] } : null;
}

function promises({ history }: PayerFacts, from: number): Found {
	const { brokenInYear } = history.promises;
	return brokenInYear > 0 && brokenInYear >= from ? { key: 'broken_promises', figures: [brokenInYear] } : null;
}

/** One late invoice alone is no habit, among however few, unless it is late by as long as an overdue one has to be. */
function isMoreThanOnce({ lateness }: PayerFacts, { overdueDaysFrom }: { overdueDaysFrom: number }): boolean {
	return lateness.late > 1 || lateness.worst >= overdueDaysFrom;
}

/** What makes a payer critical, whether or not much else is known of it. */
const isCritical: readonly Predicate[] = [
	(facts, { critical }) => overdue(facts, critical.overdueDaysFrom),
	({ history: { agreements, overdue: now } }, { critical }) =>
		now.count > 0 && agreements.broken > 0 && agreements.broken >= critical.brokenAgreementsFrom ? { key: 'broken_agreements', figures: [agreements.broken, now.count] } : null,
	(facts, { critical }) => promises(facts, critical.brokenPromisesFrom),
	(facts, { critical, minimumInvoices }) => {
		if (facts.matured < minimumInvoices || !lateShare(facts, critical.latePercentFrom) || !mean(facts, critical.meanDaysFrom)) return null;
		return { key: 'late_and_long', figures: [facts.lateness.late, facts.lateness.due, facts.lateness.days, yearOf(facts)] };
	},
];

const isNew: readonly Predicate[] = [({ matured }, { minimumInvoices }) => (matured < minimumInvoices ? { key: 'few_invoices', figures: [matured, minimumInvoices] } : null)];

const isHabitual: readonly Predicate[] = [
	(facts, { habitual_late }) => (isMoreThanOnce(facts, habitual_late) ? lateShare(facts, habitual_late.latePercentFrom) : null),
	(facts, { habitual_late }) => (isMoreThanOnce(facts, habitual_late) ? mean(facts, habitual_late.meanDaysFrom) : null),
	(facts, { habitual_late }) => overdue(facts, habitual_late.overdueDaysFrom),
];

const isOccasional: readonly Predicate[] = [
	(facts, { occasional_late }) => (isMoreThanOnce(facts, occasional_late) ? lateShare(facts, occasional_late.latePercentFrom) : null),
	(facts, { occasional_late }) => (isMoreThanOnce(facts, occasional_late) ? mean(facts, occasional_late.meanDaysFrom) : null),
	(facts, { occasional_late }) => (facts.lateness.worst > 0 && facts.lateness.worst >= occasional_late.worstDaysFrom ? { key: 'worst_delay', figures: [facts.lateness.worst, yearOf(facts)] } : null),
	(facts, { occasional_late }) => overdue(facts, occasional_late.overdueDaysFrom),
	(facts, { occasional_late }) => promises(facts, occasional_late.brokenPromisesFrom),
];

/** What a good payer lacks to be excellent. */
const isNotExcellent: readonly Predicate[] = [
	({ history: { overdue: now } }) => (now.count > 0 ? { key: 'not_excellent_overdue', figures: [now.count] } : null),
	({ lateness }, { excellent }) =>
		latePercent(lateness) > excellent.latePercentUpTo || lateness.worst > excellent.worstDaysUpTo ? { key: 'not_excellent_late', figures: [lateness.late, lateness.worst] } : null,
	({ matured }, { excellent }) => (matured < excellent.minimumInvoices ? { key: 'not_excellent_few', figures: [matured, excellent.minimumInvoices] } : null),
	({ relationshipDays, history: { customerSince } }, { excellent }) => {
		if (customerSince === null || relationshipDays === null) return excellent.relationshipDays > 0 ? { key: 'not_excellent_unknown', figures: [excellent.relationshipDays] } : null;
		return relationshipDays < excellent.relationshipDays ? { key: 'not_excellent_since', figures: [dayNumber(customerSince), excellent.relationshipDays] } : null;
	},
];

/**
 * The rules that are tried in order; the first group of which any rule holds is the profile. `new` comes after `critical`
 * and depends on no payment, so that a later payment can only ever lead to the same profile or to a worse one.
 */
const GROUPS: ReadonlyArray<readonly [PayerProfile, readonly Predicate[]]> = [
	['critical', isCritical],
	['new', isNew],
	['habitual_late', isHabitual],
	['occasional_late', isOccasional],
];

/** What kind of payer a customer is, and every rule that says so. */
export function profileOf(facts: PayerFacts, thresholds: ProfileThresholds): { profile: PayerProfile; reasons: FoundReason[] } {
	for (const [profile, predicates] of GROUPS) {
		const reasons = holding(predicates, facts, thresholds);
		if (reasons.length > 0) return { profile, reasons: [...reasons, ...trend(facts)] };
	}
	const { lateness } = facts;
	const praise: FoundReason = { key: 'on_time', figures: [lateness.due - lateness.late, lateness.due, yearOf(facts)] };
	const lacking = holding(isNotExcellent, facts, thresholds);
	if (lacking.length > 0) return { profile: 'good', reasons: [praise, ...lacking, ...trend(facts)] };
	const since: FoundReason[] = facts.history.customerSince === null ? [] : [{ key: 'since', figures: [dayNumber(facts.history.customerSince)] }];
	return { profile: 'excellent', reasons: [praise, ...since] };
}

function holding(predicates: readonly Predicate[], facts: PayerFacts, thresholds: ProfileThresholds): FoundReason[] {
	const found: FoundReason[] = [];
	for (const predicate of predicates) {
		const reason = predicate(facts, thresholds);
		if (reason) found.push(reason);
	}
	return found;
}

/** A change of this many percentage points between the two half years, of at least this many invoices each, is worth telling. */
export const TREND_PERCENT = 20;
export const TREND_INVOICES = 3;

/** Told, and nothing else: see the points table. */
function trend({ history: { lateness } }: PayerFacts): FoundReason[] {
	const { recent, before } = lateness;
	if (recent.due < TREND_INVOICES || before.due < TREND_INVOICES) return [];
	const change = latePercent(recent) - latePercent(before);
	if (Math.abs(change) < TREND_PERCENT) return [];
	return [{ key: change > 0 ? 'worse' : 'better', figures: [recent.late, recent.due, before.late, before.due] }];
}

/** All other thresholds count invoices, promises, agreements or days. */
const MAY_BE_FRACTIONS: ReadonlySet<string> = new Set(['latePercentUpTo', 'latePercentFrom', 'meanDaysFrom']);

/** @throws RangeError, in the operator's words, when a better profile would ask for less than a worse one, or a number is none. */
export function checkThresholds(thresholds: ProfileThresholds): void {
	const { minimumInvoices, excellent, occasional_late: occasional, habitual_late: habitual, critical } = thresholds;
	const named = [excellent, occasional, habitual, critical].flatMap((group) => Object.entries<number>({ ...group }));
	for (const [name, value] of [['minimumInvoices', minimumInvoices] as const, ...named]) {
		if (!Number.isFinite(value) || value < 0) throw new RangeError(`O limite "${name}" do perfil precisa ser um número, de 0 em diante, e não "${value}".`);
		if (!MAY_BE_FRACTIONS.has(name) && !Number.isSafeInteger(value)) throw new RangeError(`O limite "${name}" do perfil precisa ser um número inteiro, e não ${value}.`);
	}
	const all = [excellent.latePercentUpTo, occasional.latePercentFrom, habitual.latePercentFrom, critical.latePercentFrom];
	if (all.some((percent) => percent > 100)) throw new RangeError('Os percentuais de faturas com atraso vão de 0 a 100.');
	ascending('percentual de faturas com atraso', all);
	ascending('atraso médio', [occasional.meanDaysFrom, habitual.meanDaysFrom, critical.meanDaysFrom]);
	ascending('atraso da fatura vencida mais antiga', [occasional.overdueDaysFrom, habitual.overdueDaysFrom, critical.overdueDaysFrom]);
	ascending('número de promessas não cumpridas', [occasional.brokenPromisesFrom, critical.brokenPromisesFrom]);
	ascending('maior atraso', [excellent.worstDaysUpTo, occasional.worstDaysFrom]);
	if (minimumInvoices < 1) throw new RangeError('O número mínimo de faturas vencidas para dizer como um cliente paga precisa ser 1 ou mais.');
}

function ascending(what: string, values: readonly number[]): void {
	if (values.some((value, index) => index > 0 && value < values[index - 1])) {
		throw new RangeError(`O ${what} de um perfil pior não pode ser menor que o de um perfil melhor (estão em ordem do melhor para o pior: ${values.join(', ')}).`);
	}
}
