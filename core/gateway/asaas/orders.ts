import { NO_TERMS, termsOf } from '../../charges';
import { decimalFromCents } from '../../money/cents';
import type { ApiClient } from '../ApiClient';
import type { BillingType, ChargeOrder, GatewaySubscription, SubscriptionOrder } from '../Gateway';
import { GatewayError } from '../GatewayError';
import { isJson, pageIn, textIn } from './json';
import { termsFor } from './terms';

const BILLING: Readonly<Record<BillingType, string>> = { boleto: 'BOLETO', pix: 'PIX', card: 'CREDIT_CARD', any: 'UNDEFINED' };

/** Asks for a charge, and answers with what the API makes of it. */
export async function postCharge(api: ApiClient, order: ChargeOrder): Promise<{ body: unknown; askedAt: number }> {
	return await api.call('POST', '/payments', { body: { ...common(order), value: decimalFromCents(order.amountCents), dueDate: order.dueDate } });
}

export async function postSubscription(api: ApiClient, order: SubscriptionOrder): Promise<GatewaySubscription> {
	const { body } = await api.call('POST', '/subscriptions', {
		body: {
			...common(order),
			value: decimalFromCents(order.amountCents),
			nextDueDate: order.dueDate,
			// The API's words are ours in capitals.
			cycle: order.cycle.toUpperCase(),
			...(order.count === null ? {} : { maxPayments: order.count }),
		},
	});
	return subscriptionFrom(body);
}

export async function findSubscriptions(api: ApiClient, reference: string): Promise<GatewaySubscription[]> {
	const { body } = await api.get('/subscriptions', { query: { externalReference: reference, limit: 100, offset: 0 } });
	return pageIn(body).data.filter((entry) => isJson(entry) && entry.externalReference === reference && entry.deleted !== true).map(subscriptionFrom);
}

function common(order: ChargeOrder): Record<string, unknown> {
	return {
		customer: order.customerId,
		billingType: BILLING[order.billing],
		...(order.description === null ? {} : { description: order.description }),
		externalReference: order.reference,
		// A letter by post would be a message of theirs beside ours, and costs.
		postalService: false,
		...termsFor(termsOf(NO_TERMS, order.terms)),
	};
}

function subscriptionFrom(body: unknown): GatewaySubscription {
	const id = isJson(body) ? textIn(body, 'id') : null;
	if (!isJson(body) || id === null) throw new GatewayError('unclear', 'O Asaas respondeu sem dizer qual é a assinatura. Confira no painel dele.');
	return { id, nextDueDate: textIn(body, 'nextDueDate')?.slice(0, 10) ?? '' };
}
