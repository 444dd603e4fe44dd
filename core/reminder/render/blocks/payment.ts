import { formatReais } from '../formats';
import type { InvoiceContext } from '../invoiceContext';
import { cleanValue, escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { element, optional } from './block';

/** With more links than this the message stops being readable; the sentence covers the rest. */
const MAX_LINKS = 20;

interface PaymentLink {
	url: string;
	label: string;
}

function linksOf(open: readonly InvoiceContext[]): PaymentLink[] {
	const withLink = open.filter((invoice) => invoice.linkPagamento !== null);
	const urls = new Set(withLink.map((invoice) => invoice.linkPagamento));
	const [first] = withLink;
	if (first?.linkPagamento && open.length === 1) return [{ url: first.linkPagamento, label: `Pagar ${formatReais(first.saldo)}` }];
	if (first?.linkPagamento && withLink.length > 1 && urls.size === 1) return [{ url: first.linkPagamento, label: 'Ver e pagar as faturas' }];
	return withLink.slice(0, MAX_LINKS).flatMap((invoice) =>
		invoice.linkPagamento ? [{ url: invoice.linkPagamento, label: `Pagar a fatura ${cleanValue(invoice.numero)} (${formatReais(invoice.saldo)})` }] : [],
	);
}

/** Where to turn for what cannot be paid by a link: all of the open invoices, or those that are left. */
function contactSentence(session: RenderSession, left: readonly InvoiceContext[], someHaveLinks: boolean): string {
	const { telefone, email } = session.context.credor;
	const phone = optional(telefone);
	const mail = optional(email);
	const ways = [...(phone ? [`pelo telefone ${phone}`] : []), ...(mail ? [`pelo e-mail ${mail}`] : [])];
	const how = ways.length > 0 ? `fale conosco ${ways.join(' ou ')}` : 'fale conosco respondendo a esta mensagem';
	const [only] = left;
	const which = only && left.length === 1 ? ` da fatura ${cleanValue(only.numero)}` : ' das demais faturas';
	return `Para receber os dados de pagamento${someHaveLinks ? which : ''}, ${how}.`;
}

function button(link: PaymentLink, showAddress: boolean): string {
	const address = showAddress
		? `<br><span class="cob-muted" style="${STYLES.muted}">Ou copie o endereço: <a class="cob-link" style="${STYLES.link}" href="${escapeHtml(link.url)}">${escapeHtml(link.url)}</a></span>`
		: '';
	return `<p style="margin:0 0 24px"><a class="cob-button" style="${STYLES.button};margin:0 0 10px" href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a>${address}</p>`;
}

function listOfLinks(links: readonly PaymentLink[]): string {
	const items = links.map(
		(link) => `<a class="cob-link" style="${STYLES.link};font-weight:bold" href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a>`,
	);
	return `<p style="margin:0 0 24px;line-height:32px">${items.join('<br>\n')}</p>`;
}

/**
 * `{{> pagamento}}`: a button to the payment page, or one link an invoice; a sentence on how to get in
 * touch for what has no link; nothing when every invoice is settled.
 */
export function paymentBlock(session: RenderSession): RenderedBlock {
	const open = session.context.faturas.filter((invoice) => !invoice.paga);
	if (open.length === 0) return { html: '', text: '' };
	const links = linksOf(open);
	const [first] = links;
	const left = open.filter((invoice) => !links.some((link) => link.url === invoice.linkPagamento));
	const sentence = left.length === 0 ? null : contactSentence(session, left, links.length > 0);
	const buttons = first && links.length === 1 ? [button(first, true)] : links.length > 1 ? [listOfLinks(links)] : [];
	return {
		html: [...buttons, ...(sentence ? [element('p', 'text', STYLES.paragraph, sentence)] : [])].join('\n'),
		text: [...links.map((link) => `${link.label}: ${link.url}`), ...(sentence ? [sentence] : [])].join('\n'),
	};
}
