import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { markAbandonedLookups } from '../../../../core/ledger/bureau/abandoned';
import { listLookups } from '../../../../core/ledger/bureau/listLookups';
import { usageOf, type UsageLine } from '../../../../core/ledger/bureau/usage';
import { decimalFromCents, formatCents } from '../../../../core/money/cents';
import type { Operation } from '../../../shared/operation';
import { centsOf, textOf } from '../../../shared/values';
import { readMonth } from '../../month';
import { BUDGET_FIELD } from './lookUpFields';
import { lookupItem, purposeText } from './lookupItem';

export const getUsageOperation: Operation = {
	name: 'Get Usage',
	action: 'Get what a month of lookups has cost',
	description: 'Count the lookups of a month and their cost, by bureau and by purpose, with what is left of the budget and the unknown ones',
	fields: [
		{ displayName: 'Month', name: 'month', type: 'string', default: '', placeholder: '2026-11', description: 'Empty: the current one' },
		{ ...BUDGET_FIELD, required: false },
	],
	async execute({ ledger, now, today }, items) {
		await markAbandonedLookups(ledger.db, now.toISOString());
		const done: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const told = textOf(this.getNodeParameter('month', index, ''), 'Month');
			const month = told === '' ? today.slice(0, 7) : readMonth(told);
			const budget = centsOf(this.getNodeParameter('monthlyBudget', index, 0), 'Monthly Budget') ?? 0;
			const lines = await usageOf(ledger.db, month);
			const unknown = await listLookups(ledger.db, { states: ['unknown'], month });
			const spent = lines.reduce((sum, { cents }) => sum + cents, 0);
			const json: IDataObject = {
				month,
				...counts(lines),
				cost: decimalFromCents(spent),
				budget: budget > 0 ? { monthly: decimalFromCents(budget), left: decimalFromCents(Math.max(0, budget - spent)) } : null,
				byBureau: totals(lines, ({ provider }) => provider),
				byPurpose: totals(lines, ({ purpose }) => purposeText(purpose)),
				byState: totals(lines, ({ state }) => state),
				unknown: unknown.map((lookup) => lookupItem(lookup).lookup as IDataObject),
				message: `Consultas de ${month.slice(5)}/${month.slice(0, 4)}: ${formatCents(spent)}${budget > 0 ? ` de ${formatCents(budget)}` : ''}.${unknown.length > 0 ? ` Sem desfecho conhecido: ${unknown.length}; resolva com Settle Unknown.` : ''}`,
			};
			done.push({ json, pairedItem: { item: index } });
		}
		return [done, []];
	},
};

function totals(lines: readonly UsageLine[], nameOf: (line: UsageLine) => string): IDataObject[] {
	const named = new Map<string, UsageLine[]>();
	for (const line of lines) named.set(nameOf(line), [...(named.get(nameOf(line)) ?? []), line]);
	return [...named].map(([name, ofName]) => ({ name, ...counts(ofName), cost: decimalFromCents(ofName.reduce((sum, { cents }) => sum + cents, 0)) }));
}

/** How many were asked, how many of a test environment, and how often a stored report was used instead. */
function counts(lines: readonly UsageLine[]): { lookups: number; testLookups: number; reusedReports: number } {
	const sum = (which: (line: UsageLine) => boolean) => lines.filter(which).reduce((total, { count }) => total + count, 0);
	return { lookups: sum(({ isTest, isReuse }) => !isTest && !isReuse), testLookups: sum(({ isTest, isReuse }) => isTest && !isReuse), reusedReports: sum(({ isReuse }) => isReuse) };
}
