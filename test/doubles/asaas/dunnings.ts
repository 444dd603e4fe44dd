import { centsFromDecimal, decimalFromCents } from '../../../core/money/cents.ts';
import { parseDocument } from '../../../core/documents/document.ts';
import type { AsaasAccount } from './account.ts';
import { dueValue } from './amounts.ts';
import { addDays } from './clock.ts';
import { Checks, refuse } from './errors.ts';
import { type Call, filterOf, found, listPage, type Route, textOf } from './http.ts';
import { dunningOf, unpaidStatus } from './life.ts';
import type { Dunning, Payment } from './types.ts';

const FEE = 9.9;
const NEEDED = ['customerName', 'customerCpfCnpj', 'customerPrimaryPhone', 'customerPostalCode', 'customerAddress', 'customerAddressNumber', 'customerProvince'];

/** Why a charge cannot be taken to the credit bureau; null when it can. */
function whyNot(account: AsaasAccount, payment: Payment): string | null {
	if (payment.deleted) return 'A cobrança foi removida.';
	if (dunningOf(account, payment)) return 'Já existe uma negativação para esta cobrança.';
	if (payment.status !== 'OVERDUE') return 'Somente cobranças vencidas podem ser negativadas.';
	if (!account.customers.get(payment.customer)?.cpfCnpj) return 'Para negativar é necessário preencher o CPF ou CNPJ do cliente.';
	return null;
}

function net(value: number): number {
	return decimalFromCents(centsFromDecimal(value) - centsFromDecimal(FEE));
}

function chargeOf({ account, query, body }: Call): Payment {
	const payment = account.payments.get(query.get('payment') ?? textOf(body, 'payment') ?? '');
	if (payment === undefined) throw refuse('invalid_payment', 'Cobrança inválida ou não informada.');
	return payment;
}

function simulate(call: Call): unknown {
	const payment = chargeOf(call);
	const value = dueValue(payment, call.account.today);
	const reason = whyNot(call.account, payment);
	return {
		payment: payment.id,
		value,
		typeSimulations: [
			{
				type: 'CREDIT_BUREAU',
				isAllowed: reason === null,
				notAllowedReason: reason,
				feeValue: FEE,
				netValue: net(value),
				startDate: reason === null ? addDays(call.account.today, 1) : null,
			},
		],
	};
}

function isDocument(text: string): boolean {
	try {
		parseDocument(text);
		return true;
	} catch {
		return false;
	}
}

function create(call: Call): Dunning {
	const { account, body } = call;
	const payment = chargeOf(call);
	const checks = new Checks();
	checks.that(body.type === 'CREDIT_BUREAU', 'invalid_type', 'O tipo de negativação informado é inválido.');
	for (const field of NEEDED) checks.given(body, field);
	const document = textOf(body, 'customerCpfCnpj');
	if (document !== null) checks.that(isDocument(document), 'invalid_customerCpfCnpj', 'O CPF/CNPJ informado é inválido.');
	checks.done();
	const reason = whyNot(account, payment);
	if (reason !== null) throw refuse('invalid_action', reason);
	const value = dueValue(payment, account.today);
	const dunning: Dunning = {
		id: account.random.uuid(),
		dunningNumber: account.dunnings.size + 1,
		status: 'PENDING',
		type: 'CREDIT_BUREAU',
		payment: payment.id,
		requestDate: account.today,
		description: textOf(body, 'description'),
		value,
		feeValue: FEE,
		netValue: net(value),
		receivedInCashFeeValue: 0,
		denialReason: null,
		cancellationFeeValue: 0,
		canBeCancelled: true,
		cannotBeCancelledReason: null,
		isNecessaryResendDocumentation: false,
	};
	account.dunnings.set(dunning.id, dunning);
	payment.status = 'DUNNING_REQUESTED';
	account.emit('PAYMENT_DUNNING_REQUESTED', payment);
	return dunning;
}

/** The charge goes back to what it was: owed, and late. */
function release(account: AsaasAccount, dunning: Dunning, changes: Partial<Dunning>): void {
	Object.assign(dunning, changes, { canBeCancelled: false });
	const payment = account.payments.get(dunning.payment);
	if (payment?.status === 'DUNNING_REQUESTED') payment.status = unpaidStatus(account, payment);
}

function cancel({ account, id }: Call): Dunning {
	const dunning = found(account.dunnings, id);
	if (!dunning.canBeCancelled) throw refuse('invalid_action', dunning.cannotBeCancelledReason ?? 'Esta negativação não pode ser cancelada.');
	release(account, dunning, { status: 'CANCELLED' });
	return dunning;
}

/** The bureau has written the debt down. */
export function processDunning(dunning: Dunning): void {
	dunning.status = 'PROCESSED';
}

/** The gateway turns the request down. */
export function denyDunning(account: AsaasAccount, dunning: Dunning, reason: string): void {
	release(account, dunning, { status: 'DENIED', denialReason: reason });
}

const FILTERS = {
	status: (dunning: Dunning, wanted: string) => dunning.status === wanted,
	type: (dunning: Dunning, wanted: string) => dunning.type === wanted,
	payment: (dunning: Dunning, wanted: string) => dunning.payment === wanted,
	requestStartDate: ({ requestDate }: Dunning, wanted: string) => requestDate >= wanted,
	requestEndDate: ({ requestDate }: Dunning, wanted: string) => requestDate <= wanted,
};

export const DUNNING_ROUTES: readonly Route[] = [
	['POST', '/paymentDunnings/simulate', simulate],
	['POST', '/paymentDunnings', create],
	['GET', '/paymentDunnings', ({ account, query }) => listPage(account.dunnings, query, filterOf(query, FILTERS))],
	['GET', '/paymentDunnings/:id', ({ account, id }) => found(account.dunnings, id)],
	['POST', '/paymentDunnings/:id/cancel', cancel],
];
