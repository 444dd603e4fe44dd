import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { chargeIdOf } from '../../core/gateway/commands';
import { excerpt } from '../../core/importing/problems';
import { unknownInvoice, unnamedInvoice } from '../../core/ledger/invoices/findInvoice';
import { findInvoices } from '../../core/ledger/invoices/findInvoices';
import type { InvoiceWithCustomer } from '../../core/ledger/invoices/toItem';
import { LedgerError } from '../../core/ledger/LedgerError';
import type { NodeContext } from '../shared/context';
import { currentItem } from '../shared/currentItem';
import { isRehearsed, rehearsedItem } from '../shared/dryRun';
import type { ConnectedGateway } from '../shared/gateway';
import { GatewayWork, outputsOf, type Outcome } from '../shared/GatewayWork';
import { numberReader } from '../shared/invoiceNumberFields';

/** An item's invoice, and its charge at the gateway. */
export interface ChargeTask {
	index: number;
	invoice: InvoiceWithCustomer;
	chargeId: string;
}

/** The charge of each item, read from the ledger in two statements, and why some have none. */
export async function chargeTasks(functions: IExecuteFunctions, { ledger }: NodeContext, items: readonly INodeExecutionData[], { definition }: ConnectedGateway): Promise<{ tasks: ChargeTask[]; refused: Array<Outcome<never>> }> {
	const reference = numberReader(functions, items);
	const references = items.map(({ json }, index) => reference(json, index));
	const found = await findInvoices(ledger.db, ledger.engine, references);
	const tasks: ChargeTask[] = [];
	const refused: Array<Outcome<never>> = [];
	found.forEach((invoice, index) => {
		try {
			const { number } = references[index];
			if (invoice === null) throw number ? unknownInvoice(excerpt(number)) : unnamedInvoice();
			if (invoice instanceof LedgerError) throw invoice;
			tasks.push({ index, invoice, chargeId: chargeIdOf(invoice, definition.name, definition.label) });
		} catch (error) {
			if (!(error instanceof LedgerError)) throw error;
			refused.push({ index, reason: error.message });
		}
	});
	return { tasks, refused };
}

/** Does something at the gateway about each item's charge, and hands on the invoice as it is afterwards. */
export async function eachCharge(
	functions: IExecuteFunctions,
	context: NodeContext,
	items: readonly INodeExecutionData[],
	connected: ConnectedGateway,
	work: (task: ChargeTask, json: IDataObject) => Promise<IDataObject>,
): Promise<INodeExecutionData[][]> {
	const { tasks, refused } = await chargeTasks(functions, context, items, connected);
	const outcomes = await new GatewayWork().each(tasks, ({ invoice }) => invoice.id, async (task) => {
		const { json } = items[task.index];
		if (isRehearsed(json)) return { json: rehearsedItem(json) };
		const added = await work(task, json);
		return { json: { ...json, ...(await currentItem(context.ledger.db, context, task.invoice.id)), ...added } };
	});
	return outputsOf(items, [...outcomes, ...refused]);
}
