import { formatReais } from '../formats';
import type { InvoiceContext } from '../invoiceContext';
import { cleanValue, escapeHtml } from '../sanitize';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';

/** With more links than this the message stops being readable; the sentence of `{{> pagamento}}` covers the rest. */
const MAX_LINKS = 20;

interface Link {
	url: string;
	label: string;
	numbers: string[];
}

/** The page decides what it asks for; an amount is only named when nothing was added to the invoice's own. */
function payLabel({ saldo, encargos, desconto }: InvoiceContext, whose = ''): string {
	const sameAmount = encargos === 0 && desconto === 0;
	return sameAmount ? `Pagar ${whose}${whose ? `(${formatReais(saldo)})` : formatReais(saldo)}` : `Ver e pagar ${whose.trim() || 'a fatura'}`;
}

function pages(open: readonly InvoiceContext[], urlOf: (invoice: InvoiceContext) => string | null, label: (invoice: InvoiceContext, whose: string) => string, together: string): Link[] {
	const withLink = open.filter((invoice) => urlOf(invoice) !== null);
	const urls = new Set(withLink.map(urlOf));
	const [first] = withLink;
	const url = first && urlOf(first);
	if (!first || !url) return [];
	if (open.length === 1) return [{ url, label: label(first, ''), numbers: [first.numero] }];
	if (withLink.length > 1 && urls.size === 1) return [{ url, label: together, numbers: withLink.map(({ numero }) => numero) }];
	return withLink.slice(0, MAX_LINKS).flatMap((invoice) => {
		const own = urlOf(invoice);
		return own ? [{ url: own, label: label(invoice, `a fatura ${cleanValue(invoice.numero)} `), numbers: [invoice.numero] }] : [];
	});
}

function button({ url, label }: Link): string {
	const address = `<br><span class="cob-muted" style="${STYLES.muted}">Ou copie o endereço: <a class="cob-link" style="${STYLES.link}" href="${escapeHtml(url)}">${escapeHtml(url)}</a></span>`;
	return `<p style="margin:0 0 24px"><a class="cob-button" style="${STYLES.button};margin:0 0 10px" href="${escapeHtml(url)}">${escapeHtml(label)}</a>${address}</p>`;
}

function list(links: readonly Link[]): string {
	const items = links.map(({ url, label }) => `<a class="cob-link" style="${STYLES.link};font-weight:bold" href="${escapeHtml(url)}">${escapeHtml(label)}</a>`);
	return `<p style="margin:0 0 24px;line-height:32px">${items.join('<br>\n')}</p>`;
}

/** The button to the payment page, or one link an invoice, and the same for paying by card; `paid` are the invoices that have a page. */
export function linkBlocks(open: readonly InvoiceContext[]): { blocks: RenderedBlock[]; paid: ReadonlySet<string> } {
	const links = pages(open, ({ linkPagamento }) => linkPagamento, payLabel, 'Ver e pagar as faturas');
	// The page that takes everything is shown once.
	const known = new Set(links.map(({ url }) => url));
	const cards = pages(open, ({ linkCartao }) => linkCartao, (_invoice, whose) => `Pagar ${whose}com cartão`, 'Pagar com cartão').filter(({ url }) => !known.has(url));
	const blocks = [links, cards].flatMap((group, index): RenderedBlock[] => {
		if (group.length === 0) return [];
		const html = index === 0 && group.length === 1 ? button(group[0]) : list(group);
		return [{ html, text: group.map(({ label, url }) => `${label}: ${url}`).join('\n') }];
	});
	return { blocks, paid: new Set([...links, ...cards].flatMap(({ numbers }) => numbers)) };
}
