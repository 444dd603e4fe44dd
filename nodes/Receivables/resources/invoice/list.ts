import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { INVOICE_STATUSES, type InvoiceStatus } from '../../../../core/items';
import { listInvoices, type InvoiceFilter } from '../../../../core/ledger/invoices/listInvoices';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import { centsFromDecimal } from '../../../../core/money/cents';
import type { Operation } from '../../../shared/operation';

const STATUS_NAMES: Readonly<Record<InvoiceStatus, string>> = { open: 'Open', paid: 'Paid', cancelled: 'Cancelled', disputed: 'Disputed' };

export const listOperation: Operation = {
	name: 'Get Many',
	action: 'List invoices',
	description: 'List invoices by status, due date, days overdue, customer or balance',
	fields: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
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
			const filter = readFilter(this.getNodeParameter('filters', index, {}) as IDataObject);
			filter.statuses = this.getNodeParameter('statuses', index) as InvoiceStatus[];
			if (!this.getNodeParameter('returnAll', index)) filter.limit = this.getNodeParameter('limit', index) as number;
			for (const invoice of await listInvoices(context.ledger.db, filter, context.today)) {
				done.push({ json: toItem(invoice, context.today) as unknown as IDataObject, pairedItem: { item: index } });
			}
		}
		return [done];
	},
};

function readFilter(filters: IDataObject): InvoiceFilter {
	const day = (name: string) => (filters[name] ? parseDay(filters[name]) : undefined);
	const amount = (name: string) => (filters[name] === undefined ? undefined : centsFromDecimal(Number(filters[name])));
	return {
		source: (filters.source as string) || undefined,
		customer: (filters.customer as string) || undefined,
		dueFrom: day('dueFrom'),
		dueTo: day('dueTo'),
		daysOverdueFrom: filters.daysOverdueFrom as number | undefined,
		daysOverdueTo: filters.daysOverdueTo as number | undefined,
		balanceFromCents: amount('balanceFrom'),
		balanceToCents: amount('balanceTo'),
	};
}
