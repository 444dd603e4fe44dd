import type { ReceivedMessage } from '../../doubles/smtp/index';
import { CREDITOR_ADDRESS, CREDITOR_CNPJ, CREDITOR_EMAIL, CREDITOR_NAME } from './creditor';

/** A received message as its reader sees it. */
export interface Letter {
	to: string;
	subject: string;
	text: string;
	html: string;
	messageId: string;
}

const inHtml = (text: string) => text.replaceAll('&', '&amp;');

/**
 * The messages by recipient, in the order of the addresses, after checks that hold for each: sent by the
 * creditor, who says name, CNPJ and address (CDC art. 42-A); nothing left to fill in; text and HTML both there.
 */
export async function letters(received: readonly ReceivedMessage[]): Promise<Letter[]> {
	const all = await Promise.all(received.map(letter));
	return all.sort((a, b) => (a.to < b.to ? -1 : 1));
}

async function letter(message: ReceivedMessage): Promise<Letter> {
	const { from, subject = '', text = '', html = '', messageId = '' } = await message.parse();
	expect(from).toMatchObject({ address: CREDITOR_EMAIL, name: CREDITOR_NAME });
	expect(message.headers.get('reply-to')).toContain(CREDITOR_EMAIL);
	for (const part of [CREDITOR_NAME, CREDITOR_CNPJ, CREDITOR_ADDRESS]) {
		expect(text).toContain(part);
		expect(html).toContain(inHtml(part));
	}
	expect(`${subject} ${text} ${html}`).not.toMatch(/undefined|\bnull\b|NaN|\[object|\{\{|\}\}|Invalid/);
	expect(html).not.toMatch(/<script|javascript:/i);
	expect(messageId).toMatch(/^<[0-9a-f]{16,}@example\.com>$/);
	expect(subject.trim()).not.toBe('');
	return { to: message.to.join(', '), subject, text, html, messageId };
}

/** The numbers, of those `known`, that a letter names: the same in its text as in its HTML. */
export function numbersIn({ text, html }: Letter, known: readonly string[]): string[] {
	const named = (part: string) => known.filter((number) => new RegExp(`Fatura ${number}(?![\\w-])`).test(part));
	expect(named(html)).toEqual(named(text));
	return named(text);
}
