import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { INVOICE_STATUSES, type InvoiceStatus } from '../../../../core/items';
import { listInvoices, type InvoiceFilter } from '../../../../core/ledger/invoices/listInvoices';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { centsOf, choicesOf, textOf, wholeOf } from '../../../shared/values';

/** A hundred years: what is older or later than that is no invoice of today. */
const MAX_DAYS = 36_500;

const STATUS_NAMES: Readonly<Record<InvoiceStatus, string>> = { open: 'Open', paid: 'Paid', cancelled: 'Cancelled', disputed: 'Disputed' };

export const listOperation: Operation = {
	name: 'Get Many',
	action: 'List invoices',
	description: 'List invoices by status, due date, days overdue, customer or balance',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'Status',
			name: 'statuses',
			type: 'multiOptions',
			options: INVOICE_STATUSES.map((value) => ({ name: STATUS_NAMES[value], value })),
			default: ['open'],
			description: 'None selected means any. A partly paid invoice is open.',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ displayName: 'Balance From', name: 'balanceFrom', type: 'number', typeOptions: { numberPrecision: 2 }, default: 0, description: 'Smallest amount still owed, in reais' },
				{ displayName: 'Balance To', name: 'balanceTo', type: 'number', typeOptions: { numberPrecision: 2 }, default: 0, description: 'Largest amount still owed, in reais' },
				{ displayName: 'Customer', name: 'customer', type: 'string', default: '', description: 'Part of the name, or the whole CPF, CNPJ or email' },
				{ displayName: 'Days Overdue From', name: 'daysOverdueFrom', type: 'number', default: 1, description: 'Calendar days past the due date; negative days are still to fall due' },
				{ displayName: 'Days Overdue To', name: 'daysOverdueTo', type: 'number', default: 30, description: 'Calendar days past the due date' },
				{ displayName: 'Due From', name: 'dueFrom', type: 'string', default: '', placeholder: '2026-12-01' },
				{ displayName: 'Due To', name: 'dueTo', type: 'string', default: '', placeholder: '2026-12-31' },
				{ displayName: 'Source', name: 'source', type: 'string', default: '' },
			],
		},
	],
	async execute(context, items) {
		const done: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const filter = readFilter((this.getNodeParameter('filters', index, {}) ?? {}) as IDataObject);
			filter.statuses = choicesOf(this.getNodeParameter('statuses', index), 'Status', INVOICE_STATUSES);
			if (!this.getNodeParameter('returnAll', index)) filter.limit = wholeOf(this.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 });
			for (const invoice of await listInvoices(context.ledger.db, filter, context.today)) {
				done.push({ json: toItem(invoice, context.today) as unknown as IDataObject, pairedItem: { item: index } });
			}
		}
		return [done];
	},
};

function readFilter(filters: IDataObject): InvoiceFilter {
	const day = (name: string) => (filters[name] ? parseDay(filters[name]) : undefined);
	const days = (name: string, field: string) => (filters[name] === undefined ? undefined : wholeOf(filters[name], field, { otherwise: 0, min: -MAX_DAYS, max: MAX_DAYS }));
	return {
		source: textOf(filters.source, 'Source') || undefined,
		customer: textOf(filters.customer, 'Customer') || undefined,
		dueFrom: day('dueFrom'),
		dueTo: day('dueTo'),
		daysOverdueFrom: days('daysOverdueFrom', 'Days Overdue From'),
		daysOverdueTo: days('daysOverdueTo', 'Days Overdue To'),
		balanceFromCents: centsOf(filters.balanceFrom, 'Balance From'),
		balanceToCents: centsOf(filters.balanceTo, 'Balance To'),
	};
}
