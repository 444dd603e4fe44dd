import type { IDataObject } from 'n8n-workflow';
import { gatewayProvider } from '../../../../core/listing/gatewayProvider';
import { removeListing } from '../../../../core/listing/removeListing';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { listingsOfInvoices } from '../../../../core/ledger/listing/listListings';
import { chosenGateway } from '../../../shared/gatewayField';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { eachCharge } from '../../eachCharge';
import { listingItem } from './request';

export const cancelOperation: Operation = {
	name: 'Cancel',
	action: 'Cancel listings at a credit bureau',
	description: 'Take back the listing (negativação) of each charge, for whoever has paid or come to an agreement',
	fields: INVOICE_NUMBER_FIELDS,
	async execute(context, items) {
		const connected = await chosenGateway(this);
		const { gateway, definition } = connected;
		const { ledger, today, calendar } = context;
		return await eachCharge(this, context, items, connected, async ({ invoice, chargeId }) => {
			const known = (await listingsOfInvoices(ledger.db, ledger.engine, [invoice.id])).get(invoice.id);
			if (known?.listing.state === 'listed' && known.listing.provider === gateway.name) {
				const { state, detail } = await removeListing(ledger, known, { provider: gatewayProvider(gateway, definition.label), today, calendar, clock: () => new Date() });
				return { listing: { id: known.listing.id, state, detail } };
			}
			// Listed in the gateway's own panel, or before the ledger kept listings.
			const active = (await gateway.findListings(chargeId)).filter(({ isActive }) => isActive);
			if (active.length === 0) throw new LedgerError('invalid', `A fatura ${invoice.number} não tem negativação em andamento no ${definition.label}.`);
			const cancelled: IDataObject[] = [];
			for (const { id } of active) cancelled.push(listingItem(await gateway.cancelListing(id)));
			return { listing: cancelled[0] };
		});
	},
};
