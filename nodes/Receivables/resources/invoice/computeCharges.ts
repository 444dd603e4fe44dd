import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Day } from '../../../../core/calendar/day';
import { parseDay } from '../../../../core/calendar/parseDay';
import { ChargesCalculator, chargesItem, nothingOwed, termsOf, type Charges, type ChargeTerms } from '../../../../core/charges';
import { chargedInvoice, isChargeable, paymentsOf, TermsReader, type Charging } from '../../../../core/ledger/charging';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { NodeContext } from '../../../shared/context';
import { chargeSources, type ChargeSource } from '../../../shared/chargeSources';
import type { Operation } from '../../../shared/operation';
import { readTerms, TERMS_FIELDS } from '../../../shared/termsFields';
import { textOf } from '../../../shared/values';
import { INVOICE_NUMBER_FIELDS, numberReader } from '../../../shared/invoiceNumberFields';

const typedTerms = TERMS_FIELDS.map((field): INodeProperties => ({ ...field, displayOptions: { show: { termsFrom: ['node'], ...field.displayOptions?.show } } }));

export const computeChargesOperation: Operation = {
	name: 'Compute Charges',
	action: 'Compute what invoices amount to',
	description: 'The updated amount of each invoice on a day: fine, interest, discount and payments, line by line. Writes nothing.',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		{
			displayName: 'Pay On',
			name: 'payOn',
			type: 'string',
			default: '',
			placeholder: '2026-12-31',
			description: 'Day of the payment that the amount is for. Leave empty for today.',
		},
		{
			displayName: 'Day Column',
			name: 'payOnColumn',
			type: 'string',
			default: '',
			placeholder: 'pagar_em',
			description: 'Column of the items with the day, where each has its own; it wins over Pay On',
			displayOptions: { show: { invoiceFrom: ['items'] } },
		},
		{
			displayName: 'Terms',
			name: 'termsFrom',
			type: 'options',
			options: [
				{ name: 'Of the Cobrança Account', value: 'account' },
				{ name: 'Of This Node', value: 'node', description: 'To see what other terms would come to' },
			],
			default: 'account',
			description: 'What is charged where an invoice says nothing itself',
		},
		...typedTerms,
	],
	async execute(context, items) {
		const charging = { ...(await context.charging()), ...termsOfNode(this) };
		const sources = await chargeSources(context, items, numberReader(this, items));
		const payOn = payDays(this, context, items);
		return await charge(context, items, sources, charging, payOn);
	},
};

function termsOfNode(functions: IExecuteFunctions): { terms?: ChargeTerms } {
	if (functions.getNodeParameter('termsFrom', 0) !== 'node') return {};
	const fields = Object.fromEntries(TERMS_FIELDS.map(({ name }) => [name, functions.getNodeParameter(name, 0, null) as IDataObject[string]]));
	return { terms: readTerms(fields) };
}

/** The day that each item is worked out for; read anew for each only where it has a column for it. */
function payDays(functions: IExecuteFunctions, context: NodeContext, items: readonly INodeExecutionData[]): (index: number) => Day {
	const typed = functions.getNodeParameter('payOn', 0, '');
	const day = typed ? parseDay(typed) : context.today;
	const column = textOf(functions.getNodeParameter('payOnColumn', 0, ''), 'Day Column');
	return (index) => {
		const own = column ? items[index].json[column] : undefined;
		return own === undefined || own === null || own === '' ? day : parseDay(own);
	};
}

async function charge(context: NodeContext, items: INodeExecutionData[], sources: ReadonlyArray<ChargeSource | Error>, charging: Charging, payOn: (index: number) => Day): Promise<INodeExecutionData[][]> {
	const { db, engine } = context.ledger;
	const known = sources.flatMap((source) => (source instanceof Error || !source.invoice ? [] : [source.invoice]));
	const payments = await paymentsOf(db, engine, known);
	const calculators = new Map<Day, ChargesCalculator>();
	const terms = new TermsReader(charging.terms);
	const done: INodeExecutionData[] = [];
	const problems: INodeExecutionData[] = [];
	const compute = (source: ChargeSource, day: Day): Charges => {
		let calculator = calculators.get(day);
		if (!calculator) calculators.set(day, (calculator = new ChargesCalculator(day, charging.calendar, charging.legalRates)));
		if (!source.invoice) return calculator.of({ ...source.charged, terms: termsOf(charging.terms, source.terms) });
		if (!isChargeable(source.invoice)) return nothingOwed(day);
		return calculator.of(chargedInvoice(source.invoice, terms.of(source.invoice.terms), payments.get(source.invoice.id) ?? []));
	};
	sources.forEach((source, index) => {
		const item = items[index];
		try {
			if (source instanceof Error) throw source;
			const charges = chargesItem(compute(source, payOn(index)), charging.legalRates);
			const json = source.invoice ? { ...item.json, ...toItem(source.invoice, context.today) } : item.json;
			done.push({ json: { ...json, charges } as unknown as IDataObject, pairedItem: { item: index } });
		} catch (error) {
			if (!(error instanceof RangeError) && !(error instanceof LedgerError)) throw error;
			problems.push({ json: { row: index + 1, reason: error.message, original: item.json }, pairedItem: { item: index } });
		}
	});
	return [done, problems];
}
