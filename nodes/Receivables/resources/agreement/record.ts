import { parseDay } from '../../../../core/calendar/parseDay';
import { findCustomer } from '../../../../core/ledger/customers/exclusions';
import { recordAgreement } from '../../../../core/ledger/agreements/recordAgreement';
import { unknownInvoice, unnamedInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { findInvoices } from '../../../../core/ledger/invoices/findInvoices';
import type { LedgerDb } from '../../../../core/ledger/Ledger';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { readTold, TOLD_FIELDS } from '../../../shared/causeFields';
import type { NodeContext } from '../../../shared/context';
import { CUSTOMER_FIELDS, customerReader } from '../../../shared/customerFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { shownWhile } from '../../../shared/shownWhile';
import { choicesOf, linesOf, textOf } from '../../../shared/values';
import { currentAgreement } from './agreementItem';

export const recordAgreementOperation: Operation = {
	name: 'Record',
	action: 'Record an agreement made elsewhere',
	description: 'Write down an agreement with a customer: nothing is sent about its invoices until it is finished',
	fields: [
		{
			displayName: 'Invoices',
			name: 'agreementOver',
			type: 'options',
			options: [
				{ name: 'All Open Ones of a Customer', value: 'customer', description: 'But for disputed ones, and those in an agreement already' },
				{ name: 'By Number', value: 'numbers', description: 'Some invoices of one customer; disputed ones may be among them' },
			],
			default: 'customer',
		},
		...shownWhile('agreementOver', ['customer'], CUSTOMER_FIELDS),
		...shownWhile('agreementOver', ['numbers'], [
			{ displayName: 'Invoice Numbers', name: 'invoiceNumbers', type: 'string', typeOptions: { rows: 3 }, default: '', required: true, placeholder: '2026-0154, 2026-0155', description: 'Separated by commas, semicolons or lines' },
			{ displayName: 'Source', name: 'invoiceSource', type: 'string', default: '', description: 'Only needed when two sources have an invoice of the same number' },
		]),
		{ displayName: 'Ends On', name: 'endsOn', type: 'string', default: '', placeholder: '2026-12-31', description: 'Day of its last payment, if that is known' },
		...TOLD_FIELDS,
	],
	async execute(context, items) {
		const [over] = choicesOf(this.getNodeParameter('agreementOver', 0), 'Invoices', ['customer', 'numbers']);
		if (over === undefined) throw new RangeError('Escolha em "Invoices" as faturas do acordo.');
		const customer = over === 'customer' ? customerReader(this, items) : null;
		return await eachItem(context, items, async (db, { json }, index) => {
			const of = customer
				? { customerId: (await findCustomer(db, customer(json, index))).id }
				: { invoiceIds: await namedInvoices(db, context, linesOf(this.getNodeParameter('invoiceNumbers', index, ''), 'Invoice Numbers'), textOf(this.getNodeParameter('invoiceSource', index, ''), 'Source')) };
			const day = this.getNodeParameter('endsOn', index, '');
			const endsOn = day === '' || day === null || day === undefined ? null : parseDay(day);
			const { note, told } = readTold(this, index, context.today);
			const id = await recordAgreement(db, context.ledger.engine, { of, endsOn, note, at: context.now.toISOString(), ...told });
			return await currentAgreement(db, context, id);
		});
	},
};

async function namedInvoices(db: LedgerDb, context: NodeContext, list: string, source: string): Promise<number[]> {
	const numbers = [...new Set(list.split(/[,;\r\n]/).map((number) => textOf(number, 'Invoice Numbers')).filter((number) => number !== ''))];
	if (numbers.length === 0) throw unnamedInvoice();
	const found = await findInvoices(db, context.ledger.engine, numbers.map((number) => ({ number, source: source || undefined })));
	return found.map((invoice, index) => {
		if (invoice instanceof LedgerError) throw invoice;
		if (invoice === null) throw unknownInvoice(numbers[index]);
		return invoice.id;
	});
}
