import { renderBlock } from './blocks';
import type { RenderedBlock } from './blocks';
import { escapeHtml } from './sanitize';
import type { RenderSession } from './session';
import { piecesOf } from './session';

type Form = keyof RenderedBlock;

/** Whether the part says who collects: it has the signature, or the creditor's CPF/CNPJ typed or filled in. */
function isSigned(output: string, session: RenderSession): boolean {
	if (session.pieces.some((piece) => piece.kind === 'block' && piece.name === 'assinatura')) return true;
	const { documento } = session.context.credor;
	return documento !== '' && (output.includes(documento) || output.includes(documento.replace(/[^0-9A-Za-z]/g, '')));
}

function withSignature(output: string, form: Form, session: RenderSession): string {
	const signature = renderBlock('assinatura', session)[form];
	if (form === 'text') return `${output.trimEnd()}\n\n${signature}\n`;
	const end = output.toLowerCase().lastIndexOf('</body>');
	return end < 0 ? `${output}\n${signature}\n` : `${output.slice(0, end)}${signature}\n${output.slice(end)}`;
}

/**
 * A part written whole by the operator, as it is, with values put in: escaped in HTML, plain in text.
 * Only when it does not identify the creditor, the signature is added at its end (CDC art. 42-A).
 */
export function renderCustom(skeleton: string, session: RenderSession, form: Form): string {
	const output = piecesOf(skeleton, session.pieces)
		.map((piece, index, all) => {
			if (typeof piece === 'string') return piece;
			if (piece.kind === 'block') {
				const next = all[index + 1];
				// Handlebars drops the line break after a piece that has a line of its own.
				const lineEnd = form === 'text' && next !== undefined && !(typeof next === 'string' && next.startsWith('\n')) ? '\n' : '';
				return renderBlock(piece.name, session)[form] + lineEnd;
			}
			return form === 'html' ? escapeHtml(piece.text) : piece.text;
		})
		.join('');
	if (output.trim() === '') throw session.error('emptyPart', `ficou sem texto para ${session.subjectOfError()}.`);
	return isSigned(output, session) ? output : withSignature(output, form, session);
}
