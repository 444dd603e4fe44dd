import { sql } from 'kysely';
import { inTransaction, type Ledger, type LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import { isAbandoned, WORKER_ID } from '../worker';

/** Longer than one request may take with all its tries. */
const LEASE_MS = 10 * 60_000;

/**
 * Takes the right to ask a gateway for the charge of this reference, in a committed transaction, before it is asked.
 * Throws a LedgerError while another execution is at it. One whose end is not known is taken over: whoever has the
 * right must look for the charge at the gateway before asking for it.
 */
export async function takeOrder(ledger: Ledger, order: { gateway: string; reference: string; invoiceId: number | null }, now: Date): Promise<void> {
	while (!(await inTransaction(ledger, async (db) => await tryToTake(db, order, now))));
}

/** False when whoever had the order ended it between our two looks at it: it is there to be taken. */
async function tryToTake(db: LedgerDb, { gateway, reference, invoiceId }: { gateway: string; reference: string; invoiceId: number | null }, now: Date): Promise<boolean> {
	const mine = { worker: WORKER_ID, lease_until: leaseFrom(now) };
	const inserted = await db
		.insertInto('gateway_orders')
		.values({ gateway, reference, invoice_id: invoiceId, ...mine })
		.onConflict((conflict) => conflict.columns(['gateway', 'reference']).doNothing())
		.returning('reference')
		.executeTakeFirst();
	if (inserted) return true;
	const row = await db.updateTable('gateway_orders').set({ worker: sql.ref('worker') }).where('gateway', '=', gateway).where('reference', '=', reference).returningAll().executeTakeFirst();
	if (!row) return false;
	const isFree = row.worker === '' || isAbandoned(row.worker, row.lease_until, now.toISOString());
	if (!isFree) throw new LedgerError('invalid', `A cobrança de ${reference} está sendo criada por outra execução. Espere ela terminar.`);
	await db.updateTable('gateway_orders').set(mine).where('gateway', '=', gateway).where('reference', '=', reference).execute();
	return true;
}

/** Keeps the right to ask, right before it is used. Throws a LedgerError when another execution has taken it over meanwhile. */
export async function renewOrder(ledger: Ledger, { gateway, reference }: { gateway: string; reference: string }, now: Date): Promise<void> {
	const { numUpdatedRows } = await ledger.db
		.updateTable('gateway_orders')
		.set({ lease_until: leaseFrom(now) })
		.where('gateway', '=', gateway)
		.where('reference', '=', reference)
		.where('worker', '=', WORKER_ID)
		.executeTakeFirst();
	if (Number(numUpdatedRows) === 0) throw new LedgerError('invalid', `A cobrança de ${reference} demorou e foi assumida por outra execução.`);
}

/** Ends an order: it was made or refused. With `unclear` it stays, free to be taken over, since it may have been made. */
export async function endOrder(ledger: Ledger, { gateway, reference }: { gateway: string; reference: string }, outcome: 'known' | 'unclear'): Promise<void> {
	if (outcome === 'unclear') await ledger.db.updateTable('gateway_orders').set({ worker: '' }).where('gateway', '=', gateway).where('reference', '=', reference).where('worker', '=', WORKER_ID).execute();
	else await ledger.db.deleteFrom('gateway_orders').where('gateway', '=', gateway).where('reference', '=', reference).where('worker', '=', WORKER_ID).execute();
}

function leaseFrom(now: Date): string {
	return new Date(now.getTime() + LEASE_MS).toISOString();
}
