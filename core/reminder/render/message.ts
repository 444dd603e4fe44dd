import type { RenderedBlock } from './blocks';
import { renderBlock } from './blocks';
import type { PartialName } from './check';
import { inlineHtml, inlineText } from './inline';
import { layout } from './layout';
import { cleanValue } from './sanitize';
import type { RenderSession } from './session';
import { STYLES } from './styles';

type Chunk = { paragraph: string } | { block: PartialName };

const BLANK_LINES = /\n[ \t]*\n\s*/;
const MARK = /(\uE000\d+\uE001)/;

function paragraphsOf(text: string): Chunk[] {
	return text
		.split(BLANK_LINES)
		.map((each) => each.trim())
		.filter((each) => each !== '')
		.map((paragraph) => ({ paragraph }));
}

/** Cuts rendered text into paragraphs (a blank line between them) and ready-made pieces, which stand alone. */
function chunksOf(skeleton: string, session: RenderSession): Chunk[] {
	const chunks: Chunk[] = [];
	let text = '';
	for (const part of skeleton.split(MARK)) {
		const piece = part.startsWith('\uE000') ? session.pieces[Number(part.slice(1, -1))] : undefined;
		if (piece?.kind !== 'block') {
			text += part;
			continue;
		}
		chunks.push(...paragraphsOf(text), { block: piece.name });
		text = '';
	}
	return [...chunks, ...paragraphsOf(text)];
}

function renderChunk(chunk: Chunk, session: RenderSession): RenderedBlock {
	if ('block' in chunk) return renderBlock(chunk.block, session);
	const { pieces } = session;
	return {
		html: `<p style="${STYLES.paragraph}">${inlineHtml(chunk.paragraph, pieces)}</p>`,
		text: inlineText(chunk.paragraph, pieces),
	};
}

/**
 * Both forms of a message written as plain text: one HTML document and its text. The creditor's signature
 * is put at the end unless the message has it already (CDC art. 42-A).
 * Throws a `TemplateError` when the message says nothing, or data it needs is missing.
 */
export function renderMessage(skeleton: string, session: RenderSession, subject: string): RenderedBlock {
	const chunks = chunksOf(skeleton, session);
	const rendered = chunks.map((chunk) => renderChunk(chunk, session)).filter((each) => each.text !== '');
	const signed = chunks.some((chunk) => 'block' in chunk && chunk.block === 'assinatura');
	if (rendered.length <= Number(signed)) {
		throw session.error('emptyPart', `a mensagem ficou sem texto para ${session.subjectOfError()}.`);
	}
	const signature = signed ? null : renderBlock('assinatura', session);
	const html = layout({
		title: subject,
		sender: cleanValue(session.context.credor.nome),
		body: rendered.map((each) => each.html).join('\n'),
		footer: signature?.html ?? '',
	});
	const text = [...rendered, ...(signature ? [signature] : [])].map((each) => each.text).join('\n\n');
	return { html, text: `${text}\n` };
}
