import type { INodeExecutionData } from 'n8n-workflow';
import { settleContact } from '../../../../core/ledger/contacts/settleContact';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';

export const settleOperation: Operation = {
	name: 'Settle Unknown',
	action: 'Settle contacts whose outcome is unknown',
	description: 'Say whether a message of unknown outcome was sent; one that was not comes back at the next run',
	fields: [
		{
			displayName: 'Verdict',
			name: 'verdict',
			type: 'options',
			options: [
				{ name: 'It Was Sent', value: 'sent', description: 'The régua goes on with the next step' },
				{ name: 'It Was Not Sent', value: 'not_sent', description: 'The step comes back at the next run, if it is still the newest' },
			],
			default: 'sent',
		},
		{
			displayName: 'Contact ID',
			name: 'contactId',
			type: 'number',
			default: 0,
			description: 'Leave 0 to settle the contact of each item, as Get Unknown lists them',
		},
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'Who looked, and where' },
	],
	async execute(context, items) {
		const done: INodeExecutionData[] = [];
		const problems: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const { json } = items[index];
			const typed = Number(this.getNodeParameter('contactId', index, 0));
			const id = typed > 0 ? typed : Number((json.contact as { id?: unknown } | undefined)?.id);
			const verdict = this.getNodeParameter('verdict', index) as 'sent' | 'not_sent';
			const note = textOf(this.getNodeParameter('note', index, ''), 'Note') || null;
			try {
				if (!Number.isSafeInteger(id)) throw new LedgerError('invalid', 'O item não diz qual é o contato: use a saída de "Get Unknown" ou preencha "Contact ID".');
				const contact = await settleContact(context.ledger, id, verdict, note, context.now.toISOString());
				done.push({ json: { contact: { id, state: contact.state, recipient: contact.recipient, steps: contact.steps, settledNote: contact.settled_note } }, pairedItem: { item: index } });
			} catch (error) {
				if (!(error instanceof LedgerError)) throw error;
				problems.push({ json: { row: index + 1, reason: error.message, original: json }, pairedItem: { item: index } });
			}
		}
		return [done, problems];
	},
};
