import type { IDataObject } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { recordDelivery } from '../../../../core/ledger/listing/notices';
import { currentItem } from '../../../shared/currentItem';
import { refuseRehearsed } from '../../../shared/dryRun';
import { eachItem } from '../../../shared/eachItem';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';

export const recordDeliveryOperation: Operation = {
	name: 'Record Delivery',
	action: 'Record the delivery of a notice',
	description: 'Write down when the notice of a listing arrived and what proves it: the days before the listing count from then',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		{ displayName: 'Delivered On', name: 'deliveredOn', type: 'string', default: '', placeholder: '2027-01-04', description: 'Leave empty for today' },
		{ displayName: 'Proof of Delivery', name: 'proof', type: 'string', default: '', required: true, placeholder: 'Rastreio BR123456789BR', description: 'What shows that it arrived: tracking number, receipt, read confirmation' },
		{ displayName: 'Channel', name: 'channel', type: 'string', default: '', placeholder: 'carta', description: 'Which notice it is about. Leave empty for the newest one.' },
	],
	async execute(context, items) {
		const reference = numberReader(this, items);
		return await eachItem(context, items, async (db, { json }, index) => {
			refuseRehearsed(json);
			const invoice = await findInvoice(db, reference(json, index));
			const text = (name: string, label: string) => textOf(this.getNodeParameter(name, index, ''), label);
			const [deliveredOn, proof] = [text('deliveredOn', 'Delivered On'), text('proof', 'Proof of Delivery')];
			if (proof === '') throw new RangeError('Preencha "Proof of Delivery": sem prova a entrega não conta.');
			const delivery = { deliveredOn: deliveredOn === '' ? context.today : parseDay(deliveredOn), proof, channel: text('channel', 'Channel').toLowerCase() || null };
			const recorded = await recordDelivery(db, invoice, delivery, { today: context.today, at: context.now.toISOString() });
			return { ...json, ...(await currentItem(db, context, invoice.id)), listingNotice: recorded as unknown as IDataObject };
		});
	},
};
