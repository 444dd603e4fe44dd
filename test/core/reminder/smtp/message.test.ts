import fc from 'fast-check';
import PostalMime from 'postal-mime';

import { type EmailMessage, buildMessage, messageProblem } from '../../../../core/reminder/smtp/message';
import { email } from './fixtures';

const parsed = async (message: EmailMessage) => PostalMime.parse((await buildMessage(message)).raw);

describe('buildMessage', () => {
	it('carries what it was given', async () => {
		const message = email('ana', 'accept', { replyTo: 'financeiro@example.com', headers: { 'X-Regua': 'padrao D-1' } });
		expect(messageProblem(message)).toBeNull();
		const mail = await parsed(message);
		expect(mail.from).toMatchObject({ name: 'Padaria São João', address: 'cobranca@example.com' });
		expect(mail.to).toMatchObject([{ address: 'ana+accept@example.com' }]);
		expect(mail.replyTo).toMatchObject([{ address: 'financeiro@example.com' }]);
		expect(mail.subject).toBe('Sua fatura ana vence amanhã');
		expect(mail.messageId).toBe(message.messageId);
		expect(mail.html).toContain('<p>Olá, ana!</p>');
		expect(mail.text).toContain('Olá, ana!\n.\nlinha depois');
		const headers = new Map(mail.headers.map((header) => [header.key, header.value]));
		expect(headers.get('auto-submitted')).toBe('auto-generated');
		expect(headers.get('x-regua')).toBe('padrao D-1');
	});

	it('puts angle brackets around a Message-ID that has none', async () => {
		expect((await parsed(email('ana', 'accept', { messageId: 'x1@example.com' }))).messageId).toBe('<x1@example.com>');
	});

	it('puts an inline image beside the HTML that shows it', async () => {
		const logo = { filename: 'logo.png', contentType: 'image/png', content: Buffer.from([1, 2, 3]), cid: 'logo' };
		const mail = await parsed(email('ana', 'accept', { html: '<img src="cid:logo">', attachments: [logo] }));
		expect(mail.attachments).toMatchObject([{ filename: 'logo.png', mimeType: 'image/png', contentId: '<logo>' }]);
	});

	it('writes a one-megabyte text without a line over the limit of SMTP', async () => {
		const text = 'á'.repeat(500_000);
		const { raw } = await buildMessage(email('ana', 'accept', { text, html: `<p>${text}</p>` }));
		expect(Math.max(...raw.toString('latin1').split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
		expect((await PostalMime.parse(raw)).text?.trim()).toBe(text);
	});
});

describe('messageProblem', () => {
	const attack = 'x\r\nBcc: evil@example.com';

	it.each<[string, Partial<EmailMessage>, string]>([
		['subject', { subject: attack }, 'permanent'],
		['subject with a bare LF', { subject: 'x\nBcc: evil@example.com' }, 'permanent'],
		['recipient', { to: 'ana@example.com\r\nRCPT TO:<evil@example.com>' }, 'permanent'],
		['recipient name', { to: '"x\r\nBcc: evil@example.com" <ana@example.com>' }, 'permanent'],
		['two recipients', { to: 'ana@example.com, evil@example.com' }, 'permanent'],
		['two recipients by a semicolon', { to: 'ana@example.com; evil@example.com' }, 'permanent'],
		['a group', { to: 'all: ana@example.com, evil@example.com;' }, 'permanent'],
		['no recipient', { to: '' }, 'permanent'],
		['no address', { to: 'ana' }, 'permanent'],
		['no domain', { to: 'ana@' }, 'permanent'],
		['an address with a space', { to: 'ana maria@example.com' }, 'permanent'],
		['Message-ID', { messageId: `<a@example.com>${attack}` }, 'permanent'],
		['Message-ID of two', { messageId: '<a@example.com> <b@example.com>' }, 'permanent'],
		['header value', { headers: { 'X-A': attack } }, 'permanent'],
		['header name', { headers: { 'X-A: b\r\nBcc': 'evil@example.com' } }, 'permanent'],
		['a header that is ours', { headers: { bcc: 'evil@example.com' } }, 'permanent'],
		['attachment', { attachments: [{ filename: attack, contentType: 'a/b', content: Buffer.from('x') }] }, 'permanent'],
		['sender', { from: `a@example.com${attack}` }, 'temporary'],
		['two senders', { from: 'a@example.com, b@example.com' }, 'temporary'],
		['reply address', { replyTo: `a@example.com${attack}` }, 'temporary'],
	])('refuses a bad %s', (_what, changes, state) => {
		expect(messageProblem(email('ana', 'accept', changes))).toMatchObject({ state, code: null, reason: expect.any(String) });
	});

	it('lets nothing through that adds a recipient or a header, whatever the fields hold', async () => {
		const piece = fc.oneof(
			fc.constantFrom('\r\n', '\n', '\r', ',', ';', '<', '>', '"', ':', '@', ' ', 'Bcc: e@evil.example', '\u2028', '\0', '\\', '(', ')', '=?UTF-8?Q?=0D=0ABcc:_e@evil.example?='),
			fc.string({ maxLength: 6 }),
		);
		const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
		const clean = (await parsed(email('ana'))).headers.map((header) => header.key).sort();
		await fc.assert(
			fc.asyncProperty(text, text, text, async (name, subject, id) => {
				const message = email('ana', 'accept', { to: `${name}<ana@example.com>`, subject: `a${subject}`, messageId: `<${id}@example.com>` });
				if (messageProblem(message)) return;
				const built = await buildMessage(message);
				expect(built.to).toBe('ana@example.com');
				const mail = await PostalMime.parse(built.raw);
				expect(mail.headers.map((header) => header.key).sort()).toEqual(clean);
				expect(mail.to?.map((recipient) => recipient.address)).toEqual(['ana@example.com']);
			}),
			{ numRuns: 200 },
		);
	});
});
