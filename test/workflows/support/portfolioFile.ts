import type { Day } from '../../../core/calendar/day';
import type { N8nClient } from '../../../playground/n8n';
import type { RunResult } from '../../../playground/n8n-push';
import type { TestCreditor } from './creditor';
import { bundled, save } from './workflows';

/** A row of a portfolio as an operator's file has it; what is left out is empty. */
export interface FileRow {
	numero: string;
	cliente: string;
	email?: string;
	cpf_cnpj?: string;
	descricao?: string;
	vencimento: Day;
	valor?: string;
	situacao?: string;
	valor_pago?: string;
	data_pagamento?: string;
	link_pagamento?: string;
	linha_digitavel?: string;
	juros_mes?: string;
}

const COLUMNS = ['numero', 'cliente', 'cpf_cnpj', 'email', 'descricao', 'vencimento', 'valor', 'situacao', 'valor_pago', 'data_pagamento', 'link_pagamento'] as const;
/** Columns that a file has only when a row fills them. */
const RARE_COLUMNS = ['linha_digitavel', 'juros_mes'] as const;

/** `31/12/2026`. */
export function brazilian(day: Day): string {
	return day.split('-').reverse().join('/');
}

/** The rows as a Brazilian system exports them: semicolons, Brazilian days and amounts. */
export function csv(rows: readonly FileRow[]): string {
	const cell = (text: string) => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
	const columns = [...COLUMNS, ...RARE_COLUMNS.filter((column) => rows.some((row) => row[column] !== undefined))];
	const lines = rows.map((row) => columns.map((column) => cell(column === 'vencimento' ? brazilian(row.vencimento) : (row[column] ?? (column === 'valor' ? '100,00' : '')))).join(';'));
	return `${[columns.join(';'), ...lines].join('\r\n')}\r\n`;
}

/** Sends a file through the form of importar-carteira, as an operator does. */
export async function importFile(client: N8nClient, creditor: TestCreditor, fileName: string, content: string | Uint8Array, type = typeOf(fileName)): Promise<RunResult & { lastPage: string }> {
	const { id } = await save(client, bundled('importar-carteira.json'), [creditor.account]);
	const run = await client.runForm(id, { fields: [{ fileName, content, type }] });
	return { ...run, lastPage: readable(run.page ?? '') };
}

/** What a browser calls the file. */
function typeOf(fileName: string): string {
	return fileName.endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv';
}

/** What a page shows, without its markup and scripts. */
export function readable(page: string): string {
	return page
		.replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
		.replace(/<br\s*\/?>/g, '\n')
		.replace(/<[^>]+>/g, ' ')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');
}
