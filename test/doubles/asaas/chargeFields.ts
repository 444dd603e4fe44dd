import { isDay } from '../../../core/calendar/day.ts';
import type { AsaasAccount } from './account.ts';
import { termsOf } from './charge.ts';
import { Checks } from './errors.ts';
import { type Body, textOf } from './http.ts';
import { BILLING_TYPES, type BillingType, type Terms } from './types.ts';

const LEAST = 5;
const LONGEST_DESCRIPTION = 500;

/** Discount, fine and interest of a body; those that it does not name are left out. */
export function termsIn(body: Body): Partial<Terms> {
	const all = termsOf(body);
	return Object.fromEntries(Object.entries(all).filter(([name]) => body[name] !== undefined && body[name] !== null));
}

export function checkDescription(checks: Checks, body: Body): void {
	checks.that((textOf(body, 'description') ?? '').length <= LONGEST_DESCRIPTION, 'invalid_description', `A descrição deve ter no máximo ${LONGEST_DESCRIPTION} caracteres.`);
}

export function checkValue(checks: Checks, value: number | undefined, { discount }: Partial<Terms> = {}): void {
	if (value === undefined) return;
	const off = discount?.type === 'PERCENTAGE' ? (value * discount.value) / 100 : (discount?.value ?? 0);
	checks.that(value - off >= LEAST, 'invalid_value', 'O valor da cobrança menos o valor do desconto não pode ser menor que R$ 5,00.');
}

export function checkDueDate(checks: Checks, account: AsaasAccount, dueDate: string | null, field = 'dueDate'): void {
	if (dueDate === null) return;
	const isReal = isDay(dueDate);
	checks.that(isReal, `invalid_${field}`, 'A data de vencimento é inválida.');
	if (isReal) checks.that(dueDate >= account.today, `invalid_${field}`, 'A data de vencimento não pode ser inferior à hoje');
}

/** What a new charge, installment plan and subscription have to say alike. */
export function checkNew(checks: Checks, account: AsaasAccount, body: Body): { customer: string; billingType: BillingType } {
	const customer = account.customers.get(textOf(body, 'customer') ?? '');
	checks.that(customer !== undefined && !customer.deleted, 'invalid_customer', 'Customer inválido ou não informado.');
	if (customer) {
		checks.that(customer.cpfCnpj !== null, 'invalid_customer.cpfCnpj', 'Para criar esta cobrança é necessário preencher o CPF ou CNPJ do cliente.');
	}
	if (checks.given(body, 'billingType')) {
		checks.that(BILLING_TYPES.includes(body.billingType as BillingType), 'invalid_billingType', 'A forma de pagamento informada é inválida.');
	}
	checkDescription(checks, body);
	return { customer: customer?.id ?? '', billingType: body.billingType as BillingType };
}
