import { decimalFromCents } from '../money/cents';
import type { ChargeLine, Charges } from './charges';
import { explainLine } from './explain';
import type { LegalRates } from './legalRates';
import { percentOf } from './rate';
import type { Day } from '../calendar/day';

/** One line of an updated amount, in reais and in words. */
export interface ChargeLineItem {
	kind: ChargeLine['kind'];
	label: string;
	/** What the rate is taken of; null for lines without one. */
	base: number | null;
	/** Percent; null for a fixed amount, for the legal rate and for lines without one. */
	rate: number | null;
	per: 'month' | 'day' | 'legal' | null;
	from: Day | null;
	to: Day | null;
	days: number | null;
	/** Negative for discounts and payments. */
	amount: number;
	detail: string;
	rule: string;
}

/** What an invoice amounts to on a day, as n8n items carry it: amounts in decimal reais. */
export interface ChargesItem {
	on: Day;
	payableUntil: Day;
	/** Last day on which paying the total settles the invoice; null when time adds nothing. */
	validUntil: Day | null;
	total: number;
	principal: number;
	fine: number;
	interest: number;
	discount: number;
	overpaid: number;
	lines: ChargeLineItem[];
}

/** Charges as an item carries them. */
export function chargesItem(charges: Charges, legalRates: LegalRates): ChargesItem {
	return {
		on: charges.on,
		payableUntil: charges.payableUntil,
		validUntil: charges.validUntil,
		total: decimalFromCents(charges.totalCents),
		principal: decimalFromCents(charges.principalCents),
		fine: decimalFromCents(charges.fineCents),
		interest: decimalFromCents(charges.interestCents),
		discount: decimalFromCents(charges.discountCents),
		overpaid: decimalFromCents(charges.overpaidCents),
		lines: charges.lines.map((line) => lineItem(line, legalRates)),
	};
}

function lineItem(line: ChargeLine, legalRates: LegalRates): ChargeLineItem {
	const interest = line.kind === 'interest' ? line : null;
	const { label, detail, rule } = explainLine(line, legalRates);
	return {
		kind: line.kind,
		label,
		base: 'baseCents' in line ? decimalFromCents(line.baseCents) : null,
		rate: 'rate' in line && line.rate !== null ? percentOf(line.rate) : null,
		per: interest?.per ?? null,
		from: interest?.from ?? null,
		to: interest?.to ?? null,
		days: interest?.days ?? null,
		amount: decimalFromCents(line.amountCents),
		detail,
		rule,
	};
}
