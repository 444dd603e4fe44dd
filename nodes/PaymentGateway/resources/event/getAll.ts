import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { listEvents, type ListedEvent } from '../../../../core/ledger/gateway/listEvents';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { flagOf, textOf, wholeOf } from '../../../shared/values';

const DAY_MS = 24 * 60 * 60 * 1000;

export const getEventsOperation: Operation = {
	name: 'Get Many',
	action: 'List events that the gateway has told of',
	description: 'List what the webhook has received, the last first, and what each event did',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ displayName: 'Charge or Invoice Number', name: 'charge', type: 'string', default: '' },
				{ displayName: 'Last Days', name: 'days', type: 'number', typeOptions: { minValue: 1 }, default: 7 },
				{ displayName: 'Only Changes', name: 'changesOnly', type: 'boolean', default: true, description: 'Whether to leave out events that changed nothing' },
			],
		},
		{
			displayName: 'Include Body',
			name: 'includeBody',
			type: 'boolean',
			default: false,
			description: 'Whether to give each event as it was delivered, too',
		},
	],
	async execute(context, items) {
		const gateway = this.getNodeParameter('gateway', 0) as string;
		const done: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const filters = (this.getNodeParameter('filters', index, {}) ?? {}) as IDataObject;
			const days = filters.days === undefined ? null : wholeOf(filters.days, 'Last Days', { otherwise: 7, min: 1, max: 36_500 });
			const events = await listEvents(context.ledger.db, gateway, {
				charge: textOf(filters.charge, 'Charge or Invoice Number') || undefined,
				from: days === null ? undefined : new Date(context.now.getTime() - days * DAY_MS).toISOString(),
				changesOnly: flagOf(filters.changesOnly, 'Only Changes'),
				limit: this.getNodeParameter('returnAll', index) ? undefined : wholeOf(this.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 }),
			});
			const withBody = flagOf(this.getNodeParameter('includeBody', index, false), 'Include Body');
			done.push(...events.map((event) => ({ json: eventItem(event, withBody), pairedItem: { item: index } })));
		}
		return [done, []];
	},
};

function eventItem(event: ListedEvent, withBody: boolean): IDataObject {
	const { event_id: id, type, charge_id: chargeId, happened_at: happenedAt, received_at: receivedAt, deliveries, state, effect, detail, gateway } = event;
	return {
		event: { id, type, effect, detail, state, deliveries, happenedAt, receivedAt, gateway, chargeId },
		invoice: event.invoice_id === null ? null : { id: event.invoice_id, number: event.number, source: event.source },
		...(withBody ? { body: JSON.parse(event.body) as IDataObject } : {}),
	};
}
