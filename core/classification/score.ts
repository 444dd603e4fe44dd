import { dayFromNumber, dayNumber, type Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { counted, days, decimal, decimalDays, lateOf, portion, reais } from '../words';
import { latePercent, meanDays, period, WHOLE_HISTORY, YEAR, type Figures, type PayerFacts } from './facts';
import { maximumOf, POINT_KEYS, POINT_LABELS, pointsFor, type PointKey, type PointsTable } from './pointsTable';

/** A row of the score as it is stored. */
export interface ScoredRow {
	key: PointKey;
	points: number;
	maximum: number;
	figures: Figures;
}

/** A row of the score for people. */
export interface ScoreRow {
	key: PointKey;
	label: string;
	points: number;
	/** The most that this row can give. */
	maximum: number;
	/** The figures that it comes from, in one sentence. */
	text: string;
}

interface PointRow {
	/** What the bands look at, null when it is not known, and the numbers that the text tells. */
	measure: (facts: PayerFacts, today: Day) => { value: number | null; figures: Figures };
	describe: (figures: Figures) => string;
}

/**
 * Each row is a non-decreasing function of how late each invoice is, or does not depend on payments: so a later payment,
 * or none, never lowers the risk. A recent turn for the worse counts in `recent_late_share`; the comparison with the months
 * before is told as a reason and gives no points, since being late earlier on would then pay off.
 */
const ROWS: Readonly<Record<PointKey, PointRow>> = {
	late_share: {
		measure: ({ lateness, isYear }) => ({ value: latePercent(lateness), figures: [lateness.late, lateness.due, isYear ? YEAR : WHOLE_HISTORY] }),
		describe: ([late, due, isYear]) => {
			if (due === 0) return 'Nenhuma fatura venceu nem foi paga até agora.';
			if (late === 0) return `Pagou em dia ${portion(due, due)} ${period(isYear)}.`;
			return `Pagou com atraso, ou ainda deve, ${portion(late, due)} ${period(isYear)} (${decimal((100 * late) / due)}%).`;
		},
	},
	mean_days: {
		measure: ({ lateness, isYear }) => ({ value: meanDays(lateness), figures: [lateness.days, lateness.due, isYear ? YEAR : WHOLE_HISTORY] }),
		describe: ([late, due, isYear]) => (late === 0 ? 'Nenhum dia de atraso.' : `Atraso médio de ${decimalDays(late / due)}, contando ${portion(due, due)} ${period(isYear)}.`),
	},
	worst_delay: {
		measure: ({ lateness, isYear }) => ({ value: lateness.worst, figures: [lateness.worst, isYear ? YEAR : WHOLE_HISTORY] }),
		describe: ([worst, isYear]) => (worst === 0 ? 'Nenhum atraso.' : `O maior atraso ${period(isYear)} foi de ${days(worst)}.`),
	},
	recent_late_share: {
		measure: ({ history: { lateness } }) => ({ value: latePercent(lateness.recent), figures: [lateness.recent.late, lateness.recent.due] }),
		describe: ([late, due]) => (due === 0 ? 'Nenhuma fatura venceu nos últimos 6 meses.' : `Dos últimos 6 meses, ${lateOf(late, due)} (${decimal((100 * late) / due)}%).`),
	},
	overdue_age: {
		measure: ({ history: { overdue } }) => ({ value: overdue.oldestDays, figures: [overdue.oldestDays] }),
		describe: ([oldest]) => (oldest === 0 ? 'Nenhuma fatura vencida hoje.' : `A fatura vencida mais antiga está há ${days(oldest)} em atraso.`),
	},
	overdue_count: {
		measure: ({ history: { overdue } }) => ({ value: overdue.count, figures: [overdue.count] }),
		describe: ([count]) => (count === 0 ? 'Nenhuma fatura vencida hoje.' : `${counted(count, 'fatura vencida', 'faturas vencidas')} hoje.`),
	},
	overdue_amount: {
		measure: ({ history: { overdue, revenue } }) => ({ value: overdueShare(overdue.cents, revenue.cents), figures: [overdue.cents, revenue.cents] }),
		describe: ([overdue, revenue]) => {
			if (overdue === 0) return 'Nenhum valor vencido hoje.';
			if (revenue === 0) return `${reais(overdue)} vencidos hoje, e nada faturado nos últimos 12 meses.`;
			return `${reais(overdue)} vencidos hoje, ${decimal((100 * overdue) / revenue)}% dos ${reais(revenue)} faturados nos últimos 12 meses.`;
		},
	},
	broken_promises: {
		measure: ({ history: { promises } }) => ({ value: promises.brokenInYear, figures: [promises.brokenInYear] }),
		describe: ([broken]) => (broken === 0 ? 'Nenhuma promessa deixou de ser cumprida nos últimos 12 meses.' : `${counted(broken, 'promessa de pagamento não cumprida', 'promessas de pagamento não cumpridas')} nos últimos 12 meses.`),
	},
	broken_agreements: {
		measure: ({ history: { agreements } }) => ({ value: agreements.broken, figures: [agreements.broken] }),
		describe: ([broken]) => (broken === 0 ? 'Nenhum acordo rompido.' : `${counted(broken, 'acordo rompido', 'acordos rompidos')}.`),
	},
	limit_exceeded: {
		measure: ({ history: { open, creditLimit } }) => ({ value: excess(open.cents, creditLimit.cents), figures: creditLimit.cents === null ? [] : [open.cents, creditLimit.cents] }),
		describe: ([open, limit]) => {
			if (limit === undefined) return 'Sem limite de crédito definido.';
			return open > limit ? `Deve ${reais(open)}, acima do limite de crédito de ${reais(limit)}.` : `Dentro do limite de crédito de ${reais(limit)}.`;
		},
	},
	limit_expired: {
		measure: ({ history: { creditLimit } }, today) => ({
			value: creditLimit.until !== null && creditLimit.until < today ? 1 : 0,
			figures: creditLimit.until === null ? [] : [creditLimit.until < today ? 1 : 0, dayNumber(creditLimit.until)],
		}),
		describe: ([expired, until]) => (until === undefined ? 'Sem prazo para o limite de crédito.' : `Limite de crédito ${expired ? 'vencido em' : 'válido até'} ${formatDay(dayFromNumber(until))}.`),
	},
	bureau_restricted: {
		measure: ({ history: { bureau } }) => ({ value: bureau?.restricted ? 1 : 0, figures: bureau === null ? [] : [bureau.restricted === null ? NOT_TOLD : Number(bureau.restricted), dayNumber(bureau.answeredOn)] }),
		describe: ([restricted, on]) => {
			if (on === undefined) return 'Sem consulta a bureau de crédito.';
			const when = `na consulta ao bureau de crédito de ${formatDay(dayFromNumber(on))}`;
			return restricted === NOT_TOLD ? `Sem resposta sobre restrições ${when}.` : `${restricted === 1 ? 'Com restrição' : 'Sem restrição'} ${when}.`;
		},
	},
	relationship: {
		measure: ({ history: { customerSince }, relationshipDays }) => ({ value: relationshipDays === null ? null : Math.max(0, relationshipDays), figures: customerSince === null ? [] : [dayNumber(customerSince)] }),
		describe: ([since]) => (since === undefined ? 'Não se sabe desde quando é cliente.' : `Cliente desde ${formatDay(dayFromNumber(since))}.`),
	},
};

/** A bureau that was asked and does not say whether there are restrictions. */
const NOT_TOLD = 2;

/** What is owed with nothing invoiced in the year is more than all of it. */
const ALL_AND_MORE = 1_000;

function overdueShare(overdueCents: number, revenueCents: number): number {
	if (overdueCents === 0) return 0;
	return revenueCents === 0 ? ALL_AND_MORE : (100 * overdueCents) / revenueCents;
}

/** By how many percent the open balance is over the limit, at least 1 when it is over at all; 0 otherwise. */
function excess(openCents: number, limitCents: number | null): number {
	if (limitCents === null || openCents <= limitCents) return 0;
	return limitCents === 0 ? ALL_AND_MORE : Math.max(1, (100 * (openCents - limitCents)) / limitCents);
}

/** The risk of a payer, 0 (none) to 100, and every row that it comes from, also those without points. */
export function scoreOf(facts: PayerFacts, table: PointsTable, today: Day): { score: number; rows: ScoredRow[] } {
	let sum = 0;
	const rows = POINT_KEYS.map((key) => {
		const { value, figures } = ROWS[key].measure(facts, today);
		const points = pointsFor(table[key], value);
		sum += points;
		return { key, points, maximum: maximumOf(table[key]), figures };
	});
	return { score: Math.min(100, Math.max(0, sum)), rows };
}

/** A row of the score in words. */
export function describeRow({ key, points, maximum, figures }: ScoredRow): ScoreRow {
	return { key, label: POINT_LABELS[key], points, maximum, text: ROWS[key].describe(figures) };
}
