import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { addDays } from '../../../../core/calendar/day';
import { IMPORTANCES, PAYER_PROFILES, PROFILE_NAMES } from '../../../../core/classification/profiles';
import { listCustomers, type CustomerFilter, type CustomerStanding } from '../../../../core/ledger/customers/listCustomers';
import { invoicesByIds } from '../../../../core/ledger/invoices/listInvoices';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import { decimalFromCents } from '../../../../core/money/cents';
import type { NodeContext } from '../../../shared/context';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { IMPORTANCE_FIELD_OPTIONS, PROFILE_FIELD_OPTIONS } from '../../../shared/segmentFields';
import { centsOf, choicesOf, flagOf, textOf, wholeOf } from '../../../shared/values';
import { customerItem } from './customerItem';

/** A hundred years: nobody means more. */
const MAX_DAYS = 36_500;

export const listOperation: Operation = {
	name: 'Get Many',
	action: 'List customers',
	description: 'List customers by profile, importance, what they owe, or the age of their last credit report: the most important first',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ displayName: 'Customer', name: 'customer', type: 'string', default: '', description: 'Part of the name, or the whole CPF, CNPJ or email' },
				{ displayName: 'Importance', name: 'importances', type: 'multiOptions', options: IMPORTANCE_FIELD_OPTIONS, default: ['A'] },
				{ displayName: 'Message Key', name: 'messageKey', type: 'string', default: '', description: 'The Message Key of a Reminder: with "No Message for Days", leaves out whoever got that message lately' },
				{ displayName: 'No Credit Report for Days', name: 'reportDays', type: 'number', typeOptions: { minValue: 1 }, default: 90, description: 'Only customers with a CPF or CNPJ whose last credit report is older than this, or who have none' },
				{ displayName: 'No Message for Days', name: 'messageDays', type: 'number', typeOptions: { minValue: 1 }, default: 180 },
				{ displayName: 'Open Balance From', name: 'openFrom', type: 'number', typeOptions: { numberPrecision: 2 }, default: 0, description: 'Smallest amount that is not paid yet, in reais' },
				{ displayName: 'Overdue Balance From', name: 'overdueFrom', type: 'number', typeOptions: { numberPrecision: 2 }, default: 0, description: 'Smallest amount that is overdue, in reais' },
				{ displayName: 'Profile', name: 'profiles', type: 'multiOptions', options: PROFILE_FIELD_OPTIONS, default: ['excellent'], description: 'As last classified; who never was counts as new' },
			],
		},
		{
			displayName: 'With the Invoice Paid Last',
			name: 'withPaidInvoice',
			type: 'boolean',
			default: false,
			description: 'Whether each item carries the invoice that the customer paid last, so that a Reminder can thank for it; customers who have paid none are left out',
		},
	],
	async execute(context, items) {
		const done: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const filter = readFilter((this.getNodeParameter('filters', index, {}) ?? {}) as IDataObject, context);
			const withInvoice = flagOf(this.getNodeParameter('withPaidInvoice', index, false), 'With the Invoice Paid Last');
			const limit = this.getNodeParameter('returnAll', index) ? undefined : wholeOf(this.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 });
			const found = await listCustomers(context.ledger.db, { ...filter, hasPaid: withInvoice, limit }, context);
			const invoices = withInvoice ? await invoicesByIds(context.ledger.db, context.ledger.engine, found.flatMap(({ newest_paid_id: id }) => id ?? [])) : null;
			for (const customer of found) {
				const invoice = customer.newest_paid_id === null ? undefined : invoices?.get(customer.newest_paid_id);
				done.push({ json: { ...standingItem(customer), ...(invoice ? { invoice: toItem(invoice, context.today).invoice as unknown as IDataObject } : {}) }, pairedItem: { item: index } });
			}
		}
		return [done];
	},
};

function readFilter(filters: IDataObject, { today }: NodeContext): CustomerFilter {
	const since = (name: string, field: string) => (filters[name] === undefined ? undefined : addDays(today, -wholeOf(filters[name], field, { otherwise: 1, min: 1, max: MAX_DAYS })));
	const key = textOf(filters.messageKey, 'Message Key');
	const messageDay = since('messageDays', 'No Message for Days');
	if ((messageDay === undefined) !== (key === '')) throw new RangeError('"Message Key" e "No Message for Days" andam juntos: preencha os dois, ou tire os dois.');
	return {
		customer: textOf(filters.customer, 'Customer') || undefined,
		profiles: choicesOf(filters.profiles, 'Profile', PAYER_PROFILES),
		importances: choicesOf(filters.importances, 'Importance', IMPORTANCES),
		openFromCents: centsOf(filters.openFrom, 'Open Balance From'),
		overdueFromCents: centsOf(filters.overdueFrom, 'Overdue Balance From'),
		noReportSince: since('reportDays', 'No Credit Report for Days'),
		noMessageSince: messageDay === undefined ? undefined : { key, day: messageDay },
	};
}

function standingItem(row: CustomerStanding): IDataObject {
	return {
		customer: customerItem(row),
		standing: {
			profile: row.profile,
			profileName: row.profile === null ? null : PROFILE_NAMES[row.profile],
			importance: row.importance,
			score: row.score,
			classifiedOn: row.classified_on,
			openCount: row.open_count,
			openBalance: decimalFromCents(row.open_cents),
			overdueCount: row.overdue_count,
			overdueBalance: decimalFromCents(row.overdue_cents),
			creditLimit: row.credit_limit_cents === null ? null : decimalFromCents(row.credit_limit_cents),
			creditLimitUntil: row.credit_limit_until,
			lastReportOn: row.last_report_on,
		},
	};
}
