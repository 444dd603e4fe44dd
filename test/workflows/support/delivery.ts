import { markAbandoned } from '../../../core/ledger/contacts/abandoned';
import { listContacts, type ContactWithCustomer } from '../../../core/ledger/contacts/listContacts';
import type { TestCreditor } from './creditor';
import type { LoggedMessage } from './mailProcess';

/** The creditor's contacts, those of dead processes settled as `unknown`. */
export async function contactsOf(creditor: TestCreditor): Promise<ContactWithCustomer[]> {
	return await creditor.inLedger(async ({ db }) => {
		await markAbandoned(db, new Date(0).toISOString());
		return await listContacts(db, {});
	});
}

/** What is there more than once. */
export function repeated(values: readonly string[]): string[] {
	return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

/** Every customer of these tests has an address of its own and gets one message for all it owes. */
export function expectNothingTwice(received: readonly LoggedMessage[], contacts: readonly ContactWithCustomer[]): void {
	expect(repeated(received.map(({ messageId }) => messageId))).toEqual([]);
	expect(repeated(received.map(({ to }) => to))).toEqual([]);
	expect(repeated(invoicesOf(contacts.filter(({ state }) => state === 'sent' || state === 'unknown')).map(String))).toEqual([]);
}

/** What the ledger says was sent did arrive, and what arrived it knows of. */
export function expectLedgerTellsTheTruth(received: readonly LoggedMessage[], contacts: readonly ContactWithCustomer[]): void {
	const arrived = new Set(received.map(({ messageId, to }) => `${messageId} ${to}`));
	const told = (states: readonly string[]) => contacts.filter(({ state }) => states.includes(state)).map(({ message_id, recipient }) => `${message_id} ${recipient}`);
	const known = new Set(told(['sent', 'unknown']));
	expect(told(['sent']).filter((message) => !arrived.has(message))).toEqual([]);
	expect([...arrived].filter((message) => !known.has(message))).toEqual([]);
}

/** Ids of the invoices that the contacts' messages cover. */
export function invoicesOf(contacts: readonly ContactWithCustomer[]): number[] {
	return contacts.flatMap(({ invoice_ids }) => JSON.parse(invoice_ids) as number[]);
}
