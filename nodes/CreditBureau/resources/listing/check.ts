import type { INodeExecutionData } from 'n8n-workflow';
import { listingGuards, mayBeListed, whyNotListed } from '../../../../core/listing/guards';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import { readListingFacts } from '../../../../core/ledger/listing/facts';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import { LISTING_POLICY_FIELD, readListingPolicy } from '../../../shared/listingPolicy';
import type { Operation } from '../../../shared/operation';
import { invoicesOfItems } from './invoicesOfItems';

export const checkOperation: Operation = {
	name: 'Check Guards',
	action: 'Check whether invoices may be listed',
	description: 'Tell of each invoice whether it may be listed today, and why not. Asks nobody and writes nothing.',
	fields: [...INVOICE_NUMBER_FIELDS, LISTING_POLICY_FIELD],
	async execute(context, items) {
		const { ledger, today, calendar, account } = context;
		const policy = readListingPolicy(this.getNodeParameter('guards', 0, {}));
		const { found, problems } = await invoicesOfItems(this, context, items);
		const facts = await readListingFacts(ledger.db, ledger.engine, found.map(({ invoice }) => invoice.id), account.timeZone);
		const may: INodeExecutionData[] = [];
		const mayNot: INodeExecutionData[] = [];
		for (const { index, invoice } of found) {
			const known = facts.get(invoice.id);
			if (!known) throw new Error(`invoice ${invoice.id} vanished`);
			const guards = listingGuards(known, policy, today, calendar, { kind: known.gateway === null ? 'none' : 'later' });
			const ok = mayBeListed(guards);
			const json = { ...items[index].json, ...toItem(invoice, today), guards: { mayBeListed: ok, text: ok ? 'Pode ser negativada.' : whyNotListed(guards), all: guards } };
			(ok ? may : mayNot).push({ json: json as unknown as INodeExecutionData['json'], pairedItem: { item: index } });
		}
		return [may, mayNot, problems];
	},
};
