import type { Cents } from '../money/cents';
import { formatCents } from '../money/cents';
import type { CreditFacts } from './facts';
import type { CreditOutcome } from './policy';

/** The down payment of what is asked for: the percentage, half a cent up, so that it and the rest are the whole. */
export function downPaymentCents(requestedCents: Cents, percent: number): Cents {
	return Math.floor((requestedCents * percent + 50) / 100);
}

export interface WorkedOutLimit {
	/** How much may be owed at once; null when there is none, or nothing to work it out from. */
	cents: Cents | null;
	/** What is asked for less the down payment; 0 when that was not told. */
	financedCents: Cents;
	/** How it came about, or why there is none. */
	text: string;
}

/** The limit that an outcome gives, by the facts. */
export function limitOf({ limit, downPaymentPercent = 0 }: CreditOutcome, { requestedCents, own }: CreditFacts): WorkedOutLimit {
	const financedCents = requestedCents === null ? 0 : requestedCents - downPaymentCents(requestedCents, downPaymentPercent);
	if (!limit) return { cents: null, financedCents, text: 'Esta linha não dá limite.' };
	if (limit.kind === 'fixed') return { cents: limit.cents, financedCents, text: `Limite fixo de ${formatCents(limit.cents)}.` };
	if (limit.kind === 'percent_of_requested') {
		if (requestedCents === null) return { cents: null, financedCents, text: 'O limite depende do valor pedido, que não foi dito.' };
		const open = own?.openCents ?? 0;
		const cents = open + shareOf(requestedCents, limit.percent);
		return { cents, financedCents, text: `Limite de ${formatCents(cents)}: ${limit.percent}% do pedido${open > 0 ? ` e os ${formatCents(open)} já em aberto` : ''}.` };
	}
	const monthly = own?.monthlyPurchasesCents ?? null;
	if (monthly === null) return { cents: null, financedCents, text: 'O limite depende das compras dos últimos 12 meses, e não há nenhuma.' };
	const cents = Math.floor(monthly * limit.times);
	return { cents, financedCents, text: `Limite de ${formatCents(cents)}: ${String(limit.times).replace('.', ',')} vezes a média mensal de compras (${formatCents(monthly)}).` };
}

/** What a down payment of the rest leaves, to the cent; of more than the whole, rounded down. */
function shareOf(cents: Cents, percent: number): Cents {
	return percent <= 100 ? cents - downPaymentCents(cents, 100 - percent) : Math.floor((cents * percent) / 100);
}
