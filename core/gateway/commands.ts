import type { Day } from '../calendar/day';
import { applyCharges } from '../ledger/gateway/applyCharges';
import { orderOfCommand } from '../ledger/gateway/order';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import { LedgerError } from '../ledger/LedgerError';
import type { InvoiceRow } from '../ledger/schema';
import type { Cents } from '../money/cents';
import type { Gateway, GatewayCharge, Reading } from './Gateway';

/** The gateway's id of an invoice's charge. Throws a LedgerError when the invoice has none there. */
export function chargeIdOf({ number, gateway, gateway_id }: Pick<InvoiceRow, 'number' | 'gateway' | 'gateway_id'>, name: string, label: string): string {
	if (gateway !== name || gateway_id === null) throw new LedgerError('invalid', `A fatura ${number} não tem cobrança no ${label}.`);
	return gateway_id;
}

/** Deletes an invoice's charge at the gateway: its boleto and Pix can no longer be paid, and the régua leaves it alone. */
export async function cancelCharge(ledger: Ledger, gateway: Gateway, chargeId: string, clock: () => Date): Promise<void> {
	await applyAnswer(ledger, gateway, await gateway.cancelCharge(chargeId), clock);
}

/** Tells the gateway that a charge was paid past it, in cash or by transfer. */
export async function receiveInCash(ledger: Ledger, gateway: Gateway, chargeId: string, payment: { cents: Cents; paidOn: Day }, clock: () => Date): Promise<void> {
	await applyAnswer(ledger, gateway, await gateway.receiveInCash(chargeId, payment), clock);
}

async function applyAnswer(ledger: Ledger, gateway: Gateway, { value: charge, readAt }: Reading<GatewayCharge>, clock: () => Date): Promise<void> {
	await inTransaction(ledger, async (db) => await applyCharges(db, ledger.engine, gateway.name, [{ charge, order: orderOfCommand(readAt) }], clock().toISOString()));
}
