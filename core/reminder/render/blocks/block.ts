import { isEmptyValue } from '../helpers';
import { cleanValue, escapeHtml } from '../sanitize';
import type { RenderSession } from '../session';
import { STYLES } from '../styles';

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

/**
 * A row of a table of amounts: what it is and how much, and below them, over the whole width of a narrow screen,
 * what there is to say about it. `label` is HTML.
 */
export function amountRow({ label, amount, details = [] }: { label: string; amount: string; details?: readonly string[] }, space: number, weight = ''): string {
	const cell = `padding:${space}px 0 ${details.length > 0 ? 0 : space}px;${STYLES.line}${weight}`;
	const row = `<tr><td class="cob-line" width="100%" style="${cell};overflow-wrap:anywhere">${label}</td>
<td class="cob-line" align="right" valign="top" style="${cell};padding-left:12px;white-space:nowrap">${escapeHtml(amount)}</td></tr>`;
	if (details.length === 0) return row;
	return `${row}
<tr><td class="cob-muted" colspan="2" style="${STYLES.muted};padding:0 0 ${space}px;overflow-wrap:anywhere">${details.map(escapeHtml).join('<br>')}</td></tr>`;
}

/** Small print that helps to use what follows, and a line break; empty when there is none. */
export function helpText(...sentences: readonly string[]): string {
	const text = sentences.filter((sentence) => sentence !== '').join(' ');
	return text === '' ? '' : `${element('p', 'muted', `${STYLES.muted};margin:0`, text)}\n`;
}
