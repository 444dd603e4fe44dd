import type { INodeExecutionData } from 'n8n-workflow';
import type { Overrule } from '../../../../core/classification';
import { classifyRows } from '../../../../core/classification/classifyRows';
import type { RowProblem } from '../../../../core/importing/problems';
import { customersByKeys } from '../../../../core/ledger/customers/byKeys';
import { readStandings } from '../../../../core/ledger/profiles/standings';
import type { NodeContext } from '../../../shared/context';
import { readRows } from '../../../shared/resolveInvoices';
import { problemOf, warningsOf, type Method, type Outcome } from './outcome';
import { promisedUntilOf } from './promisedUntil';

/** Classifies items by nothing but each other, and by what people said of their customers. */
export async function classifyFromItems(context: NodeContext, items: readonly INodeExecutionData[], { settings, columns, allPoints }: Method): Promise<Outcome[]> {
	const problems: RowProblem[] = [];
	const rows = readRows(items.map(({ json }, index) => ({ index, row: json })), columns, problems);
	const overrules = await overrulesOf(context, [...new Set(rows.map(({ input }) => input.customer.key))]);
	const classified = classifyRows(rows.map(({ row, input }) => ({ ...input, promisedUntil: promisedUntilOf(items[row - 1].json) })), settings, { today: context.today, calendar: context.calendar, overrules, allPoints });
	const byRow = new Map(rows.map(({ row, input }, place) => [row, { classification: classified[place], invoice: null, warnings: warningsOf(row - 1, input, context.today) }]));
	const errors = problems.filter(({ severity }) => severity === 'error');
	const wrong = new Map<number, RowProblem[]>();
	for (const problem of errors) wrong.set(problem.row, [...(wrong.get(problem.row) ?? []), problem]);
	return items.map((_item, index): Outcome => {
		const done = byRow.get(index + 1);
		if (done) return done;
		const found = wrong.get(index + 1);
		return found ? { problems: found } : problemOf(index, 'A linha não pôde ser lida como fatura.');
	});
}

/** What people said against the profiles of the customers with these keys. */
async function overrulesOf({ ledger: { db, engine }, account }: NodeContext, keys: readonly string[]): Promise<Map<string, Overrule>> {
	const ids = await customersByKeys(db, engine, keys);
	const standings = await readStandings(db, engine, [...ids.values()], account.timeZone);
	return new Map([...ids].flatMap(([key, id]) => {
		const overrule = standings.get(id)?.overrule;
		return overrule ? [[key, overrule] as const] : [];
	}));
}
