import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { LISTING_STATES } from '../../../../core/listing/states';
import { markAbandonedListings } from '../../../../core/ledger/listing/claims';
import { listListings } from '../../../../core/ledger/listing/listListings';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { choicesOf, textOf, wholeOf } from '../../../shared/values';
import { listingItem } from './listingItem';

export const getManyOperation: Operation = {
	name: 'Get Many',
	action: 'List listings',
	description: 'List what was asked to be listed at a bureau and how it stands, newest first',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: [
				{ name: 'Listed', value: 'listed' },
				{ name: 'Refused', value: 'refused', description: 'Never made' },
				{ name: 'Removed', value: 'removed' },
				{ name: 'Removing', value: 'removing', description: 'The removal was asked for and is not confirmed' },
				{ name: 'Requesting', value: 'requesting', description: 'Asked for and not confirmed' },
				{ name: 'Unknown', value: 'unknown', description: 'The answer was lost: look at the bureau and use Confirm' },
			],
			default: [],
			description: 'None selected means any',
		},
		{ displayName: 'Customer', name: 'customer', type: 'string', default: '', description: 'CPF, CNPJ or email; leave empty for all' },
	],
	async execute(context, items) {
		const { ledger, today, calendar } = context;
		await markAbandonedListings(ledger.db, context.now.toISOString());
		const done: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const found = await listListings(ledger.db, ledger.engine, {
				states: choicesOf(this.getNodeParameter('states', index), 'States', LISTING_STATES),
				customer: textOf(this.getNodeParameter('customer', index, ''), 'Customer') || undefined,
				limit: this.getNodeParameter('returnAll', index) ? undefined : wholeOf(this.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 }),
			});
			done.push(...found.map((listing): INodeExecutionData => ({ json: listingItem(listing, today, calendar) as IDataObject, pairedItem: { item: index } })));
		}
		return [done, []];
	},
};
