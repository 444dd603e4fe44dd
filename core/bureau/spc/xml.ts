import { SaxesParser } from 'saxes';
import { ParseError } from '../../importing/problems';

/** An element, by its local name: a namespace's prefix is the server's own choice. */
export interface XmlElement {
	name: string;
	attributes: Readonly<Record<string, string>>;
	children: XmlElement[];
	/** All text directly within. */
	text: string;
}

/** Answers are tens of kilobytes; what is far above that is no answer but an attack or a fault. */
export const MOST_CHARACTERS = 5_000_000;
const DEEPEST = 60;
const MOST_ELEMENTS = 100_000;

/**
 * The root element of a document. A DOCTYPE is refused, and with it every entity of the document's own, so that none
 * can be expanded or fetched.
 *
 * @throws ParseError when it is not well-formed, has a DOCTYPE, or is larger or deeper than an answer can be
 */
export function parseXml(text: string): XmlElement {
	if (text.length > MOST_CHARACTERS) throw new ParseError('O XML é grande demais.');
	const parser = new SaxesParser({ xmlns: true });
	const open: XmlElement[] = [];
	let root: XmlElement | null = null;
	let elements = 0;
	const refuse = (why: string): never => {
		throw new ParseError(why);
	};
	parser.on('error', ({ message }) => refuse(`O XML está malformado (${message.slice(0, 80)}).`));
	parser.on('doctype', () => refuse('O XML traz um DOCTYPE, que não se aceita.'));
	parser.on('opentag', ({ local, attributes }) => {
		elements += 1;
		if (elements > MOST_ELEMENTS || open.length >= DEEPEST) refuse('O XML é grande ou fundo demais.');
		const element: XmlElement = { name: local, attributes: Object.fromEntries(Object.values(attributes).map((attribute) => [attribute.local, attribute.value])), children: [], text: '' };
		open.at(-1)?.children.push(element);
		root ??= element;
		open.push(element);
	});
	const addText = (piece: string) => {
		const element = open.at(-1);
		if (element) element.text += piece;
	};
	parser.on('text', addText);
	parser.on('cdata', addText);
	parser.on('closetag', () => void open.pop());
	parser.write(text).close();
	return root ?? refuse('O XML está vazio.');
}

/** The first child of this name; null for none. */
export function childOf(element: XmlElement | null, name: string): XmlElement | null {
	return element?.children.find((child) => child.name === name) ?? null;
}

/** A value that stands in an attribute or in a child of this name; null for none. */
export function valueIn(element: XmlElement | null, name: string): string | null {
	if (element === null) return null;
	if (Object.hasOwn(element.attributes, name)) return element.attributes[name];
	return childOf(element, name)?.text ?? null;
}

/** The first element of this name, the root itself or below it, in the document's order; null for none. */
export function findElement(root: XmlElement, name: string): XmlElement | null {
	if (root.name === name) return root;
	for (const child of root.children) {
		const found = findElement(child, name);
		if (found) return found;
	}
	return null;
}

/** `text` as it may stand within an element or an attribute. */
export function escapeXml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
