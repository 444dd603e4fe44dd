import { escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';
import type { RenderedBlock } from './block';
import { optional, required } from './block';

function documentLabel(document: string): string {
	const length = document.replace(/[^0-9A-Za-z]/g, '').length;
	return length === 11 ? 'CPF' : length === 14 ? 'CNPJ' : 'CPF/CNPJ';
}

/**
 * `{{> assinatura}}`: the creditor's name, CPF or CNPJ and address, which every demand document must
 * carry (CDC art. 42-A), and how to get in touch. Throws when one of the three is empty.
 */
export function signatureBlock(session: RenderSession): RenderedBlock {
	const { credor } = session.context;
	const name = required(session, credor.nome, 'credor.nome');
	const document = required(session, credor.documento, 'credor.documento');
	const address = required(session, credor.endereco, 'credor.endereco');
	const phone = optional(credor.telefone);
	const mail = optional(credor.email);
	const contact = [...(phone ? [`Telefone: ${phone}`] : []), ...(mail ? [`E-mail: ${mail}`] : [])];
	const lines = [`${documentLabel(document)} ${document}`, address, ...contact];
	return {
		html: `<div class="cob-muted" style="${STYLES.signature}"><strong>${escapeHtml(name)}</strong><br>${lines.map(escapeHtml).join('<br>')}</div>`,
		text: [name, ...lines].join('\n'),
	};
}
