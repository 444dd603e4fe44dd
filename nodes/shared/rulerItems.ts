import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { toItem, type InvoiceWithCustomer } from '../../core/ledger/invoices/toItem';
import { invoicesByIds } from '../../core/ledger/invoices/listInvoices';
import type { Ledger } from '../../core/ledger/Ledger';
import type { Routed } from '../../core/ruler/combine';
import { reasonText } from '../../core/ruler/reasons';
import type { RulerRun, Skipped } from '../../core/ruler/runRuler';
import { HOLD_REASONS } from '../../core/ruler/types';
import type { NodeContext } from './context';

/** Ids a query reads at a time. */
const BATCH = 5_000;

/** All invoices that a run tells of, by id. */
export async function invoicesOf(ledger: Ledger, run: RulerRun): Promise<Map<number, InvoiceWithCustomer>> {
	const ids = [...run.routed.map(({ facts }) => facts.invoiceId), ...run.skipped.map(({ invoiceId }) => invoiceId)];
	const invoices = new Map<number, InvoiceWithCustomer>();
	for (let start = 0; start < ids.length; start += BATCH) {
		for (const [id, invoice] of await invoicesByIds(ledger.db, ledger.engine, ids.slice(start, start + BATCH))) invoices.set(id, invoice);
	}
	return invoices;
}

/** The item of an invoice that has a step today. */
export function routedItem(context: NodeContext, ruler: string, routed: Routed, invoice: InvoiceWithCustomer, dryRun: boolean): IDataObject {
	const { step, superseded } = routed;
	return {
		...toItem(invoice, context.today),
		step: { ruler, id: step.id, day: step.day, label: step.label, superseded: superseded.map(({ id }) => id) },
		...(dryRun ? { dryRun: true } : {}),
	} as unknown as IDataObject;
}

/** The item of an invoice that was skipped or held, with the reason. */
export function skippedItem(context: NodeContext, skipped: Skipped, invoice: InvoiceWithCustomer): IDataObject {
	return {
		...toItem(invoice, context.today),
		skipped: {
			reason: skipped.reason,
			text: [reasonText(skipped.reason, skipped.step, skipped.nextOn, context.today), whySettled(skipped, invoice)].join(' ').trim(),
			held: HOLD_REASONS.includes(skipped.reason),
			step: skipped.step?.id ?? null,
			nextOn: skipped.nextOn,
		},
	} as unknown as IDataObject;
}

/** What a person or the gateway noted when it was disputed or cancelled. */
function whySettled({ reason }: Skipped, { status_note }: InvoiceWithCustomer): string {
	return reason === 'disputed' || reason === 'cancelled' ? (status_note ?? '') : '';
}

/** The invoice of an id that a run has just told of. */
export function known(invoices: ReadonlyMap<number, InvoiceWithCustomer>, id: number): InvoiceWithCustomer {
	const invoice = invoices.get(id);
	if (!invoice) throw new Error(`invoice ${id} vanished during the run`);
	return invoice;
}

/** The original item's own fields beside ours. */
export function withOriginal(json: IDataObject, original: INodeExecutionData | undefined): IDataObject {
	return original ? { ...original.json, ...json } : json;
}
