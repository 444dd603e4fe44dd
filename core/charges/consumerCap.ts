import { formatCents, type Cents } from '../money/cents';
import { ChargesError } from './ChargesError';
import { formatRate, MICRO, PERCENT_DIVISOR } from './rate';
import type { Fine } from './terms';

/** CDC art. 52 §1: at most 2% of the instalment. */
const CONSUMER_FINE = 2 * MICRO;

/** Throws a {@link ChargesError} when a fine is above what a consumer may be charged for an instalment of `amountCents`. */
export function refuseConsumerFine(fine: Fine, amountCents: Cents): void {
	if (fine.kind === 'none') return;
	const tooMuch = fine.kind === 'percent' ? fine.rate > CONSUMER_FINE : fine.cents * (PERCENT_DIVISOR / CONSUMER_FINE) > amountCents;
	if (!tooMuch) return;
	const told = fine.kind === 'percent' ? formatRate(fine.rate) : `${formatCents(fine.cents)} sobre ${formatCents(amountCents)}`;
	throw new ChargesError(
		'fine',
		fine.kind === 'percent' ? fine.rate / MICRO : fine.cents / 100,
		`A multa de ${told} passa de 2%, o máximo para consumidor (CDC art. 52 §1). Reduza a multa na Cobrança Account ou na fatura; se o cliente é empresa, informe o CNPJ dele.`,
	);
}
