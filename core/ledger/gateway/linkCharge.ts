import type { GatewayCharge, Reading } from '../../gateway/Gateway';
import type { Engine, LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { Instant } from '../schema';
import { applyCharges, type AppliedCharge } from './applyCharges';
import { invoicesOfCharges } from './chargeRows';
import { orderOfCommand } from './order';

/** Notes that this charge was made for this invoice, and applies what it says. Call inside a transaction. */
export async function linkCharge(db: LedgerDb, engine: Engine, gateway: string, invoiceId: number, { value: charge, readAt }: Reading<GatewayCharge>, at: Instant): Promise<AppliedCharge> {
	const owner = (await invoicesOfCharges(db, engine, gateway, [charge.id])).get(charge.id);
	if (owner && owner.id !== invoiceId) throw new LedgerError('invalid', `A cobrança ${charge.id} já é da fatura ${owner.number}. Confira as duas no gateway.`);
	if (!owner) {
		const { numUpdatedRows } = await db.updateTable('invoices').set({ gateway, gateway_id: charge.id }).where('id', '=', invoiceId).where('gateway_id', 'is', null).executeTakeFirst();
		if (Number(numUpdatedRows) === 0) throw new LedgerError('invalid', `A fatura recebeu outra cobrança enquanto a ${charge.id} era criada. Confira as duas no gateway e exclua a que sobra.`);
	}
	const [applied] = await applyCharges(db, engine, gateway, [{ charge, order: orderOfCommand(readAt) }], at);
	return applied;
}
