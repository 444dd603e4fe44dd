import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { OWNER } from './n8n.ts';

/**
 * `npm run pictures`: takes the README's pictures from a running demo: the régua on the canvas after an
 * execution, and a received message as a telephone shows it. Needs a Chromium (CHROMIUM_PATH if it is elsewhere).
 */
const root = process.cwd();
const folder = join(root, 'docs', 'pictures');
const PORT_OFFSET = 300;
const editor = `http://localhost:${5678 + PORT_OFFSET}`;
const inbox = `http://localhost:${8025 + PORT_OFFSET}`;

async function startDemo(): Promise<ChildProcess> {
	const args = ['playground/node24.mjs', 'playground/start.ts', '--reset', '--port-offset', String(PORT_OFFSET)];
	const demo = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
	await new Promise<void>((resolve, reject) => {
		demo.once('exit', (code) => reject(new Error(`the demo ended with ${code}`)));
		demo.stdout.on('data', (text: Buffer) => {
			process.stdout.write(text);
			if (text.toString().includes('Ctrl-C')) resolve();
		});
	});
	return demo;
}

async function stopDemo(demo: ChildProcess): Promise<void> {
	const ended = new Promise((resolve) => demo.once('exit', resolve));
	demo.kill('SIGINT');
	await ended;
}

async function pictureCanvas(browser: Browser): Promise<void> {
	const page = await browser.newPage({ viewport: { width: 1560, height: 1000 }, locale: 'pt-BR' });
	await page.goto(`${editor}/signin`);
	await page.fill('input[name="emailOrLdapLoginId"]', OWNER.email);
	await page.fill('input[name="password"]', OWNER.password);
	await page.click('button[type="submit"], button:has-text("Sign in")');
	await page.click('text=Régua padrão (e-mail)');
	await page.click('[data-test-id="execute-workflow-button"]');
	await page.locator('[data-test-id="edge-label"]', { hasText: /\d+ item/ }).first().waitFor();
	await page.waitForTimeout(4_000); // until the editor's own animations and notices are over
	await page.locator('.vue-flow').screenshot({ path: join(folder, 'regua.png') });
	await page.close();
}

/** A message that shows all there is to a payment: fine and interest, a Pix with its QR code, a boleto. */
async function payableMessage(): Promise<string> {
	const { messages } = (await (await fetch(`${inbox}/api/messages?limit=200`)).json()) as { messages: Array<{ id: string; subject: string }> };
	for (const { id, subject } of messages) {
		if (!/fatura FAT-\d+/.test(subject)) continue;
		const { text } = (await (await fetch(`${inbox}/api/messages/${id}`)).json()) as { text: string };
		if ([/Multa por atraso/, /Juros de/, /^Pix de/m, /^Boleto, linha digitável/m].every((part) => part.test(text)) && !/pagar\.example/.test(text)) return id;
	}
	throw new Error('No message of the demo has a fine, interest, a Pix and a boleto: is no step after the due date today?');
}

async function pictureMessage(browser: Browser): Promise<void> {
	const id = await payableMessage();
	// Sharp enough for the README, and small: a long message in double resolution is half a megabyte.
	const page = await browser.newPage({ viewport: { width: 375, height: 640 }, deviceScaleFactor: 1.25 });
	await page.goto(`${inbox}/api/messages/${id}/html`);
	await page.screenshot({ path: join(folder, 'mensagem.png'), fullPage: true });
	await page.close();
}

async function main(): Promise<void> {
	const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
	if (!existsSync(executablePath)) throw new Error(`No Chromium at ${executablePath}: install one, or set CHROMIUM_PATH.`);
	mkdirSync(folder, { recursive: true });
	const demo = await startDemo();
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
	try {
		await pictureCanvas(browser);
		await pictureMessage(browser);
	} finally {
		await browser.close();
		await stopDemo(demo);
	}
	console.log(`Pictures written to ${folder}`);
}

void main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
