import { isEmptyValue } from '../helpers';
import { cleanValue, escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';

/** A ready-made piece in both forms of a message. Empty when there is nothing to say. */
export interface RenderedBlock {
	html: string;
	text: string;
}

/** A value of the customer's or creditor's that a piece cannot do without. Throws when it is empty. */
export function required(session: RenderSession, value: string | null, variable: string): string {
	const text = value === null ? '' : cleanValue(value);
	if (isEmptyValue(text)) throw session.emptyVariable(variable, { line: 1, column: 1 }, undefined);
	return text;
}

/** A value that may be missing: null when it is. */
export function optional(value: string | null): string | null {
	const text = value === null ? '' : cleanValue(value);
	return text === '' ? null : text;
}

/** An element with a class for the dark variant, an inline style and plain text inside. */
export function element(tag: string, className: string, style: string, text: string): string {
	return `<${tag} class="cob-${className}" style="${style}">${escapeHtml(text)}</${tag}>`;
}
