import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { listAgreements } from '../../../../core/ledger/agreements/listAgreements';
import { AGREEMENT_STATES } from '../../../../core/occurrences/kinds';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { choicesOf, textOf, wholeOf } from '../../../shared/values';
import { agreementItem } from './agreementItem';

export const listAgreementsOperation: Operation = {
	name: 'Get Many',
	action: 'List agreements',
	description: 'List agreements, newest first, with what is still open of each; one that is settled or past its last day says so',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: AGREEMENT_STATES.map((value) => ({ name: value.charAt(0).toUpperCase() + value.slice(1), value })),
			default: ['active'],
			description: 'None selected means any',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [{ displayName: 'Customer', name: 'customer', type: 'string', default: '', description: 'Part of the name, or the whole CPF, CNPJ or email' }],
		},
	],
	async execute(context, items) {
		const done: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const filters = (this.getNodeParameter('filters', index, {}) ?? {}) as IDataObject;
			const agreements = await listAgreements(
				context.ledger.db,
				context.ledger.engine,
				{
					states: choicesOf(this.getNodeParameter('states', index), 'States', AGREEMENT_STATES),
					customer: textOf(filters.customer, 'Customer') || undefined,
					limit: this.getNodeParameter('returnAll', index) ? undefined : wholeOf(this.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 }),
				},
				context.today,
			);
			done.push(...agreements.map((agreement) => ({ json: agreementItem(agreement), pairedItem: { item: index } })));
		}
		return [done];
	},
};
