import { addDays } from '../../../../core/calendar/day';
import { eraseReports } from '../../../../core/ledger/bureau/eraseReports';
import { CUSTOMER_FIELDS } from '../../../shared/customerFields';
import { isRehearsed } from '../../../shared/dryRun';
import type { Operation } from '../../../shared/operation';
import { wholeOf } from '../../../shared/values';
import { documentTasks, inOrder } from '../../documentTasks';

export const eraseReportsOperation: Operation = {
	name: 'Erase',
	action: 'Erase stored reports',
	description: 'Erase reports for good: old ones, or those of whoever has asked for it (LGPD), with the credit decisions about them. What the lookups cost stays known, without saying whom they were about.',
	fields: [
		{
			displayName: 'Reports',
			name: 'erase',
			type: 'options',
			options: [
				{ name: 'Of the Items', value: 'items' },
				{ name: 'Older Than a Number of Days', value: 'old' },
			],
			default: 'old',
		},
		{
			displayName: 'Days',
			name: 'olderThanDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 365,
			displayOptions: { show: { erase: ['old'] } },
		},
		...CUSTOMER_FIELDS.map((field) => ({ ...field, displayOptions: { show: { erase: ['items'], ...field.displayOptions?.show } } })),
	],
	async execute(context, items) {
		const { ledger, today } = context;
		if (this.getNodeParameter('erase', 0) !== 'items') {
			const days = wholeOf(this.getNodeParameter('olderThanDays', 0, 365), 'Days', { otherwise: 365, min: 1, max: 36_500 });
			const erased = items.some(({ json }) => isRehearsed(json)) ? 0 : (await eraseReports(ledger, { answeredBefore: addDays(today, -days) })).reports;
			return [[{ json: { erased, message: `Relatórios apagados: ${erased}.` }, pairedItem: { item: 0 } }], []];
		}
		const { tasks, problems } = await documentTasks(this, context, items);
		const done = [];
		for (const { document, indexes } of tasks) {
			const isDry = indexes.every((index) => isRehearsed(items[index].json));
			const { reports, decisions } = isDry ? { reports: 0, decisions: 0 } : await eraseReports(ledger, { documents: [document.value] });
			for (const [place, index] of indexes.entries()) done.push({ json: { ...items[index].json, erased: place === 0 ? reports : 0, erasedDecisions: place === 0 ? decisions : 0 }, pairedItem: { item: index } });
		}
		return [inOrder(done), inOrder(problems)];
	},
};
