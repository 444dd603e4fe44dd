import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { wallClock } from '../core/calendar/day.ts';
import { startSerasa } from '../test/doubles/bureau/serasa/index.ts';
import { asaasEnv, startDemoAsaas } from './asaas.ts';
import { createCredentials, DEMO_ACCOUNT, demoLedger, importPortfolio, importWorkflows, portfolioFile, runRuler, testAccount } from './demo.ts';
import { gatewayText, payAndThank, payUnheard, runSync, type GatewayDemo } from './demo-gateway.ts';
import { startInbox, type Inbox } from './inbox.ts';
import { ensureN8n } from './install.ts';
import { withRest } from './ledger-rest.ts';
import { withLock } from './lock.ts';
import { OWNER, startN8n, type N8nServer } from './n8n.ts';
import { stopNpm } from './npm.ts';
import { readOptions, USAGE, type StartOptions } from './options.ts';
import { installPackage, packPackage } from './package.ts';
import { assertFree, choosePorts, PlaygroundError } from './ports.ts';
import { importCounts, namedInvoices, summarize, summaryText, total, type RunSummary, type Tally } from './summary.ts';

const root = process.cwd();
const folder = join(root, '.cache', 'playground');
const log = (line = '') => console.log(line);

/** What has to be ended, last started first. */
const toStop: Array<() => Promise<void>> = [];
let stopping: Promise<void> | null = null;

async function stopAll(): Promise<void> {
	stopping ??= (async () => {
		stopNpm();
		for (const stop of toStop.reverse()) await stop().catch((error: Error) => console.error(error.message));
	})();
	await stopping;
}

/** Has `stop` called at the end; at once, when the end has come already. */
function atEnd(stop: () => Promise<void>): void {
	if (stopping) void stop().catch(() => undefined);
	else toStop.push(stop);
}

/** Resolves at the first Ctrl-C or request to end; a second one while stopping changes nothing. */
const interrupted = new Promise<'interrupted'>((resolve) => {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('interrupted'));
});

/** Times a part of the work and says what it did. */
async function part<T>(what: string, work: () => Promise<T>): Promise<T> {
	const start = Date.now();
	const result = await work();
	if (stopping) throw new PlaygroundError('Stopped.');
	log(`✓ ${what} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
	return result;
}

interface Demo {
	n8n: N8nServer;
	inbox: Inbox;
	today: string;
	imported: { imported: number; problems: number };
	summary: RunSummary;
	gateway: GatewayDemo;
}

async function runDemo({ portOffset }: StartOptions): Promise<Demo> {
	const ports = choosePorts(process.env, portOffset);
	await assertFree(ports);
	await ensureN8n(root, log);
	const userFolder = join(folder, 'n8n');
	const tarball = await part('Package built and packed', async () => await packPackage(root));
	await part('Package installed into n8n', async () => await installPackage(tarball, userFolder));
	const inbox = await part('Mail inbox started', async () => {
		const started = await startInbox({ root, folder: join(folder, 'inbox'), smtpPort: ports.smtp, webPort: ports.inbox });
		atEnd(started.stop);
		return started;
	});
	const { day: today } = wallClock(new Date(), 'America/Sao_Paulo');
	const asaas = await part('Simulated Asaas started', async () => {
		const started = await startDemoAsaas({ port: ports.asaas, file: join(folder, 'asaas.json'), today, creditorName: String(DEMO_ACCOUNT.creditorName) });
		atEnd(started.stop);
		return started;
	});
	const serasa = await part('Simulated Serasa started', async () => {
		const started = await startSerasa();
		atEnd(started.stop);
		return started;
	});
	const n8n = await part('n8n started', async () => await startN8n({ root, userFolder, port: ports.editor, env: asaasEnv(root, asaas.double), onSpawn: atEnd }));
	const { client } = n8n;
	const credentials = await part('Credentials created', async () => await createCredentials(client, { smtpPort: ports.smtp, asaasKey: asaas.double.apiKey, serasa }));
	log(`  ${await testAccount(client, credentials)}`);
	const workflows = await part('Bundled workflows imported', async () => await importWorkflows(client, root, folder, credentials));
	const importing = workflows['importar-carteira.json'];
	const importRun = await part('Demo portfolio sent through the form of importar-carteira', async () => {
		return await importPortfolio(client, importing, portfolioFile(folder, today));
	});
	const charges = await part('Charges of the simulated Asaas synchronised', async () => await runSync(client, workflows['asaas-sincronizar.json']));
	const hearing = workflows['asaas-pagamento-recebido.json'];
	// Only at the first start: later ones hear of every payment.
	const paidUnheard = hearing.active ? null : payUnheard(asaas);
	await part('Payments of the simulated Asaas listened to', async () => await client.publish(hearing.id));
	const ruler = workflows['regua-asaas-email.json'];
	const rulerRun = await part('Standard régua executed', async () => await runRuler(client, ruler));
	const summary = withRest(summarize(rulerRun, ruler), demoLedger(userFolder), namedInvoices(rulerRun, ruler));
	const paidAndHeard = await payAndThank(asaas, rulerRun, inbox);
	if (paidAndHeard !== null) log('✓ A payment arrived, and was thanked for');
	return { n8n, inbox, today, imported: importCounts(importRun, importing), summary, gateway: { url: asaas.double.url, charges, paidUnheard, paidAndHeard } };
}

function printSummary({ n8n, inbox, imported, summary, gateway }: Demo): void {
	log();
	log(`Carteira de demonstração: ${imported.imported} faturas lidas, ${imported.problems} problemas.`);
	log();
	log(summaryText(summary));
	log();
	log(gatewayText(gateway));
	log();
	log(`Editor do n8n:     ${n8n.url}   (login ${OWNER.email}, senha ${OWNER.password}; o mesmo nos formulários que pedem um)`);
	log(`Caixa de entrada:  ${inbox.url}   (${inbox.store.count} mensagens)`);
	log(`Asaas simulado:    ${gateway.url}   (abra uma cobrança e pague: o n8n fica sabendo na hora)`);
	log(`Livro, mensagens e registro do n8n: ${folder}`);
}

function summaryJson({ n8n, inbox, today, imported, summary, gateway }: Demo): string {
	const { sent } = summary;
	const reasons = (tallies: readonly Tally[]) => {
		const { invoices, cents } = total(tallies);
		return { invoices, cents, byReason: tallies.map(({ key, label, invoices: count, cents: sum }) => ({ key, label, invoices: count, cents: sum })) };
	};
	return JSON.stringify({
		ok: true,
		today,
		...imported,
		sent: { ...total(sent), byStep: sent },
		notSent: reasons(summary.notSent),
		skipped: reasons(summary.skipped),
		gateway,
		inbox: { url: inbox.url, messages: inbox.store.count },
		editor: { url: n8n.url, email: OWNER.email, password: OWNER.password },
	});
}

async function start(options: StartOptions): Promise<number> {
	if (options.reset) rmSync(folder, { recursive: true, force: true });
	const demo = await Promise.race([runDemo(options), interrupted]);
	if (demo === 'interrupted') return 130;
	printSummary(demo);
	if (options.once) {
		await stopAll();
		log(summaryJson(demo));
		return 0;
	}
	log('\nO n8n e a caixa de entrada continuam no ar. Ctrl-C encerra.');
	const ended = new Promise<'n8n ended'>((resolve) => demo.n8n.onExit(() => resolve('n8n ended')));
	if ((await Promise.race([interrupted, ended])) === 'interrupted') return 0;
	console.error(`n8n ended by itself. The end of its log:\n${demo.n8n.logTail()}`);
	return 1;
}

async function main(): Promise<number> {
	try {
		const options = readOptions(process.argv.slice(2));
		if (options.help) {
			log(USAGE);
			return 0;
		}
		// Two n8n on one folder would spoil it, whatever their ports.
		return await withLock(join(root, '.cache', 'playground.lock'), async () => await start(options).finally(stopAll), () => {
			throw new PlaygroundError('Another npm start of this project is running, or ending. Stop it with Ctrl-C first.');
		});
	} catch (error) {
		console.error(error instanceof PlaygroundError ? error.message : error);
		return 1;
	}
}

// What the interruption left half done may still reject; the process is about to end.
process.on('unhandledRejection', (error) => {
	if (stopping) return;
	console.error(error);
	process.exitCode = 1;
});
void main().then((code) => process.exit(code));
