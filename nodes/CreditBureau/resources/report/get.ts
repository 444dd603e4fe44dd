import type { INodeExecutionData } from 'n8n-workflow';
import { daysBetween } from '../../../../core/calendar/day';
import { recordReuses } from '../../../../core/ledger/bureau/recordReuses';
import { newestReports } from '../../../../core/ledger/bureau/reports';
import { CUSTOMER_FIELDS } from '../../../shared/customerFields';
import type { Operation } from '../../../shared/operation';
import { refusedItem } from '../../../shared/problems';
import { documentTasks, inOrder } from '../../documentTasks';
import { reportItem, summaryItem } from '../../reportItem';
import { purposeFields, purposeOf } from './purposeFields';

export const getReportOperation: Operation = {
	name: 'Get Stored',
	action: 'Get stored reports',
	description: 'Read the newest report of each bureau about each CPF or CNPJ from the ledger. Nobody is asked, and it costs nothing; its purpose is kept.',
	fields: [
		...CUSTOMER_FIELDS,
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test', description: 'Only reports of the bureaus’ test environments, about made-up people' },
			],
			default: 'production',
		},
		...purposeFields('credit_review'),
	],
	async execute(context, items) {
		const { ledger, now, today, account } = context;
		const purpose = purposeOf(this, 'credit_review');
		const { tasks, problems } = await documentTasks(this, context, items);
		const stored = await newestReports(ledger.db, ledger.engine, tasks.map(({ document }) => document.value), { isTest: this.getNodeParameter('environment', 0, 'production') === 'test' });
		const done: INodeExecutionData[] = [];
		for (const { document, indexes, customer } of tasks) {
			const found = stored.get(document.value) ?? [];
			for (const index of indexes) {
				if (found.length === 0) {
					problems.push(refusedItem(items, index, { code: 'no_report', reason: 'Não há relatório guardado deste CPF ou CNPJ. Consulte-o com Report → Look Up.' }));
					continue;
				}
				const json = {
					...items[index].json,
					creditReport: reportItem(found[0]),
					creditReports: found.map((one) => ({ ...reportItem(one), answeredOn: one.answeredOn, reportId: one.id })),
					creditSummary: summaryItem(found),
					ageDays: daysBetween(found[0].answeredOn, today),
					fromCache: true,
					cost: 0,
					knownCustomer: customer === null ? null : { ...customer },
				};
				done.push({ json, pairedItem: { item: index } });
			}
		}
		const reuses = tasks.flatMap(({ document, customer }) => (stored.get(document.value) ?? []).map(({ id }) => ({ reportId: id, customerId: customer?.id ?? null })));
		await recordReuses(ledger, reuses, purpose, now, account.timeZone);
		return [inOrder(done), inOrder(problems)];
	},
};
