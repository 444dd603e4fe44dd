import type { INodeExecutionData } from 'n8n-workflow';

/**
 * The lines of a pasted list as rows: `number; amount; day`, separated by semicolons or tabs (as cells pasted
 * from a spreadsheet are). Throws a RangeError when there is no line at all.
 */
export function parsePaymentList(list: string): INodeExecutionData[] {
	const lines = list.split(/\r\n|\r|\n/).map((line) => line.trim());
	const rows = lines.filter((line) => line !== '').map((line) => line.split(/[;\t]/).map((cell) => cell.trim()));
	if (rows.length === 0) throw new RangeError('A lista está vazia: escreva uma fatura por linha, por exemplo 2026-0154; 350,00; 20/11/2026.');
	return rows.map(([numero, valor_pago = '', data_pagamento = '']) => ({ json: { numero, valor_pago, data_pagamento } }));
}
