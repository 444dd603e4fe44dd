import { cancelCharge } from '../../../../core/gateway/commands';
import { chosenGateway } from '../../../shared/gatewayField';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { eachCharge } from '../../eachCharge';

export const cancelOperation: Operation = {
	name: 'Cancel',
	action: 'Cancel charges',
	description: 'Delete each charge at the gateway: its boleto and Pix can no longer be paid, and the régua leaves the invoice alone',
	fields: INVOICE_NUMBER_FIELDS,
	async execute(context, items) {
		const connected = await chosenGateway(this);
		return await eachCharge(this, context, items, connected, async ({ chargeId }) => {
			await cancelCharge(context.ledger, connected.gateway, chargeId, () => new Date());
			return {};
		});
	},
};
