import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { parseLegalRate, parseMonth } from '../../../../core/charges';
import { percentOf } from '../../../../core/charges/rate';
import { normaliseHeader } from '../../../../core/importing/fields';
import { writeLegalRates, type LegalRateRow } from '../../../../core/ledger/legalRates';
import { inTransaction } from '../../../../core/ledger/Ledger';
import type { Operation } from '../../../shared/operation';
import { linesOf, textOf } from '../../../shared/values';

const MONTH_NAMES = ['data', 'mes', 'mes_referencia', 'referencia', 'competencia', 'month', 'date'];
const RATE_NAMES = ['valor', 'taxa', 'taxa_legal', 'percentual', 'rate', 'value'];

export const importLegalRatesOperation: Operation = {
	name: 'Import',
	action: 'Import the legal rate of months',
	description: 'Write the central bank’s monthly table into the ledger; a month told again takes the new rate',
	fields: [
		{
			displayName: 'The central bank publishes the legal rate (taxa legal, CC art. 406) of each month on the first days of it: paste its table here, or read its file with other nodes.',
			name: 'legalRateNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Rates From',
			name: 'ratesFrom',
			type: 'options',
			options: [
				{ name: 'Input Items', value: 'items', description: 'Each item is a month: columns such as data and valor' },
				{ name: 'Typed List', value: 'list', description: 'One month a line, typed or pasted into this node' },
			],
			default: 'list',
		},
		{
			displayName: 'List',
			name: 'rateList',
			type: 'string',
			typeOptions: { rows: 6 },
			default: '',
			required: true,
			placeholder: '08/2026; 0,613400',
			description: 'One month a line: month; rate in percent',
			displayOptions: { show: { ratesFrom: ['list'] } },
		},
		{
			displayName: 'Month Column',
			name: 'monthColumn',
			type: 'string',
			default: '',
			placeholder: 'data',
			description: 'Only when its name says too little',
			displayOptions: { show: { ratesFrom: ['items'] } },
		},
		{
			displayName: 'Rate Column',
			name: 'rateColumn',
			type: 'string',
			default: '',
			placeholder: 'valor',
			description: 'Only when its name says too little',
			displayOptions: { show: { ratesFrom: ['items'] } },
		},
	],
	async execute(context, input) {
		const typed = this.getNodeParameter('ratesFrom', 0) === 'list';
		const items = typed ? listRows(linesOf(this.getNodeParameter('rateList', 0, ''), 'List')) : input;
		const columns = typed
			? { month: 'month', rate: 'rate' }
			: { month: textOf(this.getNodeParameter('monthColumn', 0, ''), 'Month Column'), rate: textOf(this.getNodeParameter('rateColumn', 0, ''), 'Rate Column') };
		const rates = new Map<string, LegalRateRow & { index: number }>();
		const problems: INodeExecutionData[] = [];
		items.forEach(({ json }, index) => {
			try {
				const month = parseMonth(cell(json, columns.month, MONTH_NAMES, 'o mês'));
				const rate = parseLegalRate(cell(json, columns.rate, RATE_NAMES, 'a taxa'));
				const known = rates.get(month);
				if (known && known.rate !== rate) throw new RangeError(`O mês ${month} já veio na linha ${known.index + 1} com outra taxa.`);
				if (!known) rates.set(month, { month, rate, index });
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				problems.push({ json: { row: index + 1, reason: error.message, original: json }, pairedItem: { item: typed ? 0 : index } });
			}
		});
		const rows = [...rates.values()];
		await inTransaction(context.ledger, async (db) => await writeLegalRates(db, context.ledger.engine, rows.map(({ month, rate }) => ({ month, rate })), context.now.toISOString()));
		return [rows.map(({ month, rate, index }) => ({ json: { month, rate: percentOf(rate) }, pairedItem: { item: typed ? 0 : index } })), problems];
	},
};

function listRows(list: string): INodeExecutionData[] {
	const lines = list.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
	if (lines.length === 0) throw new RangeError('A lista está vazia: escreva um mês por linha, por exemplo 08/2026; 0,613400.');
	return lines.map((line) => {
		const [month = '', rate = ''] = line.split(/[;\t]/).map((part) => part.replaceAll('"', '').trim());
		return { json: { month, rate } };
	});
}

/** The value of a column that was named, or of the first one with a usual name. */
function cell(json: IDataObject, named: string, usual: readonly string[], what: string): unknown {
	const column = named || Object.keys(json).find((name) => usual.includes(normaliseHeader(name)));
	if (column === undefined || !Object.hasOwn(json, column)) {
		throw new RangeError(`Nenhuma coluna traz ${what}. Indique a coluna neste nó. Colunas encontradas: ${Object.keys(json).slice(0, 20).join(', ') || 'nenhuma'}.`);
	}
	return json[column];
}
