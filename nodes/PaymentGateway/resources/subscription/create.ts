import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { CYCLES, type BillingType, type Cycle } from '../../../../core/gateway/Gateway';
import { orderSubscription, type SubscriptionSettings } from '../../../../core/gateway/orderSubscription';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import type { NodeContext } from '../../../shared/context';
import { chosenGateway } from '../../../shared/gatewayField';
import { GatewayWork, outputsOf } from '../../../shared/GatewayWork';
import type { Operation } from '../../../shared/operation';
import { centsOf, choicesOf, textOf, wholeOf } from '../../../shared/values';
import { BILLING_FIELD } from '../billingField';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { isRehearsed, rehearsedItem } from '../../../shared/dryRun';

const CYCLE_NAMES: Readonly<Record<Cycle, string>> = {
	weekly: 'Every Week',
	biweekly: 'Every Two Weeks',
	monthly: 'Every Month',
	bimonthly: 'Every Two Months',
	quarterly: 'Every Three Months',
	semiannually: 'Every Six Months',
	yearly: 'Every Year',
};

export const createOperation: Operation = {
	name: 'Create',
	action: 'Create subscriptions',
	description: 'Have the gateway charge each customer again and again, with the fine, interest and discount of the Cobrança Account',
	fields: [
		...CUSTOMER_FIELDS,
		{
			displayName: 'Subscription Name',
			name: 'subscriptionName',
			type: 'string',
			default: 'mensalidade',
			required: true,
			description: 'Tells a customer’s subscriptions apart: the same name twice is the same subscription, and is made once',
		},
		BILLING_FIELD,
		{
			displayName: 'Value',
			name: 'value',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			required: true,
			description: 'Of each charge, in reais',
		},
		{
			displayName: 'First Due Date',
			name: 'firstDueDate',
			type: 'string',
			default: '',
			required: true,
			placeholder: '2026-12-10',
		},
		{
			displayName: 'Cycle',
			name: 'cycle',
			type: 'options',
			options: CYCLES.map((value) => ({ name: CYCLE_NAMES[value], value })),
			default: 'monthly',
		},
		{
			displayName: 'Charges in All',
			name: 'count',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'After how many charges it ends. Zero is never.',
		},
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'Mensalidade do curso',
			description: 'Shown to the customer on every charge',
		},
	],
	async execute(context, items) {
		const { gateway } = await chosenGateway(this);
		const { db } = context.ledger;
		const reference = customerReader(this, items);
		const tasks = items.map(({ json }, index) => ({ index, json, reference: reference(json, index) }));
		const outcomes = await new GatewayWork().each(tasks, ({ reference: { id, document, email } }) => document ?? email ?? id, async ({ index, json, reference: named }) => {
			if (isRehearsed(json)) return { json: rehearsedItem(json) };
			const customer = await findCustomer(db, named);
			const { id, nextDueDate, made } = await orderSubscription(context.ledger, gateway, customer, readSettings(this, context, index));
			return { json: { ...json, subscription: { id, nextDueDate, result: made ? 'made' : 'found' } as IDataObject } };
		});
		return outputsOf(items, outcomes);
	},
};

function readSettings(functions: IExecuteFunctions, { account, today }: NodeContext, index: number): SubscriptionSettings {
	const read = (name: string) => functions.getNodeParameter(name, index, null);
	const amountCents = centsOf(read('value'), 'Value') ?? 0;
	if (amountCents <= 0) throw new RangeError('Preencha "Value" com o valor de cada cobrança, acima de zero.');
	const firstDueDate = parseDay(read('firstDueDate'));
	if (firstDueDate < today) throw new RangeError(`O primeiro vencimento ${firstDueDate} já passou.`);
	const name = textOf(read('subscriptionName'), 'Subscription Name');
	if (!name) throw new RangeError('Preencha "Subscription Name".');
	const [cycle] = choicesOf(read('cycle'), 'Cycle', CYCLES);
	return {
		billing: read('billing') as BillingType,
		amountCents,
		firstDueDate,
		cycle,
		count: wholeOf(read('count'), 'Charges in All', { otherwise: 0, min: 0 }) || null,
		description: textOf(read('description'), 'Description') || null,
		name,
		terms: account.terms,
		clock: () => new Date(),
	};
}
