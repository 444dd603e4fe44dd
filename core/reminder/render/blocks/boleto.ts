import type { InvoiceContext } from '../invoiceContext';
import { cleanValue } from '../sanitize';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { element, helpText } from './block';

/** As for Pix codes. */
const MAX_BOLETOS = 10;

/** The bank knows what a boleto was registered with, not we. */
function noteOf({ vencida, desconto }: InvoiceContext): string {
	if (vencida) return 'O banco mostra o valor do dia na hora do pagamento.';
	return desconto > 0 ? 'Antes de confirmar, confira se o banco mostra o valor com o desconto.' : '';
}

/** The linha digitável of each invoice: in groups to read or type, and in one piece to copy. */
export function boletoBlocks(open: readonly InvoiceContext[]): RenderedBlock[] {
	return open
		.filter(({ linhaDigitavel }) => linhaDigitavel !== null)
		.slice(0, MAX_BOLETOS)
		.map((invoice, index) => {
			const line = invoice.linhaDigitavel ?? '';
			const heading = `Boleto${open.length > 1 ? ` da fatura ${cleanValue(invoice.numero)}` : ''}`;
			const note = noteOf(invoice);
			// Said once, it holds for the other boletos too.
			const how = index === 0 ? 'Copie o número do quadro e pague no aplicativo do seu banco, em "Pagar boleto".' : '';
			// The last two groups stay together where the line wraps.
			const printed = line.replace(/ (?=\S+$)/, '\u00A0');
			const digits = line.replace(/\D/g, '');
			return {
				html: `${element('p', 'text', STYLES.heading, heading)}
${helpText(how, note)}${element('p', 'text', 'margin:8px 0;font-size:15px', printed)}
${element('p', 'code', `${STYLES.code};margin:0 0 24px`, digits)}`,
				text: `${heading}, linha digitável:${note === '' ? '' : ` ${note}`}\n${line}\nPara copiar: ${digits}`,
			};
		});
}
