import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { addDays } from '../../../../core/calendar/day';
import { bureauFacts, type CreditFacts } from '../../../../core/credit/facts';
import { decideCredit, type CreditDecision } from '../../../../core/credit/decide';
import { CREDIT_DECISIONS } from '../../../../core/credit/policy';
import { newestReports, reportsByIds, type StoredReport } from '../../../../core/ledger/bureau/reports';
import { grantLimit, saveDecision } from '../../../../core/ledger/credit/decisions';
import { readOwnFacts } from '../../../../core/ledger/credit/ownFacts';
import { inTransaction } from '../../../../core/ledger/Ledger';
import { decimalFromCents, type Cents } from '../../../../core/money/cents';
import { CUSTOMER_FIELDS } from '../../../shared/customerFields';
import { isRehearsed } from '../../../shared/dryRun';
import type { Operation } from '../../../shared/operation';
import type { NodeContext } from '../../../shared/context';
import { flagOf, wholeOf } from '../../../shared/values';
import { carriedReports } from './carriedReports';
import { POLICY_FIELD } from './policyFields';
import { readPolicy } from './policyRows';
import { readSubjects, type Subject } from './subjects';

export const decideOperation: Operation = {
	name: 'Decide',
	action: 'Decide on credit',
	description: 'Approve, ask for a down payment, refuse or leave to a person, by a table of rules over the stored bureau reports and our own history. Asks no bureau: use Report → Look Up before.',
	fields: [
		...CUSTOMER_FIELDS,
		{ displayName: 'Requested Amount Column', name: 'amountColumn', type: 'string', default: 'valor_pedido', description: 'Column with what is wanted on credit, in reais. Of an item without it no amount is known: the default table then asks a person.' },
		POLICY_FIELD,
		{
			displayName: 'Outputs',
			name: 'decisionOutputs',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'One for Each Decision', value: 'each' },
				{ name: 'One for All', value: 'one' },
			],
			default: 'each',
		},
		{ displayName: 'Report Max Age (Days)', name: 'maxAgeDays', type: 'number', typeOptions: { minValue: 0 }, default: 30, description: 'Older reports count as if there were none' },
		{ displayName: 'Write Limit to the Ledger', name: 'writeLimit', type: 'boolean', default: false, description: 'Whether the limit of an approval becomes the customer’s credit limit, until its day' },
		{ displayName: 'Dry Run', name: 'dryRun', type: 'boolean', default: false, description: 'Whether to decide without keeping the decision or the limit' },
	],
	async execute(context, items) {
		const { ledger, today, calendar } = context;
		const policy = readPolicy(this.getNodeParameter('policy', 0, {}));
		const maxAgeDays = wholeOf(this.getNodeParameter('maxAgeDays', 0, 30), 'Report Max Age (Days)', { otherwise: 30, min: 0, max: 3_650 });
		const writeLimit = flagOf(this.getNodeParameter('writeLimit', 0, false), 'Write Limit to the Ledger');
		const dryRun = flagOf(this.getNodeParameter('dryRun', 0, false), 'Dry Run');
		const { subjects, problems } = await readSubjects(this, context, items);
		const own = await readOwnFacts(ledger.db, ledger.engine, subjects.flatMap(({ customerId }) => (customerId === null ? [] : [customerId])), today, calendar);
		const known = await knownReports(context, subjects, items);
		const oldest = addDays(today, -maxAgeDays);
		const outputs: INodeExecutionData[][] = CREDIT_DECISIONS.map(() => []);
		const decided = subjects.map((subject) => {
			const { isTest, reports } = known(subject);
			const facts: CreditFacts = { bureau: bureauFacts(reports.filter(({ answeredOn }) => answeredOn >= oldest)), isTest, own: subject.customerId === null ? null : (own.get(subject.customerId) ?? null), requestedCents: subject.requestedCents };
			return { subject, isTest, decision: decideCredit(facts, policy, today) };
		});
		// Of invented data nothing is kept, and what follows in the workflow is a rehearsal.
		const kept = decided.filter(({ subject, isTest }) => !isTest && !dryRun && !isRehearsed(items[subject.index].json));
		const moment = { today, at: context.now.toISOString() };
		const written = await inTransaction(ledger, async (db) => {
			const ids = new Map<number, { id: number; limitWritten: boolean }>();
			for (const { subject, decision } of kept) {
				const id = await saveDecision(db, subject, decision, moment);
				ids.set(subject.index, { id, limitWritten: writeLimit && subject.customerId !== null && (await grantLimit(db, subject.customerId, decision, moment.at)) });
			}
			return ids;
		});
		for (const { subject, isTest, decision } of decided) {
			const json = { ...items[subject.index].json, creditDecision: { ...decisionItem(decision, subject, written.get(subject.index)), environment: isTest ? 'test' : 'production' }, ...(written.has(subject.index) ? {} : { dryRun: true }) };
			outputs[CREDIT_DECISIONS.indexOf(decision.decision)].push({ json: json as IDataObject, pairedItem: { item: subject.index } });
		}
		if (this.getNodeParameter('decisionOutputs', 0, 'each') === 'each') return [...outputs, problems];
		return [outputs.flat().sort((one, other) => itemOf(one) - itemOf(other)), problems];
	},
};

/** What each decision is taken on: the ledger's newest real reports, or, where its item brings some of a test environment, those that it brings. */
async function knownReports({ ledger: { db, engine } }: NodeContext, subjects: readonly Subject[], items: readonly INodeExecutionData[]): Promise<(subject: Subject) => { isTest: boolean; reports: StoredReport[] }> {
	const carried = new Map(subjects.map(({ index }) => [index, carriedReports(items[index].json)]));
	const brought = await reportsByIds(db, engine, [...carried.values()].flatMap(({ isTest, ids }) => (isTest ? ids : [])));
	const newest = await newestReports(db, engine, subjects.map(({ document }) => document));
	return ({ index, document }) => {
		const { isTest, ids } = carried.get(index) ?? { isTest: false, ids: [] };
		const reports = isTest ? ids.flatMap((id) => brought.get(id) ?? []).filter(({ report }) => report.document === document) : (newest.get(document) ?? []);
		return { isTest, reports };
	};
}

function decisionItem(decision: CreditDecision, { document, customerId, requestedCents }: Subject, written: { id: number; limitWritten: boolean } | undefined): IDataObject {
	const { downPayment } = decision;
	const reais = (cents: Cents | null) => (cents === null ? null : decimalFromCents(cents));
	return {
		id: written?.id ?? null,
		document,
		customerId,
		decision: decision.decision,
		decisionName: decision.decisionName,
		requested: reais(requestedCents),
		downPayment: downPayment && { percent: downPayment.percent, amount: reais(downPayment.cents), rest: reais(downPayment.restCents) },
		limit: reais(decision.limitCents),
		limitUntil: decision.until,
		limitWritten: written?.limitWritten ?? false,
		row: decision.row,
		reasons: decision.reasons,
		passedOver: decision.passedOver.map(({ text }) => text),
	};
}

function itemOf({ pairedItem }: INodeExecutionData): number {
	return (pairedItem as { item: number }).item;
}
