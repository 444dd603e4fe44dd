import type { InvoiceContext } from '../context';
import { formatDay, formatReais } from '../formats';
import { escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { element, optional, required } from './block';

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
	if (invoice.parcial) details.push(`Já recebemos ${formatReais(invoice.valorPago)} de ${formatReais(invoice.valor)}`);
	return {
		title: `Fatura ${required(session, invoice.numero, 'fatura.numero')}`,
		amount: formatReais(invoice.paga ? invoice.valorPago : invoice.saldo),
		details,
	};
}

/** The last line of a list of several: what is owed in all, or what was paid when nothing is owed. */
function totalOf(session: RenderSession): { label: string; amount: string } | null {
	const { faturas, total, varias } = session.context;
	if (!varias) return null;
	if (faturas.every((invoice) => invoice.paga)) return { label: 'Total pago', amount: formatReais(total.valorPago) };
	return { label: 'Total em aberto', amount: formatReais(total.saldo) };
}

function htmlRow(row: Row): string {
	const details = row.details.map((detail) => `<br>${element('span', 'muted', STYLES.muted, detail)}`).join('');
	const cell = `padding:12px 0;${STYLES.line}`;
	return `<tr><td class="cob-line" style="${cell};overflow-wrap:anywhere"><strong>${escapeHtml(row.title)}</strong>${details}</td>
<td class="cob-line" align="right" valign="top" style="${cell};padding-left:12px;white-space:nowrap">${escapeHtml(row.amount)}</td></tr>`;
}

function htmlTotal(label: string, amount: string): string {
	const cell = `padding:12px 0;${STYLES.line};font-weight:bold`;
	return `<tr><td class="cob-line" style="${cell}">${label}</td>
<td class="cob-line" align="right" style="${cell};padding-left:12px;white-space:nowrap">${escapeHtml(amount)}</td></tr>`;
}

/** `{{> faturas}}`: each invoice with its description, due date, situation and balance, and the total of several. */
export function invoicesBlock(session: RenderSession): RenderedBlock {
	const { faturas, varias } = session.context;
	const rows = faturas.slice(0, MAX_ROWS).map((invoice) => rowOf(session, invoice));
	const left = faturas.length - rows.length;
	const more = left > 0 ? `e mais ${left} ${left === 1 ? 'fatura' : 'faturas'}` : null;
	const total = totalOf(session);
	const html = [
		...rows.map(htmlRow),
		...(more ? [`<tr><td class="cob-line" colspan="2" style="padding:12px 0;${STYLES.line}">${more}</td></tr>`] : []),
		...(total ? [htmlTotal(total.label, total.amount)] : []),
	];
	const text = [
		...rows.map((row) => [`- ${row.title}: ${row.amount}`, ...row.details.map((detail) => `  ${detail}`)].join('\n')),
		...(more ? [more] : []),
		...(total ? [`${total.label}: ${total.amount}`] : []),
	];
	return {
		html: `<table role="presentation" cellpadding="0" cellspacing="0" style="${STYLES.block}">\n${html.join('\n')}\n</table>`,
		text: text.join(varias ? '\n\n' : '\n'),
	};
}
