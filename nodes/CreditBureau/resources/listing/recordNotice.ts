import type { IDataObject } from 'n8n-workflow';
import type { Day } from '../../../../core/calendar/day';
import { parseDay } from '../../../../core/calendar/parseDay';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { noticeOfContact, recordNotice, type NoticeInput } from '../../../../core/ledger/listing/notices';
import { currentItem } from '../../../shared/currentItem';
import { refuseRehearsed } from '../../../shared/dryRun';
import { eachItem } from '../../../shared/eachItem';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';

export const recordNoticeOperation: Operation = {
	name: 'Record Notice',
	action: 'Record the notice of a listing',
	description: 'Write down that the customer was told in writing of the listing to come (CDC art. 43 §2), and what proves that it arrived',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		{
			displayName: 'Notice',
			name: 'noticeFrom',
			type: 'options',
			options: [
				{ name: 'A Message of the Reminder Node', value: 'contact', description: 'Items of the Reminder’s first output. One that the channel reports as delivered or read proves itself.' },
				{ name: 'As Said Here', value: 'typed', description: 'A letter, or anything that was sent past these nodes' },
			],
			default: 'typed',
		},
		{
			displayName: 'Channel',
			name: 'channel',
			type: 'string',
			default: 'carta',
			description: 'How it was sent, such as carta, email or whatsapp',
			displayOptions: { show: { noticeFrom: ['typed'] } },
		},
		{ displayName: 'Sent On', name: 'sentOn', type: 'string', default: '', placeholder: '2026-12-31', description: 'Leave empty for today', displayOptions: { show: { noticeFrom: ['typed'] } } },
		{
			displayName: 'Delivered On',
			name: 'deliveredOn',
			type: 'string',
			default: '',
			placeholder: '2027-01-04',
			description: 'Leave empty until it is known, then use Record Delivery',
			displayOptions: { show: { noticeFrom: ['typed'] } },
		},
		{
			displayName: 'Proof of Delivery',
			name: 'proof',
			type: 'string',
			default: '',
			placeholder: 'Rastreio BR123456789BR',
			description: 'What shows that it arrived: tracking number, receipt, read confirmation',
			displayOptions: { show: { noticeFrom: ['typed'] } },
		},
	],
	async execute(context, items) {
		const reference = numberReader(this, items);
		const { calendar, today } = context;
		const fromContact = this.getNodeParameter('noticeFrom', 0) === 'contact';
		return await eachItem(context, items, async (db, { json }, index) => {
			refuseRehearsed(json);
			const invoice = await findInvoice(db, reference(json, index));
			const text = (name: string, label: string) => textOf(this.getNodeParameter(name, index, ''), label);
			const notice = fromContact ? await noticeOfContact(db, contactIdOf(json), invoice, context.account.timeZone) : typedNotice(text, today);
			const recorded = await recordNotice(db, invoice, notice, { today, calendar, at: context.now.toISOString() });
			return { ...json, ...(await currentItem(db, context, invoice.id)), listingNotice: recorded as unknown as IDataObject };
		});
	},
};

function typedNotice(text: (name: string, label: string) => string, today: Day): NoticeInput {
	const [sentOn, deliveredOn] = [text('sentOn', 'Sent On'), text('deliveredOn', 'Delivered On')];
	return {
		channel: text('channel', 'Channel').toLowerCase() || 'carta',
		sentOn: sentOn === '' ? today : parseDay(sentOn),
		deliveredOn: deliveredOn === '' ? null : parseDay(deliveredOn),
		proof: text('proof', 'Proof of Delivery') || null,
		contactId: null,
	};
}

function contactIdOf({ contact }: IDataObject): number {
	const id = (contact as { id?: unknown } | null | undefined)?.id;
	if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw new LedgerError('invalid', 'O item não diz qual foi a mensagem: use a primeira saída do nó Reminder, ou registre o aviso com "As Said Here".');
	return id;
}
