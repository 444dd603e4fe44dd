import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { orderCharge, type OrderSettings } from '../../../../core/gateway/orderCharge';
import type { BillingType } from '../../../../core/gateway/Gateway';
import { invoicesByIds } from '../../../../core/ledger/invoices/listInvoices';
import { currentItem } from '../../../shared/currentItem';
import { chosenGateway } from '../../../shared/gatewayField';
import { GatewayWork, outputsOf, type Outcome } from '../../../shared/GatewayWork';
import type { Operation } from '../../../shared/operation';
import { resolveItems } from '../../../shared/resolveInvoices';
import { isRehearsed, rehearsedItem } from '../../../shared/dryRun';
import { BILLING_FIELD } from '../billingField';

/** What rows are imported under that come straight from a sheet, past any other node of ours. */
const SOURCE = 'planilha';

export const createOperation: Operation = {
	name: 'Create',
	action: 'Create charges',
	description: 'Make the charge of each invoice at the gateway, once, with its fine, interest and discount. Rows from a sheet are imported first.',
	fields: [BILLING_FIELD],
	async execute(context, items) {
		const { gateway } = await chosenGateway(this);
		const live = items.map((item, index) => ({ item, index })).filter(({ item }) => !isRehearsed(item.json));
		const { resolved, problems } = await resolveItems(context, live.map(({ item }) => item), { source: SOURCE, keepSource: true, columns: {} });
		const { ledger, today } = context;
		const settings: OrderSettings = { billing: this.getNodeParameter('billing', 0) as BillingType, terms: context.account.terms, today, clock: () => new Date() };
		const invoices = await invoicesByIds(ledger.db, ledger.engine, resolved.map(({ invoiceId }) => invoiceId));
		const tasks = resolved.map(({ index, invoiceId }) => ({ index: live[index].index, invoiceId, customerId: invoices.get(invoiceId)?.customer_id }));
		// A customer's charges one after another: the first may have to make the customer.
		const outcomes = await new GatewayWork().each(tasks, ({ customerId }) => customerId, async ({ index, invoiceId }) => {
			const chargeResult = await orderCharge(ledger, gateway, await findInvoice(ledger.db, { id: invoiceId }), settings);
			return { json: { ...items[index].json, ...(await currentItem(ledger.db, context, invoiceId)), chargeResult } };
		});
		const rehearsed = items.flatMap(({ json }, index) => (isRehearsed(json) ? [{ index, result: { json: rehearsedItem(json) } }] : []));
		const refused = problems.filter(({ severity }) => severity === 'error').map(({ row, reason }): Outcome<never> => ({ index: live[row - 1].index, reason }));
		return outputsOf(items, [...outcomes, ...rehearsed, ...refused]);
	},
};
