import type { INodeExecutionData } from 'n8n-workflow';
import { settleLookup } from '../../../../core/ledger/bureau/settleLookup';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';
import { refusedItem } from '../../../shared/problems';
import { lookupItem } from './lookupItem';

export const settleLookupOperation: Operation = {
	name: 'Settle Unknown',
	action: 'Settle lookups whose outcome is unknown',
	description: 'Say whether the bureau has charged for a lookup of unknown outcome; its document may then be asked about again',
	fields: [
		{
			displayName: 'Verdict',
			name: 'verdict',
			type: 'options',
			options: [
				{ name: 'It Was Charged', value: 'charged', description: 'Its price stays in the month’s budget' },
				{ name: 'It Was Not Charged', value: 'not_charged', description: 'Its price goes back to the month’s budget' },
			],
			default: 'charged',
		},
		{
			displayName: 'Lookup ID',
			name: 'lookupId',
			type: 'number',
			default: 0,
			description: 'Leave 0 to settle the lookup of each item, as Get Unknown Lookups lists them',
		},
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'Who looked, and where' },
	],
	async execute(context, items) {
		const done: INodeExecutionData[] = [];
		const problems: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const { json } = items[index];
			const typed = Number(this.getNodeParameter('lookupId', index, 0));
			const id = typed > 0 ? typed : Number((json.lookup as { id?: unknown } | undefined)?.id);
			const verdict = this.getNodeParameter('verdict', index) === 'not_charged' ? 'not_charged' : 'charged';
			try {
				const note = textOf(this.getNodeParameter('note', index, ''), 'Note') || null;
				if (!Number.isSafeInteger(id)) throw new LedgerError('invalid', 'O item não diz qual é a consulta: use a saída de "Get Unknown Lookups" ou preencha "Lookup ID".');
				const lookup = await settleLookup(context.ledger, id, verdict, note, context.now.toISOString());
				done.push({ json: lookupItem(lookup), pairedItem: { item: index } });
			} catch (error) {
				if (!(error instanceof LedgerError) && !(error instanceof RangeError)) throw error;
				problems.push(refusedItem(items, index, { code: 'not_settled', reason: error.message }));
			}
		}
		return [done, problems];
	},
};
