import type { IDataObject } from 'n8n-workflow';
import type { ContactWithCustomer } from '../../../../core/ledger/contacts/listContacts';

/** A contact as items carry it. */
export function contactItem(contact: ContactWithCustomer): IDataObject {
	return {
		contact: {
			id: contact.id,
			state: contact.state,
			channel: contact.channel,
			recipient: contact.recipient,
			subject: contact.subject,
			ruler: contact.ruler,
			steps: contact.steps,
			invoices: contact.invoice_numbers,
			pix: contact.pix,
			attempt: contact.attempt,
			claimedAt: contact.claimed_at,
			finishedAt: contact.finished_at,
			reason: contact.reason,
			settledNote: contact.settled_note,
			messageId: contact.message_id,
		},
		customer: { id: contact.customer_id, name: contact.customer_name, document: contact.customer_document },
	};
}
