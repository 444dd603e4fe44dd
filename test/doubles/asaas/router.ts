import type { AsaasAccount } from './account.ts';
import { CUSTOMER_ROUTES } from './customers.ts';
import { DUNNING_ROUTES } from './dunnings.ts';
import { notFound } from './errors.ts';
import type { Body, Handler, Route } from './http.ts';
import { INSTALLMENT_ROUTES } from './installments.ts';
import { PAYMENT_ROUTES } from './payments.ts';
import { SUBSCRIPTION_ROUTES } from './subscriptions.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

const RECEIVED = new Set(['RECEIVED', 'DUNNING_RECEIVED']);

/** Small questions about the account itself; the first one is what a credential is tested with. */
const ACCOUNT_ROUTES: readonly Route[] = [
	['GET', '/myAccount/status', ({ account: { id } }) => ({ id, commercialInfo: 'APPROVED', bankAccountInfo: 'APPROVED', documentation: 'APPROVED', general: 'APPROVED' })],
	[
		'GET',
		'/myAccount/commercialInfo',
		({ account: { name, cpfCnpj, postalCode } }) => ({ status: 'APPROVED', personType: 'JURIDICA', cpfCnpj, name, companyName: name, tradingName: name, postalCode }),
	],
	['GET', '/myAccount/accountNumber', () => ({ agency: '0001', account: '1234567', accountDigit: '8' })],
	[
		'GET',
		'/finance/balance',
		({ account }) => {
			let cents = 0;
			for (const { status, netValue } of account.payments.values()) if (RECEIVED.has(status)) cents += Math.round(netValue * 100);
			return { balance: cents / 100 };
		},
	],
];

const ROUTES = [ACCOUNT_ROUTES, CUSTOMER_ROUTES, DUNNING_ROUTES, INSTALLMENT_ROUTES, PAYMENT_ROUTES, SUBSCRIPTION_ROUTES, WEBHOOK_ROUTES].flat();

const HANDLERS: ReadonlyArray<{ method: string; pattern: RegExp; handler: Handler }> = ROUTES.map(([method, path, handler]) => ({
	method,
	pattern: new RegExp(`^${path.replace(':id', '([^/]+)')}/?$`),
	handler,
}));

/** What the API answers to a request that may ask. Throws an ApiError where it refuses. */
export function answer(account: AsaasAccount, method: string, path: string, query: URLSearchParams, body: Body): unknown {
	for (const { method: own, pattern, handler } of HANDLERS) {
		const match = own === method ? pattern.exec(path) : null;
		if (match) return handler({ account, id: decodeURIComponent(match[1] ?? ''), query, body });
	}
	throw notFound();
}
