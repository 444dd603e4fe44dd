import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { addDays } from '../../../../core/calendar/day';
import { bureauFacts, type CreditFacts } from '../../../../core/credit/facts';
import { decideCredit, type CreditDecision } from '../../../../core/credit/decide';
import { CREDIT_DECISIONS } from '../../../../core/credit/policy';
import { newestReports } from '../../../../core/ledger/bureau/reports';
import { grantLimit, saveDecision } from '../../../../core/ledger/credit/decisions';
import { readOwnFacts } from '../../../../core/ledger/credit/ownFacts';
import { inTransaction } from '../../../../core/ledger/Ledger';
import { decimalFromCents, type Cents } from '../../../../core/money/cents';
import { CUSTOMER_FIELDS } from '../../../shared/customerFields';
import { isRehearsed } from '../../../shared/dryRun';
import type { Operation } from '../../../shared/operation';
import { flagOf, wholeOf } from '../../../shared/values';
import { POLICY_FIELD } from './policyFields';
import { readPolicy } from './policyRows';
import { readSubjects, type Subject } from './subjects';

export const decideOperation: Operation = {
	name: 'Decide',
	action: 'Decide on credit',
	description: 'Approve, ask for a down payment, refuse or leave to a person, by a table of rules over the stored bureau reports and our own history. Asks no bureau: use Report → Look Up before.',
	fields: [
		...CUSTOMER_FIELDS,
		{ displayName: 'Requested Amount Column', name: 'amountColumn', type: 'string', default: 'valor_pedido', description: 'Column with what is wanted on credit, in reais. Left out of an item, the table decides without it.' },
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
		const reports = await newestReports(ledger.db, ledger.engine, subjects.map(({ document }) => document));
		const oldest = addDays(today, -maxAgeDays);
		const outputs: INodeExecutionData[][] = CREDIT_DECISIONS.map(() => []);
		const decided = subjects.map((subject) => {
			const facts: CreditFacts = { bureau: bureauFacts((reports.get(subject.document) ?? []).filter(({ answeredOn }) => answeredOn >= oldest).map(({ report }) => report)), own: subject.customerId === null ? null : (own.get(subject.customerId) ?? null), requestedCents: subject.requestedCents };
			return { subject, decision: decideCredit(facts, policy, today) };
		});
		const kept = decided.filter(({ subject }) => !dryRun && !isRehearsed(items[subject.index].json));
		const moment = { today, at: context.now.toISOString() };
		const written = await inTransaction(ledger, async (db) => {
			const ids = new Map<number, { id: number; limitWritten: boolean }>();
			for (const { subject, decision } of kept) {
				const id = await saveDecision(db, subject, decision, moment);
				ids.set(subject.index, { id, limitWritten: writeLimit && subject.customerId !== null && (await grantLimit(db, subject.customerId, decision, moment.at)) });
			}
			return ids;
		});
		for (const { subject, decision } of decided) {
			const json = { ...items[subject.index].json, creditDecision: decisionItem(decision, subject, written.get(subject.index)), ...(written.has(subject.index) ? {} : { dryRun: true }) };
			outputs[CREDIT_DECISIONS.indexOf(decision.decision)].push({ json: json as IDataObject, pairedItem: { item: subject.index } });
		}
		if (this.getNodeParameter('decisionOutputs', 0, 'each') === 'each') return [...outputs, problems];
		return [outputs.flat().sort((one, other) => itemOf(one) - itemOf(other)), problems];
	},
};

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
