import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseDocument } from '../../../../core/documents/document';
import { markAbandonedLookups } from '../../../../core/ledger/bureau/abandoned';
import { listLookups, LOOKUP_STATES, type LookupFilter } from '../../../../core/ledger/bureau/listLookups';
import type { NodeContext } from '../../../shared/context';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { choicesOf, textOf, wholeOf } from '../../../shared/values';
import { readMonth } from '../../month';
import { lookupItem } from './lookupItem';

export const getLookupsOperation: Operation = {
	name: 'Get Many Lookups',
	action: 'List lookups at credit bureaus',
	description: 'List what was asked, for what purpose and at what cost, the newest first',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: LOOKUP_STATES.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value })),
			default: [],
			description: 'None selected means any',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ displayName: 'CPF or CNPJ', name: 'document', type: 'string', default: '' },
				{ displayName: 'Month', name: 'month', type: 'string', default: '', placeholder: '2026-11' },
			],
		},
	],
	async execute(context, items) {
		return await list(this, context, items, choicesOf(this.getNodeParameter('states', 0), 'States', LOOKUP_STATES));
	},
};

export const getUnknownLookupsOperation: Operation = {
	name: 'Get Unknown Lookups',
	action: 'List lookups whose outcome is unknown',
	description: 'List lookups that may or may not have been charged: their documents are not asked about again until a person settles them',
	fields: LIMIT_FIELDS,
	async execute(context, items) {
		return await list(this, context, items, ['unknown']);
	},
};

async function list(functions: IExecuteFunctions, { ledger, now }: NodeContext, items: readonly INodeExecutionData[], states: NonNullable<LookupFilter['states']>): Promise<INodeExecutionData[][]> {
	await markAbandonedLookups(ledger.db, now.toISOString());
	const done: INodeExecutionData[] = [];
	for (let index = 0; index < items.length; index += 1) {
		const filters = (functions.getNodeParameter('filters', index, {}) ?? {}) as IDataObject;
		const document = textOf(filters.document, 'CPF or CNPJ');
		const month = textOf(filters.month, 'Month');
		const lookups = await listLookups(ledger.db, {
			states,
			document: document === '' ? undefined : parseDocument(document).value,
			month: month === '' ? undefined : readMonth(month),
			limit: functions.getNodeParameter('returnAll', index) ? undefined : wholeOf(functions.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 }),
		});
		done.push(...lookups.map((lookup) => ({ json: lookupItem(lookup), pairedItem: { item: index } })));
	}
	return [done, []];
}
