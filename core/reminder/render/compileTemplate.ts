import type { ReminderContext } from './context';
import { renderCustom } from './custom';
import type { CompiledPart } from './environment';
import { compilePart } from './environment';
import { renderMessage } from './message';
import { cleanSubject } from './sanitize';
import { OUTPUT_LIMIT, piecesOf, RenderSession, type InlineImage } from './session';
import type { TemplatePart } from './templateError';

/** What an operator writes: a plain message that both forms are made from, or each form whole. */
export type TemplateSource = { subject: string; message: string } | { subject: string; html: string; text: string };

export interface RenderedMessage {
	/** One line, at most 200 characters. */
	subject: string;
	html: string;
	text: string;
	/** What the HTML shows as `cid:…`. */
	images: readonly InlineImage[];
}

export interface CompiledTemplate {
	/** Fills the template in. Throws a `TemplateError` when a variable it prints is empty for this customer. */
	render(context: ReminderContext): RenderedMessage;
}

function renderSubject(part: CompiledPart, context: ReminderContext): string {
	const session = new RenderSession('subject', context);
	const line = piecesOf(part(session), session.pieces)
		.map((piece) => (typeof piece === 'string' ? piece : piece.kind === 'value' ? piece.text : ''))
		.join('');
	const subject = cleanSubject(line);
	if (subject === '') throw session.error('emptyPart', `o assunto ficou vazio para ${session.subjectOfError()}.`);
	return subject;
}

/** Renders one part in a session of its own, and refuses an output over the limit. */
function renderPart(part: CompiledPart, name: TemplatePart, context: ReminderContext, finish: (skeleton: string, session: RenderSession) => string): { output: string; images: readonly InlineImage[] } {
	const session = new RenderSession(name, context);
	const output = finish(part(session), session);
	if (output.length > OUTPUT_LIMIT) throw session.tooLarge();
	return { output, images: session.images };
}

/**
 * Makes a template ready to fill in. Every name in it is checked here, so that what can go wrong later is
 * only missing data. Throws a `TemplateError` that says, in Portuguese, what is wrong and where.
 */
export function compileTemplate(source: TemplateSource): CompiledTemplate {
	const subject = compilePart(source.subject, 'subject');
	if ('message' in source) {
		const message = compilePart(source.message, 'message');
		return {
			render: (context) => {
				const line = renderSubject(subject, context);
				const session = new RenderSession('message', context);
				const { html, text } = renderMessage(message(session), session, line);
				if (html.length > OUTPUT_LIMIT) throw session.tooLarge();
				return { subject: line, html, text, images: session.images };
			},
		};
	}
	const html = compilePart(source.html, 'html');
	const text = compilePart(source.text, 'text');
	return {
		render: (context) => {
			const formatted = renderPart(html, 'html', context, (skeleton, session) => renderCustom(skeleton, session, 'html'));
			return {
				subject: renderSubject(subject, context),
				html: formatted.output,
				text: renderPart(text, 'text', context, (skeleton, session) => renderCustom(skeleton, session, 'text')).output,
				images: formatted.images,
			};
		},
	};
}
