import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import { gatewayIdsOf } from '../../../../core/ledger/gateway/customers';
import { noteSilenced, notifiedCustomers } from '../../../../core/ledger/gateway/notifications';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import type { NodeContext } from '../../../shared/context';
import type { ConnectedGateway } from '../../../shared/gateway';
import { chosenGateway } from '../../../shared/gatewayField';
import { GatewayWork, outputsOf } from '../../../shared/GatewayWork';
import type { Operation } from '../../../shared/operation';
import { isDryRun, isRehearsed, rehearsedItem } from '../../../shared/dryRun';

/** Customers asked for before the ledger is written. */
const BATCH = 100;

export const turnOffNotificationsOperation: Operation = {
	name: 'Turn Off Notifications',
	action: 'Turn off notifications of the gateway',
	description: 'Stop the gateway from writing to customers by itself, so that they get one message and not two. For the customer of each item, or for everybody at once.',
	fields: [
		{
			displayName: 'Customers',
			name: 'customers',
			type: 'options',
			options: [
				{ name: 'Everybody the Gateway Still Writes To', value: 'all', description: 'As the last sync has found' },
				{ name: 'Of the Items', value: 'items' },
			],
			default: 'items',
		},
		...CUSTOMER_FIELDS.map((field) => ({ ...field, displayOptions: { show: { customers: ['items'], ...field.displayOptions?.show } } })),
	],
	async execute(context, items) {
		const connected = await chosenGateway(this);
		if (this.getNodeParameter('customers', 0) !== 'all') return await ofItems(this, context, connected, items);
		return isDryRun(items) ? [[{ json: rehearsedItem(items[0].json), pairedItem: { item: 0 } }], []] : await ofEverybody(context, connected);
	},
};

async function ofItems(functions: IExecuteFunctions, { ledger }: NodeContext, { gateway, definition }: ConnectedGateway, items: readonly INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const reference = customerReader(functions, items);
	const tasks = items.map(({ json }, index) => ({ index, json, named: reference(json, index) }));
	const outcomes = await new GatewayWork().each(tasks, ({ named: { id, document, email } }) => document ?? email ?? id, async ({ json, named }) => {
		if (isRehearsed(json)) return { json: rehearsedItem(json) };
		const customer = await findCustomer(ledger.db, named);
		const there = (await gatewayIdsOf(ledger.db, ledger.engine, gateway.name, [customer.id])).get(customer.id) ?? [];
		if (there.length === 0) throw new LedgerError('invalid', `O livro não sabe quem é ${customer.name} no ${definition.label}. Sincronize primeiro.`);
		const notified = there.filter(({ notifies }) => notifies);
		for (const { id } of notified) {
			await gateway.turnOffNotifications(id);
			await noteSilenced(ledger.db, ledger.engine, gateway.name, [id], new Date().toISOString());
		}
		return { json: { ...json, notifications: { turnedOff: notified.length, alreadyOff: there.length - notified.length } } };
	});
	return outputsOf(items, outcomes);
}

async function ofEverybody({ ledger }: NodeContext, { gateway, definition: { label } }: ConnectedGateway): Promise<INodeExecutionData[][]> {
	const work = new GatewayWork();
	const problems: INodeExecutionData[] = [];
	let turnedOff = 0;
	let after = '';
	for (;;) {
		const batch = (await notifiedCustomers(ledger.db, gateway.name, after, BATCH)).map((customer, index) => ({ index, ...customer }));
		const last = batch.at(-1);
		if (!last) break;
		after = last.gatewayId;
		const outcomes = await work.each(batch, ({ gatewayId }) => gatewayId, async ({ gatewayId }) => {
			await gateway.turnOffNotifications(gatewayId);
			return gatewayId;
		});
		const done = outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result] : []));
		await noteSilenced(ledger.db, ledger.engine, gateway.name, done, new Date().toISOString());
		turnedOff += done.length;
		for (const outcome of outcomes) {
			if ('result' in outcome) continue;
			const { gatewayId, customerId, name } = batch[outcome.index];
			problems.push({ json: { reason: outcome.reason, customer: { id: customerId, name, gatewayId } }, pairedItem: { item: 0 } });
		}
	}
	const failed = problems.length;
	const message = `Avisos do ${label} desligados para ${turnedOff.toLocaleString('pt-BR')} ${turnedOff === 1 ? 'cliente' : 'clientes'}${failed > 0 ? `; ${failed.toLocaleString('pt-BR')} não ${failed === 1 ? 'pôde ser desligado' : 'puderam ser desligados'}: veja a saída Problems` : ''}.`;
	return [[{ json: { message, turnedOff, failed }, pairedItem: { item: 0 } }], problems];
}
