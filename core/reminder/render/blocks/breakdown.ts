import { explainLine, type ChargeLine } from '../../../charges';
import { decimalFromCents } from '../../../money/cents';
import { formatDay } from '../../../calendar/formatDay';
import { formatReais } from '../formats';
import type { InvoiceContext } from '../invoiceContext';
import { cleanValue, escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { amountRow, element } from './block';

/** More invoices than this are not explained one by one: `{{> faturas}}` has the amounts of all. */
const MAX_INVOICES = 20;

interface Row {
	label: string;
	detail: string | null;
	amount: string;
}

/** An invoice whose amount is not its face amount alone, or null. */
function linesOf(invoice: InvoiceContext): ChargeLine[] | null {
	const lines = invoice.charges?.lines ?? [];
	return lines.length > 1 ? lines : null;
}

function rowOf(line: ChargeLine): Row {
	const { label, detail } = explainLine(line);
	return { label, detail: line.kind === 'principal' ? null : detail, amount: formatReais(decimalFromCents(line.amountCents)) };
}

function totalOf({ valorAtualizado, validoAte }: InvoiceContext): Row {
	return { label: validoAte ? `Total para pagamento até ${formatDay(validoAte)}` : 'Total', detail: null, amount: formatReais(valorAtualizado) };
}

function htmlRow({ label, detail, amount }: Row, isTotal: boolean): string {
	return amountRow({ label: escapeHtml(label), amount, details: detail === null ? [] : [detail] }, 8, isTotal ? ';font-weight:bold' : '');
}

function textRow({ label, detail, amount }: Row): string {
	return `- ${label}: ${amount}${detail === null ? '' : `\n  ${detail}`}`;
}

/**
 * `{{> composicao}}`: how each updated amount comes about, line by line up to the total and the day it holds
 * until. Nothing for invoices that are owed their face amount alone.
 */
export function breakdownBlock(session: RenderSession): RenderedBlock {
	const explained = session.context.faturas.filter((invoice) => linesOf(invoice) !== null).slice(0, MAX_INVOICES);
	const parts = explained.map((invoice) => {
		const heading = session.context.varias ? `Cálculo da fatura ${cleanValue(invoice.numero)}` : 'Como se chega a esse valor';
		const rows = [...(linesOf(invoice) ?? []).map(rowOf), totalOf(invoice)];
		return {
			html: `${element('p', 'text', STYLES.heading, heading)}
<table role="presentation" cellpadding="0" cellspacing="0" style="${STYLES.block}">
${rows.map((row, index) => htmlRow(row, index === rows.length - 1)).join('\n')}
</table>`,
			text: [`${heading}:`, ...rows.map(textRow)].join('\n'),
		};
	});
	return { html: parts.map(({ html }) => html).join('\n'), text: parts.map(({ text }) => text).join('\n\n') };
}
