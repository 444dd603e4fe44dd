import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { startInbox, type Inbox } from '../../../playground/inbox';
import type { InboxMessage } from '../../../playground/inbox-store';

let folder: string;
let inbox: Inbox;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'inbox-'));
	inbox = await startInbox({ folder });
});

afterEach(async () => {
	await inbox.stop();
	rmSync(folder, { recursive: true, force: true });
});

async function send(...messages: SendMailOptions[]): Promise<void> {
	const transport = createTransport({ host: '127.0.0.1', port: inbox.smtpPort, secure: false, pool: true, maxConnections: 4 });
	await Promise.all(messages.map(async (message) => await transport.sendMail({ from: 'Escola <a@example.com>', ...message })));
	transport.close();
}

async function list(query = ''): Promise<{ count: number; messages: InboxMessage[] }> {
	return (await (await fetch(`${inbox.url}/api/messages${query}`)).json()) as { count: number; messages: InboxMessage[] };
}

describe('the local inbox', () => {
	it('shows what it was sent', async () => {
		await send({ to: 'José da Conceição <jose@example.com>', subject: 'Sua fatura vence amanhã', text: 'Olá, José', html: '<p>Olá, <b>José</b></p>' });
		const { count, messages } = await list();
		expect(count).toBe(1);
		expect(messages[0]).toMatchObject({ from: 'Escola <a@example.com>', to: 'José da Conceição <jose@example.com>', subject: 'Sua fatura vence amanhã' });
		const id = messages[0]?.id;
		const detail = (await (await fetch(`${inbox.url}/api/messages/${id}`)).json()) as { text: string; hasHtml: boolean };
		expect([detail.text.trim(), detail.hasHtml]).toEqual(['Olá, José', true]);
		expect(await (await fetch(`${inbox.url}/api/messages/${id}/raw`)).text()).toContain('Subject: =?UTF-8?');
	});

	it('lists the newest first and pages back', async () => {
		for (const number of [1, 2, 3]) await send({ to: 'c@example.com', subject: `Fatura ${number}`, text: '' });
		const { messages } = await list('?limit=2');
		expect(messages.map((message) => message.subject)).toEqual(['Fatura 3', 'Fatura 2']);
		const older = await list(`?before=${messages[1]?.id}`);
		expect(older.messages.map((message) => message.subject)).toEqual(['Fatura 1']);
	});

	it('keeps every message of many senders at once, also over a restart', async () => {
		await send(...Array.from({ length: 60 }, (_, number) => ({ to: 'c@example.com', subject: `Fatura ${number}`, text: 'x' })));
		await inbox.stop();
		writeFileSync(join(folder, '1700000000000-000001.part'), 'From: half');
		inbox = await startInbox({ folder });
		const { count, messages } = await list();
		expect(count).toBe(60);
		expect(new Set(messages.map((message) => message.subject)).size).toBe(60);
		expect(readdirSync(folder).filter((name) => !name.endsWith('.eml'))).toEqual([]);
	});

	it('gives a hostile message no script and no address to call', async () => {
		await send({ to: 'c@example.com', subject: '<img src=x onerror=alert(1)>', html: '<script>alert(1)</script>' });
		const { messages } = await list();
		const response = await fetch(`${inbox.url}/api/messages/${messages[0]?.id}/html`);
		const policy = response.headers.get('content-security-policy') ?? '';
		expect(policy.split('; ')).toEqual(["default-src 'none'", 'img-src data:', "style-src 'unsafe-inline'", 'sandbox']);
		expect((await fetch(`${inbox.url}/`)).headers.get('content-security-policy')).toContain("script-src 'self'");
	});

	it('shows the pictures that a message carries, and only pictures', async () => {
		const picture = { filename: 'pix-1.png', contentType: 'image/png', content: Buffer.from('a picture'), cid: 'pix-1@cobranca' };
		const page = { filename: 'x.svg', contentType: 'image/svg+xml', content: '<svg/>', cid: 'svg@cobranca' };
		const html = '<img src="cid:pix-1@cobranca"><img alt="" src=\'cid:pix-1%40cobranca\'><img src="cid:svg@cobranca"><img src="cid:none@cobranca"> cid:pix-1@cobranca';
		await send({ to: 'c@example.com', subject: 'Pix', html, attachments: [picture, page] });
		const { messages } = await list();
		const shown = await (await fetch(`${inbox.url}/api/messages/${messages[0]?.id}/html`)).text();
		const data = `data:image/png;base64,${Buffer.from('a picture').toString('base64')}`;
		expect(shown.trim()).toBe(`<img src="${data}"><img alt="" src="${data}"><img src="cid:svg@cobranca"><img src="cid:none@cobranca"> cid:pix-1@cobranca`);
	});

	it('answers no other site and nothing but reading', async () => {
		const status = await new Promise<number | undefined>((resolve, reject) => {
			get(`${inbox.url}/api/messages`, { headers: { host: 'evil.example.com' } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
		});
		expect(status).toBe(403);
		expect((await fetch(`${inbox.url}/api/messages`, { method: 'DELETE' })).status).toBe(405);
		expect((await fetch(`${inbox.url}/api/messages/..%2f..%2fpackage`)).status).toBe(404);
	});
});
