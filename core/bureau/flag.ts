import { formatDay } from '../calendar/formatDay';
import type { Day } from '../calendar/day';
import { formatCents } from '../money/cents';
import type { CreditReport, Restriction } from './CreditReport';

/** The yellow flag: whether somebody stands worse than when it was last looked up (I1). */
export interface Flag {
	changed: boolean;
	/** In Portuguese, whole sentences. */
	text: string;
}

/** Part of the scale that a score must lose to be a reason: 100 of 0–1000. */
const BIG_DROP = 0.1;

/** Compares a new report with the one before it, of the same bureau and product; null when there was none. */
export function flagOf(before: { report: CreditReport; answeredOn: Day } | null, after: CreditReport): Flag {
	if (before === null) return { changed: false, text: 'É a primeira consulta deste documento: não há com o que comparar.' };
	const since = formatDay(before.answeredOn);
	const reasons = worsenings(before.report, after);
	// That nothing is told of restrictions is not that there are none.
	const untold = after.restrictions === null ? ' Se há restrições, desta vez o bureau não disse.' : '';
	if (reasons.length === 0) return { changed: false, text: `Nada piorou desde a consulta de ${since}.${untold}` };
	return { changed: true, text: `Piorou desde a consulta de ${since}: ${reasons.join('; ')}.${untold}` };
}

function worsenings(before: CreditReport, after: CreditReport): string[] {
	const reasons: string[] = [];
	if (after.registration.irregular && !before.registration.irregular) reasons.push(`a situação do documento passou a ${after.registration.status ?? 'irregular'}`);
	for (const restriction of after.restrictions ?? []) reasons.push(...moreOf(before.restrictions, restriction));
	const drop = scoreDrop(before.score, after.score);
	if (drop !== null) reasons.push(drop);
	return reasons;
}

function moreOf(known: CreditReport['restrictions'], { kind, label, count, cents }: Restriction): string[] {
	const amount = cents === null ? '' : `, ${formatCents(cents)}`;
	if (known === null) return [`consta ${label} (${count}${amount}), de que o bureau antes nada dizia`];
	const before = known.find((restriction) => restriction.kind === kind);
	if (before === undefined) return [`apareceu ${label} (${count}${amount})`];
	if (count > before.count) return [`${label} foi de ${before.count} para ${count}${amount}`];
	if (cents !== null && before.cents !== null && cents > before.cents) return [`o valor de ${label} subiu de ${formatCents(before.cents)} para ${formatCents(cents)}`];
	return [];
}

function scoreDrop(before: CreditReport['score'], after: CreditReport['score']): string | null {
	if (before.value === null || after.value === null || before.min !== after.min || before.max !== after.max) return null;
	const isBig = before.value - after.value >= BIG_DROP * (after.max - after.min);
	return isBig ? `o score caiu de ${before.value} para ${after.value}` : null;
}
