import Handlebars from 'handlebars';

/** Control characters, line and paragraph separators. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Marks that reorder or hide text: a name could make a message read differently from what it says. */
const BIDI_AND_INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const SUBJECT_LIMIT = 200;

/**
 * One line of plain text out of any data: controls and line breaks become one space, direction overrides
 * and invisible marks are dropped, halves of characters become U+FFFD. Empty when nothing readable is left.
 */
export function cleanValue(text: string): string {
	return text
		.replace(LONE_SURROGATES, '\uFFFD')
		.replace(BIDI_AND_INVISIBLE, '')
		.replace(CONTROLS, ' ')
		.replace(/ {2,}/g, ' ')
		.trim();
}

/** Text written by the operator, ready to parse: `\n` line ends, no other control but the tab. */
export function cleanSource(source: string): string {
	return source
		.replace(/\r\n?|[\u2028\u2029]/g, '\n')
		.replace(/[\uE000\uE001\uFEFF]/g, '')
		.replace(/(?![\n\t])\p{Cc}/gu, '');
}

/** A subject is one line of at most 200 characters. */
export function cleanSubject(subject: string): string {
	const line = cleanValue(subject);
	const characters = Array.from(line);
	if (characters.length <= SUBJECT_LIMIT) return line;
	return `${characters.slice(0, SUBJECT_LIMIT - 1).join('').trimEnd()}…`;
}

/** Text for an HTML element or attribute value. */
export function escapeHtml(text: string): string {
	return Handlebars.escapeExpression(text);
}

/** The address when it is a usable http or https one, percent-encoded as browsers do; else null. */
export function httpUrl(url: string | null): string | null {
	if (!url || !URL.canParse(url)) return null;
	const parsed = new URL(url);
	return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.href : null;
}
