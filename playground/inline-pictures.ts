import type { Email } from 'postal-mime';

/** What a browser draws and never runs. SVG is not among them: it is a document of its own. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
const SOURCE = /(\ssrc\s*=\s*)(?:"cid:([^"]*)"|'cid:([^']*)')/gi;

function contentId(text: string): string {
	return text.trim().replace(/^<|>$/g, '');
}

function decoded(cid: string): string {
	try {
		return decodeURIComponent(cid);
	} catch {
		return cid;
	}
}

/**
 * The HTML of a message with the pictures that travel inside it put in place of their `cid:` addresses, as
 * mail programs show them. What it does not carry, or is no picture, stays as it was.
 */
export function htmlWithPictures({ html = '', attachments }: Pick<Email, 'html' | 'attachments'>): string {
	const pictures = new Map<string, string>();
	for (const { contentId: id, mimeType, content } of attachments) {
		const type = mimeType.toLowerCase();
		if (!id || !PICTURES.has(type)) continue;
		const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content as Uint8Array);
		pictures.set(contentId(id), `data:${type};base64,${bytes.toString('base64')}`);
	}
	return html.replace(SOURCE, (whole: string, before: string, double?: string, single?: string) => {
		const picture = pictures.get(decoded(double ?? single ?? ''));
		return picture ? `${before}"${picture}"` : whole;
	});
}
