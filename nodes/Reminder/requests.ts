import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ReminderRequest } from '../../core/reminder/groupByCustomer';
import type { ResolvedItem } from '../shared/resolveInvoices';

/** What counts as ruler for items that came through none. */
const DIRECT = 'direto';

/**
 * The reminders that the items ask for. An item of a ruler carries its step; any other counts under the
 * message itself, so that one invoice gets one message once. Thanks carry out no step, whatever the item has
 * come through: they always count under the message.
 */
export function reminderRequests(items: readonly INodeExecutionData[], resolved: readonly ResolvedItem[], message: { key: string; purpose: 'reminder' | 'thanks' }): ReminderRequest[] {
	return resolved.map(({ index, invoiceId }) => {
		const step = items[index].json.step as IDataObject | undefined;
		const fromRuler = message.purpose === 'reminder' && typeof step?.ruler === 'string' && typeof step.id === 'string' && Number.isInteger(step.day);
		return fromRuler
			? { index, invoiceId, ruler: step.ruler as string, step: { id: step.id as string, day: step.day as number } }
			: { index, invoiceId, ruler: DIRECT, step: { id: message.key, day: 0 } };
	});
}
