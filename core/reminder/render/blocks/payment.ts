import type { InvoiceContext } from '../invoiceContext';
import { cleanValue } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { element, optional } from './block';
import { boletoBlocks } from './boleto';
import { linkBlocks } from './links';
import { pixBlocks } from './pix';

/** Where to turn for what cannot be paid from the message: all of the open invoices, or those that are left. */
function contactSentence(session: RenderSession, left: readonly InvoiceContext[], someCanBePaid: boolean): string {
	const { telefone, email } = session.context.credor;
	const phone = optional(telefone);
	const mail = optional(email);
	const ways = [...(phone ? [`pelo telefone ${phone}`] : []), ...(mail ? [`pelo e-mail ${mail}`] : [])];
	const how = ways.length > 0 ? `fale conosco ${ways.join(' ou ')}` : 'fale conosco respondendo a esta mensagem';
	const [only] = left;
	const which = only && left.length === 1 ? ` da fatura ${cleanValue(only.numero)}` : ' das demais faturas';
	return `Para receber os dados de pagamento${someCanBePaid ? which : ''}, ${how}.`;
}

/**
 * `{{> pagamento}}`: every way to pay that there is, so that a phone is enough: the button to the payment page and
 * the card page, Pix with its QR code and the code to copy, the linha digitável. A sentence on how to get in touch
 * for invoices without any of them; nothing when every invoice is settled.
 */
export function paymentBlock(session: RenderSession): RenderedBlock {
	const open = session.context.faturas.filter((invoice) => !invoice.paga);
	if (open.length === 0) return { html: '', text: '' };
	const { pix } = session.context;
	const links = linkBlocks(open);
	const ways = [...links.blocks, ...pixBlocks(session, pix, open.length), ...boletoBlocks(open)];
	const left = open.filter(({ numero, linhaDigitavel }) => !links.paid.has(numero) && linhaDigitavel === null && !pix.some(({ numbers }) => numbers.includes(numero)));
	if (left.length > 0) {
		const sentence = contactSentence(session, left, left.length < open.length);
		ways.push({ html: element('p', 'text', STYLES.paragraph, sentence), text: sentence });
	}
	return { html: ways.map(({ html }) => html).join('\n'), text: ways.map(({ text }) => text).join('\n\n') };
}
