import { parseDay } from '../../../../core/calendar/parseDay';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { listOccurrences } from '../../../../core/ledger/occurrences/listOccurrences';
import { recordOccurrence } from '../../../../core/ledger/occurrences/recordOccurrence';
import { FREE_KINDS } from '../../../../core/occurrences/kinds';
import { readTold, TOLD_FIELDS } from '../../../shared/causeFields';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { shownWhile } from '../../../shared/shownWhile';
import { choicesOf } from '../../../shared/values';
import { occurrenceItem } from './occurrenceItem';

export const createOccurrenceOperation: Operation = {
	name: 'Create',
	action: 'Write down an occurrence',
	description: 'Write down what happened with a customer or an invoice, and why it is not paid',
	fields: [
		{
			displayName: 'About',
			name: 'about',
			type: 'options',
			options: [
				{ name: 'A Customer', value: 'customer', description: 'All that it owes is concerned' },
				{ name: 'An Invoice', value: 'invoice' },
			],
			default: 'customer',
		},
		...shownWhile('about', ['customer'], CUSTOMER_FIELDS),
		...shownWhile('about', ['invoice'], INVOICE_NUMBER_FIELDS),
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Call', value: 'call', description: 'A telephone call and what was said' },
				{ name: 'Complaint', value: 'complaint', description: 'The customer complained; a contested invoice is marked with Invoice → Dispute' },
				{ name: 'Note', value: 'note', description: 'Anything worth remembering' },
				{ name: 'Review Request', value: 'review_request', description: 'The customer asks why it was classified so, and for a review (LGPD)' },
			],
			default: 'note',
			description: 'Disputes, promises and agreements write their own occurrence',
		},
		...TOLD_FIELDS,
		{ displayName: 'Day', name: 'happenedOn', type: 'string', default: '', placeholder: '2026-11-24', description: 'When it happened; today when left empty' },
	],
	async execute(context, items) {
		const [about] = choicesOf(this.getNodeParameter('about', 0), 'About', ['customer', 'invoice']);
		if (about === undefined) throw new RangeError('Escolha em "About" se a ocorrência é de um cliente ou de uma fatura.');
		const invoice = about === 'invoice' ? numberReader(this, items) : null;
		const customer = about === 'customer' ? customerReader(this, items) : null;
		return await eachItem(context, items, async (db, { json }, index) => {
			const { id: invoiceId, customer_id: owner } = invoice ? await findInvoice(db, invoice(json, index)) : { id: null, customer_id: null };
			const customerId = owner ?? (await findCustomer(db, customer?.(json, index) ?? {})).id;
			const [kind = 'note'] = choicesOf(this.getNodeParameter('kind', index), 'Kind', FREE_KINDS);
			const { note, told } = readTold(this, index, context.today);
			const day = this.getNodeParameter('happenedOn', index, '');
			const happenedOn = day === '' || day === null || day === undefined ? context.today : parseDay(day);
			const id = await recordOccurrence(db, { ...told, customerId, invoiceId, kind, note, happenedOn, at: context.now.toISOString() });
			return occurrenceItem((await listOccurrences(db, { ids: [id] }))[0]);
		});
	},
};
