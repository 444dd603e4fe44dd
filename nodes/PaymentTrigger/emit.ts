import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { AppliedEvent } from '../../core/gateway/applyEvents';
import { invoicesByIds } from '../../core/ledger/invoices/listInvoices';
import { toItem } from '../../core/ledger/invoices/toItem';
import type { LedgerDb } from '../../core/ledger/Ledger';
import { decimalFromCents } from '../../core/money/cents';
import type { NodeContext } from '../shared/context';
import { choicesOf } from '../shared/values';

const EVERY = 'every';

export const EMIT_FIELD: INodeProperties = {
	displayName: 'Emit',
	name: 'emit',
	type: 'multiOptions',
	options: [
		{ name: 'Cancelled or Refunded', value: 'cancelled' },
		{ name: 'Changed', value: 'updated', description: 'Amount, due date or terms' },
		{ name: 'Disputed', value: 'disputed', description: 'A chargeback, or a card payment in analysis' },
		{ name: 'Every Event', value: EVERY, description: 'Also those that change nothing in the ledger' },
		{ name: 'New', value: 'opened' },
		{ name: 'Paid', value: 'paid' },
		{ name: 'Reopened', value: 'reopened', description: 'A payment was taken back, or a deleted charge restored' },
	],
	default: ['paid'],
	required: true,
	description: 'What the workflow starts for. The ledger is brought up to date by every event, whatever is chosen here.',
};

const CHOICES = ['cancelled', 'updated', 'disputed', EVERY, 'opened', 'paid', 'reopened'] as const;

/** Whether an event starts the workflow, by what it did to its invoice. */
export function readEmit(value: unknown): (event: Pick<AppliedEvent, 'effect'>) => boolean {
	const chosen = choicesOf(value, 'Emit', CHOICES);
	return ({ effect }) => chosen.includes(EVERY) || chosen.some((choice) => choice === effect);
}

/** One item for each event: the invoice as it is now, its customer, and what was told. */
export async function eventItems(db: LedgerDb, { ledger, today }: NodeContext, gateway: string, applied: readonly AppliedEvent[]): Promise<INodeExecutionData[]> {
	const ids = applied.flatMap(({ invoiceId }) => (invoiceId === null ? [] : [invoiceId]));
	const invoices = await invoicesByIds(db, ledger.engine, ids);
	return applied.map(({ event, effect, detail, invoiceId }) => {
		const found = invoiceId === null ? undefined : invoices.get(invoiceId);
		const payment = event.charge?.payment;
		return {
			json: {
				...(found ? toItem(found, today) : { invoice: null, customer: null }),
				...(payment ? { payment: { amount: decimalFromCents(payment.cents), paidOn: payment.paidOn } } : {}),
				event: { id: event.id, type: event.type, effect, detail, happenedAt: event.happenedAt, gateway, chargeId: event.charge?.id ?? null },
			} as unknown as IDataObject,
		};
	});
}
