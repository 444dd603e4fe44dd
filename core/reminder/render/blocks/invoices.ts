import { formatDay } from '../../../calendar/formatDay';
import { formatReais } from '../formats';
import type { InvoiceContext } from '../invoiceContext';
import { escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { amountRow, optional, required } from './block';
import { groupsOf, type Amount, type InvoiceList } from './invoiceGroups';

/** More rows than this are summed up in one line: a message is no statement of account. */
const MAX_ROWS = 100;

interface Row {
	title: string;
	amount: string;
	details: string[];
}

function rowOf(session: RenderSession, invoice: InvoiceContext): Row {
	const description = optional(invoice.descricao);
	const paidOn = invoice.pagoEm ? ` em ${formatDay(invoice.pagoEm)}` : '';
	const situation = invoice.paga ? `paga${paidOn}` : invoice.situacao;
	const details = [`Vencimento ${formatDay(invoice.vencimento)} (${situation})`];
	if (description) details.unshift(description);
	const changes = changesOf(invoice);
	if (changes) details.push(changes);
	if (invoice.parcial) details.push(`Já recebemos ${formatReais(invoice.valorPago)} de ${formatReais(invoice.valor)}`);
	return {
		title: `Fatura ${required(session, invoice.numero, 'fatura.numero')}`,
		amount: formatReais(invoice.paga ? invoice.valorPago : invoice.valorAtualizado),
		details,
	};
}

/** What the amount holds beside the invoice's own; null when it is that alone. */
function changesOf({ multa, juros, desconto, valor, validoAte }: InvoiceContext): string | null {
	if (desconto > 0) return `Com desconto de ${formatReais(desconto)}${validoAte ? ` para pagamento até ${formatDay(validoAte)}` : ''} (valor sem desconto: ${formatReais(valor)})`;
	const added = [...(multa > 0 ? [`multa de ${formatReais(multa)}`] : []), ...(juros > 0 ? [`juros de ${formatReais(juros)}`] : [])];
	return added.length > 0 ? `Inclui ${added.join(' e ')}` : null;
}

function htmlRow(row: Row): string {
	return amountRow({ ...row, label: `<strong>${escapeHtml(row.title)}</strong>` }, 12);
}

function htmlTotal({ label, amount }: Amount): string {
	return amountRow({ label, amount }, 12, ';font-weight:bold');
}

function htmlHeading(heading: string, isFirst: boolean): string {
	return `<tr><td colspan="2" style="padding:${isFirst ? '0' : '28px'} 0 8px;font-size:18px;font-weight:bold">${heading}</td></tr>`;
}

function countOf(left: number, isAfterRows: boolean): string {
	return `${isAfterRows ? 'e mais ' : ''}${left} ${left === 1 ? 'fatura' : 'faturas'}`;
}

/** One list with at most `room` of its invoices shown; the rest is counted. */
function listBlock(session: RenderSession, list: InvoiceList, room: number, isFirst: boolean): { html: string[]; text: string[] } {
	const rows = list.invoices.slice(0, room).map((invoice) => rowOf(session, invoice));
	const left = list.invoices.length - rows.length;
	const more = left > 0 ? countOf(left, rows.length > 0) : null;
	return {
		html: [
			...(list.heading ? [htmlHeading(list.heading, isFirst)] : []),
			...rows.map(htmlRow),
			...(more ? [`<tr><td class="cob-line" colspan="2" style="padding:12px 0;${STYLES.line}">${more}</td></tr>`] : []),
			...(list.total ? [htmlTotal(list.total)] : []),
		],
		text: [
			...(list.heading ? [`${list.heading}:`] : []),
			...rows.map((row) => [`- ${row.title}: ${row.amount}`, ...row.details.map((detail) => `  ${detail}`)].join('\n')),
			...(more ? [more] : []),
			...(list.total ? [`${list.total.label}: ${list.total.amount}`] : []),
		],
	};
}

/**
 * `{{> faturas}}`: each invoice with its description, due date, situation and balance, and the total of
 * several. What is late and what is not stand apart, each with its own total.
 */
export function invoicesBlock(session: RenderSession): RenderedBlock {
	let room = MAX_ROWS;
	const lists = groupsOf(session.context).map((list, index) => {
		const block = listBlock(session, list, room, index === 0);
		room -= Math.min(room, list.invoices.length);
		return block;
	});
	const html = lists.flatMap((list) => list.html).join('\n');
	return {
		html: `<table role="presentation" cellpadding="0" cellspacing="0" style="${STYLES.block}">\n${html}\n</table>`,
		text: lists.flatMap((list) => list.text).join(session.context.varias ? '\n\n' : '\n'),
	};
}
