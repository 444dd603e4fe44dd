import { NodeOperationError, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { CsvError } from '../../../../core/importing/csvError';
import { importCsv } from '../../../../core/importing/importFile';
import { invoicesByIds } from '../../../../core/ledger/invoices/listInvoices';
import { toItem } from '../../../../core/ledger/invoices/toItem';
import { columnMapping, readColumns } from '../../../shared/columnMapping';
import type { NodeContext } from '../../../shared/context';
import type { Operation } from '../../../shared/operation';
import { problemItem } from '../../../shared/problems';
import { resolveItems } from '../../../shared/resolveInvoices';
import { textOf } from '../../../shared/values';
import { importMessage, summarise } from './importMessage';

/** A file of another kind can make every row a problem; more than this many help nobody. */
const PROBLEMS_AT_MOST = 10_000;

export const importOperation: Operation = {
	name: 'Import',
	action: 'Import invoices and customers',
	description: 'Write invoices and their customers into the ledger; importing the same ones again changes nothing',
	fields: [
		{
			displayName: 'Rows From',
			name: 'rowsFrom',
			type: 'options',
			options: [
				{ name: 'CSV File', value: 'file', description: 'A binary field of each item; any size, any usual encoding and separator' },
				{ name: 'Input Items', value: 'items', description: 'Each item is a row: from a spreadsheet, a database, an ERP' },
			],
			default: 'items',
		},
		{
			displayName: 'Binary Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			required: true,
			displayOptions: { show: { rowsFrom: ['file'] } },
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'string',
			default: 'planilha',
			required: true,
			description: 'Where these invoices come from. An invoice’s number is unique within its source, so that importing again updates it.',
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{ name: 'Invoices', value: 'invoices', description: 'Each imported invoice, with its customer' },
				{ name: 'Summary', value: 'summary', description: 'One item with the counts and a text that tells them' },
			],
			default: 'invoices',
			displayOptions: { show: { rowsFrom: ['items'] } },
		},
		columnMapping({}),
	],
	async execute(context, items) {
		const source = textOf(this.getNodeParameter('source', 0), 'Source');
		if (!source) throw new NodeOperationError(this.getNode(), 'Preencha o campo "Source": é ele que evita importar a mesma fatura duas vezes.');
		const columns = readColumns(this.getNodeParameter('columns', 0, {}));
		if (this.getNodeParameter('rowsFrom', 0) === 'file') return await importFiles.call(this, context, items, source, columns);
		const { resolved, problems } = await resolveItems(context, items, { source, columns });
		const refused = problems.map((problem) => problemItem(problem, items[problem.row - 1], problem.row - 1));
		if (this.getNodeParameter('output', 0, 'invoices') === 'summary') {
			const summary = summarise(resolved, problems);
			return [[{ json: { source, ...summary, message: importMessage(summary, problems) }, pairedItem: { item: 0 } }], refused];
		}
		const invoices = await invoicesByIds(context.ledger.db, context.ledger.engine, resolved.map(({ invoiceId }) => invoiceId));
		const done = resolved.map(({ index, invoiceId, result }): INodeExecutionData => {
			const invoice = invoices.get(invoiceId);
			if (!invoice) throw new Error(`invoice ${invoiceId} vanished while it was imported`);
			return { json: { ...toItem(invoice, context.today), importResult: result }, pairedItem: { item: index } };
		});
		return [done, refused];
	},
};

async function importFiles(
	this: IExecuteFunctions,
	context: NodeContext,
	items: INodeExecutionData[],
	source: string,
	columns: ReturnType<typeof readColumns>,
): Promise<INodeExecutionData[][]> {
	const done: INodeExecutionData[] = [];
	const refused: INodeExecutionData[] = [];
	for (let index = 0; index < items.length; index += 1) {
		const field = textOf(this.getNodeParameter('binaryField', index, 'data'), 'Binary Field');
		const binary = this.helpers.assertBinaryData(index, field);
		const stream = binary.id ? await this.helpers.getBinaryStream(binary.id) : chunks(await this.helpers.getBinaryDataBuffer(index, field));
		try {
			const { summary, problems } = await importCsv(context.ledger, stream, {
				source,
				columns,
				now: context.now,
				today: context.today,
				charging: await context.charging(),
				problemsAtMost: PROBLEMS_AT_MOST,
			});
			done.push({ json: { file: binary.fileName ?? field, source, ...summary, message: importMessage(summary, problems) } as IDataObject, pairedItem: { item: index } });
			refused.push(...problems.map((problem) => problemItem(problem, undefined, index)));
		} catch (error) {
			if (!(error instanceof CsvError) && !(error instanceof RangeError) && (error as Error).name !== 'ColumnError') throw error;
			throw new NodeOperationError(this.getNode(), `${binary.fileName ?? field}: ${(error as Error).message}`, { itemIndex: index });
		}
	}
	return [done, refused];
}

async function* chunks(buffer: Buffer): AsyncGenerator<Buffer> {
	const size = 256 * 1024;
	for (let start = 0; start < buffer.length; start += size) yield buffer.subarray(start, start + size);
}
