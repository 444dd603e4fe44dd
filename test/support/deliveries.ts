import { applyEvents, receiveDelivery } from '../../core/gateway/applyEvents';
import { ASAAS } from '../../core/gateway/asaas';
import type { Gateway } from '../../core/gateway/Gateway';
import { webhookToken } from '../../core/gateway/webhookToken';
import type { Ledger } from '../../core/ledger/Ledger';
import type { AsaasEvent } from '../doubles/asaas';
import { NOON } from './invoices';
import type { Random } from './random';

export const TOKEN = webhookToken('$aact_hmlg_teste', 'https://n8n.example.com/webhook/1');

export interface Delivered {
	body: unknown;
	token: string | string[] | undefined;
}

/** The same events in any order, some more than once, and among them `share` that bring another token than ours. */
export function shuffled(events: readonly AsaasEvent[], random: Random, share: number): Delivered[] {
	const deliveries: Delivered[] = [];
	for (const body of events) for (let times = random.pick([1, 1, 1, 1, 1, 1, 2, 3]); times > 0; times -= 1) deliveries.push({ body, token: TOKEN });
	const tokens = [undefined, '', TOKEN.slice(1), `${TOKEN}x`, `${TOKEN.startsWith('x') ? 'y' : 'x'}${TOKEN.slice(1)}`, TOKEN.toUpperCase(), 'null', [TOKEN]];
	const forged = Math.round((deliveries.length * share) / (1 - share));
	for (let index = 0; index < forged; index += 1) {
		const { id, payment, ...rest } = random.pick(events);
		// What would do harm if it were believed: every charge paid, later than all else.
		deliveries.push({ token: random.pick(tokens), body: { ...rest, event: 'PAYMENT_RECEIVED', id: `${id}9999`, dateCreated: '2029-01-01 00:00:00', payment: { ...payment, status: 'RECEIVED', value: 1 } } });
	}
	return random.shuffled(deliveries);
}

/** Hands deliveries over in batches of up to `batch` between which they are applied; how many were refused. */
export async function deliver(ledger: Ledger, gateway: Pick<Gateway, 'readCustomer'>, deliveries: readonly Delivered[], batch: () => number): Promise<number> {
	let refused = 0;
	let left = batch();
	for (const { body, token } of deliveries) {
		const receipt = await receiveDelivery(ledger, ASAAS, TOKEN, { headers: { 'asaas-access-token': token }, body }, NOON.toISOString());
		if (!receipt.accepted) refused += 1;
		if ((left -= 1) > 0) continue;
		await applyEvents(ledger, ASAAS, gateway, () => NOON);
		left = batch();
	}
	await applyEvents(ledger, ASAAS, gateway, () => NOON);
	return refused;
}
