import type { PixOffer } from '../../payment/pix';
import { formatDay } from '../../../calendar/formatDay';
import { formatReais } from '../formats';
import { cleanValue, escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { element, helpText } from './block';

/** Codes past this many make a message nobody scrolls through; their invoices have other ways or the contact sentence. */
const MAX_CODES = 10;

function headingOf({ amount, numbers }: PixOffer, openCount: number): string {
	const value = amount === null ? '' : ` de ${formatReais(amount)}`;
	if (openCount === 1) return `Pix${value}`;
	if (numbers.length === 1) return `Pix${value} para a fatura ${cleanValue(numbers[0])}`;
	const which = numbers.length === openCount ? `as ${numbers.length} faturas` : `as faturas ${numbers.map(cleanValue).slice(0, 10).join(', ')}${numbers.length > 10 ? '…' : ''}`;
	return `Pix${value} para ${which}`;
}

function validity({ validUntil }: PixOffer): string {
	return validUntil === null ? '' : `Valor para pagamento até ${formatDay(validUntil)}; depois, peça um novo código.`;
}

/** Each Pix of the message: what it pays, its QR code, and the code to copy. */
export function pixBlocks(session: RenderSession, offers: readonly PixOffer[], openCount: number): RenderedBlock[] {
	return offers.slice(0, MAX_CODES).map((offer, index) => {
		const heading = headingOf(offer, openCount);
		const cid = session.showQrCode(offer.payload);
		// Said once, it holds for the other codes too.
		const how = index === 0 ? 'Copie o código abaixo e use "Pix copia e cola" no aplicativo do seu banco, ou leia o QR Code com outro aparelho.' : '';
		const alt = `QR Code: ${heading}. Se a imagem não aparece, use o código abaixo.`;
		return {
			html: `${element('p', 'text', STYLES.heading, heading)}
${helpText(how, validity(offer))}<img src="cid:${escapeHtml(cid)}" width="200" height="200" alt="${escapeHtml(alt)}" style="${STYLES.qrCode}">
${element('p', 'code', `${STYLES.code};margin:0 0 24px`, offer.payload)}`,
			text: `${[`${heading}.`, validity(offer)].join(' ').trim()} Código para "Pix copia e cola":\n${offer.payload}`,
		};
	});
}
