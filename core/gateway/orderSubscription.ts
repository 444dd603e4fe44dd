import type { Day } from '../calendar/day';
import type { ChargeTerms } from '../charges';
import { refuseConsumerFine } from '../charges/consumerCap';
import { mayBeConsumer } from '../ledger/charging';
import { renewOrder, takeOrder } from '../ledger/gateway/orders';
import type { Ledger } from '../ledger/Ledger';
import type { CustomerRow } from '../ledger/schema';
import type { Cents } from '../money/cents';
import type { BillingType, Cycle, Gateway, GatewaySubscription } from './Gateway';
import { ending } from './orderCharge';
import { customerAtGateway } from './orderCustomer';

export interface SubscriptionSettings {
	billing: BillingType;
	amountCents: Cents;
	firstDueDate: Day;
	cycle: Cycle;
	/** How many charges in all; null without end. */
	count: number | null;
	description: string | null;
	/** Names the subscription among those of its customer: the same name twice is the same subscription. */
	name: string;
	terms: ChargeTerms;
	clock: () => Date;
}

/** Makes a customer's subscription at the gateway, once, as `orderCharge` makes a charge. */
export async function orderSubscription(ledger: Ledger, gateway: Gateway, customer: CustomerRow, settings: SubscriptionSettings): Promise<GatewaySubscription & { made: boolean }> {
	if (mayBeConsumer(customer.document)) refuseConsumerFine(settings.terms.fine, settings.amountCents);
	const reference = `assinatura:${customer.document ?? customer.key}:${settings.name}`;
	const order = { gateway: gateway.name, reference, invoiceId: null };
	await takeOrder(ledger, order, settings.clock());
	return await ending(ledger, order, async () => {
		const customerId = await customerAtGateway(ledger, gateway, customer, settings.clock);
		const found = (await gateway.findSubscriptions(reference)).at(0);
		if (found) return { ...found, made: false };
		await renewOrder(ledger, order, settings.clock());
		const { billing, amountCents, firstDueDate: dueDate, cycle, count, description, terms } = settings;
		return { ...(await gateway.createSubscription({ customerId, billing, amountCents, dueDate, cycle, count, description, reference, terms })), made: true };
	});
}
