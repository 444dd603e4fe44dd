import type { Cents } from '../money/cents';
import { reais } from '../words';
import type { Importance } from './profiles';

/** How far the ABC curve goes: A are the largest customers that together bring up to `upToA` percent of the revenue. */
export interface AbcSettings {
	/** Percent of the revenue, 0 to 100. */
	upToA: number;
	upToB: number;
}

export const DEFAULT_ABC: AbcSettings = { upToA: 80, upToB: 95 };

/** What a customer brought in the last 12 months. */
export interface CustomerRevenue {
	customerId: number;
	cents: Cents;
}

/**
 * The ABC curve: customers by revenue, largest first, are A as long as those before them bring less than `upToA`
 * percent of all, then B in the same way; so the one that crosses the mark still belongs, and a single customer is A.
 * Who brought nothing is C. Equal revenues stand in the order of their ids, whatever order they come in.
 */
export function importances(revenues: readonly CustomerRevenue[], { upToA, upToB }: AbcSettings): Map<number, Importance> {
	const total = revenues.reduce((sum, { cents }) => sum + Math.max(0, cents), 0);
	const bySize = [...revenues].sort((one, other) => other.cents - one.cents || one.customerId - other.customerId);
	const found = new Map<number, Importance>();
	let before = 0;
	for (const { customerId, cents } of bySize) {
		found.set(customerId, cents <= 0 ? 'C' : importanceAt(before, total, { upToA, upToB }));
		before += Math.max(0, cents);
	}
	return found;
}

/** The importance of the customer before whom larger ones bring `before` of `total` cents. */
export function importanceAt(before: Cents, total: Cents, { upToA, upToB }: AbcSettings): Importance {
	if (before * 100 < total * upToA) return 'A';
	return before * 100 < total * upToB ? 'B' : 'C';
}

const PLACES: Readonly<Record<Importance, string>> = { A: 'dos clientes que trazem a maior parte do faturamento', B: 'dos que vêm logo depois dos maiores', C: 'dos que trazem pouco do faturamento' };

/** Why a customer has its importance, for people; null is for one of whom that was never worked out. */
export function describeImportance(importance: Importance | null, { revenueCents, basis }: { revenueCents: Cents; basis: 'ledger' | 'items' }): string {
	if (importance === null) return 'Importância C: a carteira ainda não foi classificada por inteiro (Portfolio → Reclassify).';
	const invoiced = revenueCents > 0 ? `${reais(revenueCents)} faturados em 12 meses` : 'nada faturado em 12 meses';
	return `Importância ${importance}: ${invoiced}, ${PLACES[importance]}${basis === 'items' ? ', entre os que chegaram' : ''}.`;
}

/** @throws RangeError, in the operator's words, when the cut-offs are not percentages in order. */
export function checkAbc({ upToA, upToB }: AbcSettings): void {
	if (!(upToA > 0 && upToA <= upToB && upToB <= 100)) {
		throw new RangeError(`A curva ABC vai até ${upToA}% (A) e ${upToB}% (B) do faturamento: use percentuais de 0 a 100, o de A maior que zero e menor ou igual ao de B.`);
	}
}
