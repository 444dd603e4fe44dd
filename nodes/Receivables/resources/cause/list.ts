import { listCauses } from '../../../../core/ledger/occurrences/causes';
import type { Operation } from '../../../shared/operation';
import { flagOf } from '../../../shared/values';
import { causeItem } from './causeItem';

export const listCausesOperation: Operation = {
	name: 'Get Many',
	action: 'List causes',
	description: 'The causes of late payment that can be chosen',
	fields: [{ displayName: 'Include Retired', name: 'includeRetired', type: 'boolean', default: false, description: 'Whether to list causes that can no longer be chosen, too' }],
	async execute(context) {
		const causes = await listCauses(context.ledger.db, { retired: flagOf(this.getNodeParameter('includeRetired', 0, false), 'Include Retired') });
		return [causes.map((cause) => ({ json: causeItem(cause), pairedItem: { item: 0 } }))];
	},
};
