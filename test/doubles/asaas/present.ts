import { decimalFromCents } from '../../../core/money/cents.ts';
import { lateCents } from './amounts.ts';
import type { Payment } from './types.ts';

const OWED_LATE: ReadonlySet<string> = new Set(['OVERDUE', 'DUNNING_REQUESTED']);
/** Not in an answer at all where a charge has none; all other fields are there as null. */
const LEFT_OUT = ['subscription', 'installment', 'confirmedDate', 'pixQrCodeId', 'chargeback'] as const;

/** A charge as answers and events tell it on a day: a late one with its fine and interest up to then. */
export function present(payment: Payment, day: string): Partial<Payment> {
	const shown: Partial<Payment> = { ...payment };
	for (const field of LEFT_OUT) if (shown[field] === null) delete shown[field];
	if (payment.billingType !== 'BOLETO' && payment.billingType !== 'UNDEFINED') delete shown.canBePaidAfterDueDate;
	if (OWED_LATE.has(payment.status)) shown.interestValue = decimalFromCents(lateCents(payment, day)) || null;
	return shown;
}
