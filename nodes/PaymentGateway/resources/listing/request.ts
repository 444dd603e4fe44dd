import type { IDataObject } from 'n8n-workflow';
import type { GatewayListing } from '../../../../core/gateway/Gateway';
import { LiveStatus } from '../../../../core/gateway/liveStatus';
import { gatewayProvider } from '../../../../core/listing/gatewayProvider';
import { requestListing } from '../../../../core/listing/requestListing';
import { whyNotListed } from '../../../../core/listing/guards';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { decimalFromCents } from '../../../../core/money/cents';
import { chosenGateway } from '../../../shared/gatewayField';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import { ADDRESS_FIELD, addressOf, refuseIncomplete } from '../../../shared/listingAddress';
import { LISTING_POLICY_FIELD, readListingPolicy } from '../../../shared/listingPolicy';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';
import { eachCharge } from '../../eachCharge';

export const requestOperation: Operation = {
	name: 'Request',
	action: 'Request listings at a credit bureau',
	description: 'Ask the gateway to list each overdue charge at a credit bureau (negativação), once every guard of the law holds. The same as Credit Bureau → Listing → Request.',
	fields: [
		{
			displayName: 'The gateway asks a fee for each listing. Without a notice whose delivery is proven nothing is asked for (CDC art. 43 §2): record it in Credit Bureau → Listing → Record Notice. There you also see all guards, and when a listing must come back.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...INVOICE_NUMBER_FIELDS,
		ADDRESS_FIELD,
		{ displayName: 'Description', name: 'description', type: 'string', default: '', placeholder: 'Mensalidade de novembro' },
		LISTING_POLICY_FIELD,
	],
	async execute(context, items) {
		const connected = await chosenGateway(this);
		const { gateway, definition } = connected;
		const columns = (this.getNodeParameter('addressColumns', 0, {}) ?? {}) as Record<string, string>;
		const settings = {
			policy: readListingPolicy(this.getNodeParameter('guards', 0, {})),
			provider: gatewayProvider(gateway, definition.label),
			live: new LiveStatus(new Map([[gateway.name, gateway]])),
			today: context.today,
			calendar: context.calendar,
			timeZone: context.account.timeZone,
			clock: () => new Date(),
		};
		return await eachCharge(this, context, items, connected, async ({ index, invoice }, json) => {
			const description = textOf(this.getNodeParameter('description', index, ''), 'Description') || null;
			const result = await requestListing(
				context.ledger,
				{ invoiceId: invoice.id, description, address: addressOf(json, columns), prepare: (now) => refuseIncomplete(now, json, columns) },
				settings,
			);
			if (result.kind === 'guarded') throw new LedgerError('invalid', `A fatura ${invoice.number} não foi negativada. ${whyNotListed(result.guards)}`);
			return { listing: { id: result.listingId, state: result.state, detail: result.detail, removal: result.removal as IDataObject | null } };
		});
	},
};

/** A listing as an item carries it. */
export function listingItem({ id, status, feeCents }: GatewayListing): IDataObject {
	return { id, status, fee: feeCents === null ? null : decimalFromCents(feeCents) };
}
