import { escapeHtml } from './sanitize';
import type { Piece } from './session';
import { piecesOf } from './session';
import { STYLES } from './styles';

const URL_PATTERN = /(https?:\/\/[^\s<>"'`]+)/;
const TRAILING = new Set('.,;:!?)]}');

function anchor(url: string): string {
	const escaped = escapeHtml(url);
	return `<a class="cob-link" style="${STYLES.link}" href="${escaped}">${escaped}</a>`;
}

function valueText(piece: string | Piece): string {
	return typeof piece === 'string' ? piece : piece.kind === 'value' ? piece.text : '';
}

/** A URL typed in the template: values inside it are percent-encoded, so that they cannot change its shape. */
function resolveUrl(skeleton: string, pieces: readonly Piece[]): string {
	return piecesOf(skeleton, pieces)
		.map((piece) => (typeof piece === 'string' ? piece : encodeURIComponent(valueText(piece))))
		.join('');
}

/** Where the URL ends and the punctuation of the sentence begins. */
function urlEnd(text: string): number {
	let end = text.length;
	while (end > 0 && TRAILING.has(text[end - 1] ?? '')) end--;
	return end;
}

function plainHtml(skeleton: string, pieces: readonly Piece[]): string {
	return piecesOf(skeleton, pieces)
		.map((piece) => {
			if (typeof piece !== 'string' && piece.kind === 'value' && piece.isUrl) return anchor(piece.text);
			return escapeHtml(valueText(piece)).replaceAll('\n', '<br>\n');
		})
		.join('');
}

function eachSegment(skeleton: string, plain: (text: string) => string, url: (text: string) => string): string {
	return skeleton
		.split(URL_PATTERN)
		.map((segment, index) => {
			if (index % 2 === 0) return plain(segment);
			const end = urlEnd(segment);
			return url(segment.slice(0, end)) + plain(segment.slice(end));
		})
		.join('');
}

/** The runs of a paragraph between `**` marks; an unpaired mark stays as it was typed. */
function boldRuns(paragraph: string): Array<{ text: string; bold: boolean }> {
	const parts = paragraph.split('**');
	return parts.map((text, index) => {
		const bold = index % 2 === 1;
		if (bold && index === parts.length - 1) return { text: `**${text}`, bold: false };
		return bold && text.trim() === '' ? { text: `**${text}**`, bold: false } : { text, bold };
	});
}

/** A paragraph of a message, still with marks for its values, as HTML: escaped, with bold, links and `<br>`. */
export function inlineHtml(paragraph: string, pieces: readonly Piece[]): string {
	const plain = (text: string) => plainHtml(text, pieces);
	return boldRuns(paragraph)
		.map(({ text, bold }) => {
			const html = eachSegment(text, plain, (url) => anchor(resolveUrl(url, pieces)));
			return bold ? `<strong>${html}</strong>` : html;
		})
		.join('');
}

/** The same paragraph as plain text. */
export function inlineText(paragraph: string, pieces: readonly Piece[]): string {
	const plain = (text: string) => piecesOf(text, pieces).map(valueText).join('');
	const text = boldRuns(paragraph)
		.map((run) => eachSegment(run.text, plain, (url) => resolveUrl(url, pieces)))
		.join('');
	return text
		.split('\n')
		.map((line) => line.trimEnd())
		.join('\n');
}
