import { daysBetween } from '../../../core/calendar/day.ts';
import { centsFromDecimal, decimalFromCents } from '../../../core/money/cents.ts';
import { addDays } from './clock.ts';
import type { Payment, Terms } from './types.ts';

type Owed = Pick<Payment, 'value' | 'dueDate'> & Terms;

/** Fine and interest of a charge on a day: interest is simple, percent a month pro rata of 30 days. */
export function lateCents({ value, dueDate, fine, interest }: Owed, day: string): number {
	const days = daysBetween(dueDate, day);
	if (days <= 0) return 0;
	const cents = centsFromDecimal(value);
	const fineCents = fine.type === 'FIXED' ? centsFromDecimal(fine.value) : Math.round((cents * fine.value) / 100);
	return fineCents + Math.round((cents * interest.value * days) / 3000);
}

/** Discount of a charge paid on a day. */
export function discountCents({ value, dueDate, discount }: Owed, day: string): number {
	if (discount.value === 0 || day > addDays(dueDate, -discount.dueDateLimitDays)) return 0;
	const cents = centsFromDecimal(value);
	return discount.type === 'FIXED' ? centsFromDecimal(discount.value) : Math.round((cents * discount.value) / 100);
}

/** What is to be paid on a day. */
export function dueValue(payment: Owed, day: string): number {
	return decimalFromCents(centsFromDecimal(payment.value) + lateCents(payment, day) - discountCents(payment, day));
}

/** What is left of an amount after the gateway's fee. */
export function netValueOf(value: number, isCard: boolean): number {
	const cents = centsFromDecimal(value);
	return decimalFromCents(Math.max(0, isCard ? cents - Math.round(cents * 0.0199) - 49 : cents - 99));
}

/** A total in so many parts; what does not divide is in the last one. */
export function split(total: number, count: number): number[] {
	const cents = centsFromDecimal(total);
	const part = Math.floor(cents / count);
	return Array.from({ length: count }, (_, at) => decimalFromCents(at === count - 1 ? cents - part * (count - 1) : part));
}
