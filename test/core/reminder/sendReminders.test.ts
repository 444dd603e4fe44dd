import fc from 'fast-check';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { addDays } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { NO_TERMS, type ChargeTerms } from '../../../core/charges';
import { chargingNothing } from '../../../core/ledger/charging';
import type { InvoiceInput } from '../../../core/importing/invoiceInput';
import { findInvoice } from '../../../core/ledger/invoices/findInvoice';
import { recordPayment } from '../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../core/ledger/Ledger';
import { parseBrCode } from '../../../core/pix';
import type { ReminderRequest } from '../../../core/reminder/groupByCustomer';
import { compileTemplate } from '../../../core/reminder/render';
import { previewReminders, sendReminders, type EmailSender, type ReminderSettings } from '../../../core/reminder/sendReminders';
import { SmtpPool } from '../../../core/reminder/smtp';
import { READY_TEMPLATES } from '../../../core/reminder/templates';
import { runRuler } from '../../../core/ruler/runRuler';
import { BEHAVIOURS, startSmtpServer, type Behaviour, type SmtpServerDouble } from '../../doubles/smtp/index.ts';
import { dump } from '../../support/dump';
import { anInvoice, NOON, put, TODAY } from '../../support/invoices';
import { CREDITOR, onBothEngines } from '../../support/ledgers';
import { momentOf, rulerOptions, rulerPolicy } from '../../support/rulers';
import { SHORT } from './smtp/fixtures';

const SETTINGS: ReminderSettings = {
	creditor: { name: 'Escola Exemplo', document: CREDITOR, address: 'Rua das Flores, 100', phone: null, email: null, city: null, pix: null },
	template: compileTemplate(READY_TEMPLATES.dueToday),
	purpose: 'reminder',
	from: 'Escola Exemplo <cobranca@example.com>',
	replyTo: 'financeiro@example.com',
	concurrency: 4,
	maxAttempts: 3,
	groupByCustomer: true,
	today: TODAY,
	charging: chargingNothing(new Calendar()),
	clock: () => NOON,
};

let server: SmtpServerDouble;
let pool: SmtpPool;
beforeEach(async () => {
	server = await startSmtpServer();
	pool = new SmtpPool({ host: server.host, port: server.port, secure: false }, { connections: 4, timeouts: { ...SHORT, socket: 300 } });
});
afterEach(async () => {
	await pool.close();
	await server.stop();
});

function to(number: string, behaviour: Behaviour = 'accept', changes: Parameters<typeof anInvoice>[1] = {}): InvoiceInput {
	return anInvoice(number, { ...changes, customer: { key: `code:${number}`, email: `c${number}+${behaviour}@example.com`, ...changes.customer } });
}

const ANA = { key: 'code:ana', name: 'Ana Lima', email: 'ana@example.com' };

/** What the ruler would hand on today. */
async function routed(ledger: Ledger): Promise<ReminderRequest[]> {
	const run = await runRuler(ledger, rulerPolicy(), momentOf(), rulerOptions());
	return run.routed.map(({ facts, step }, index) => ({ index, invoiceId: facts.invoiceId, ruler: 'padrao', step }));
}

async function send(ledger: Ledger, changes: Partial<ReminderSettings> = {}, sender: EmailSender = pool) {
	const requests = await routed(ledger);
	const results = await sendReminders(ledger, sender, requests, { ...SETTINGS, ...changes });
	expect(results.map(({ index }) => index)).toEqual(requests.map(({ index }) => index));
	return results;
}

async function pay(ledger: Ledger, id: number): Promise<void> {
	await inTransaction(ledger, async (db) => {
		const invoice = await findInvoice(db, { id });
		await recordPayment(db, { invoice, amountCents: null, paidOn: TODAY, reference: null, at: NOON.toISOString() });
	});
}

async function contacts(ledger: Ledger) {
	return await ledger.db.selectFrom('contacts').select(['recipient', 'state', 'attempt', 'reason', 'invoice_ids']).orderBy('id').execute();
}

const recipients = () => server.received.map((message) => message.to.join()).sort();

onBothEngines('sendReminders', (open, engine) => {
	const outcomes: Array<[Behaviour, string | null, string]> = [
		['accept', null, 'sent'],
		['refuse', 'refused', 'failed'],
		['refuse-after-data', 'refused', 'failed'],
		['defer', 'temporary', 'failed'],
		['defer-after-data', 'temporary', 'failed'],
		['drop-at-rcpt', 'temporary', 'failed'],
		['goodbye', 'server_unavailable', 'failed'],
		['drop-after-data', 'unknown', 'unknown'],
		['silent-after-data', 'unknown', 'unknown'],
	];
	it.each(outcomes)('classes a server that does "%s", and says what comes next', async (behaviour, reason, state) => {
		const ledger = await open();
		await put(ledger, [to('1', behaviour), to('2')]);
		const [result] = await send(ledger, { concurrency: 1 });
		expect(result).toMatchObject({ sent: reason === null, reason, contact: { state, recipient: `c1+${behaviour}@example.com` } });
		if (reason !== null) expect(result.detail).toEqual(expect.any(String));
		expect((await contacts(ledger)).map((contact) => contact.state)).toEqual([state, 'sent']);
		// What certainly did not go out, and may yet, comes back; nothing else does.
		const again = ['temporary', 'server_unavailable'].includes(reason ?? '');
		expect(await routed(ledger)).toHaveLength(again ? 1 : 0);
		expect(recipients().filter((address) => address.startsWith('c2'))).toHaveLength(1);
	});

	it('writes one message for a customer’s invoices, and one for each when asked', async () => {
		const ledger = await open();
		await put(ledger, [to('1', 'accept', { customer: ANA }), to('2', 'accept', { customer: ANA }), to('3')]);
		const results = await send(ledger);
		expect(results.map(({ contact }) => contact?.id)).toEqual([results[1].contact?.id, results[0].contact?.id, expect.any(Number)]);
		expect(recipients()).toEqual(['ana@example.com', 'c3+accept@example.com']);
		const message = server.received.find(({ to: [address] }) => address === ANA.email);
		expect(message?.messageId).toBe(results[0].contact?.messageId);
		expect((await message?.parse())?.text).toMatch(/1[\s\S]*2/);

		await put(ledger, [to('4', 'accept', { customer: ANA }), to('5', 'accept', { customer: ANA })]);
		await send(ledger, { groupByCustomer: false });
		expect(recipients().filter((address) => address === ANA.email)).toHaveLength(3);
	});

	it('leaves out what was paid or sent since it was routed, and writes the message anew', async () => {
		const ledger = await open();
		const [, sent, paid] = await put(ledger, [to('0'), ...['enviada', 'paga', 'restante'].map((number) => to(number, 'accept', { customer: ANA }))]);
		const requests = await routed(ledger);
		await sendReminders(ledger, pool, requests.filter(({ invoiceId }) => invoiceId === sent), SETTINGS);
		// While the first message is under way, an invoice of the second is paid, which has been read already.
		const paying: EmailSender = {
			send: async (message) => {
				if (message.to.startsWith('c0')) await pay(ledger, paid);
				return await pool.send(message);
			},
		};
		const results = await sendReminders(ledger, paying, requests, { ...SETTINGS, concurrency: 1 });
		expect(results.map(({ reason }) => reason)).toEqual([null, 'already_contacted', 'paid', null]);
		const text = (await server.received.at(-1)?.parse())?.text ?? '';
		expect(text).toContain('restante');
		expect(text).not.toMatch(/enviada|paga\b/);
		expect((await send(ledger)).filter((result) => result.sent)).toEqual([]);
	});

	it('claims nothing for a message that cannot be written, and goes on with the others', async () => {
		const ledger = await open();
		const template = compileTemplate({ subject: 'Fatura {{fatura.numero}}', message: 'De {{fatura.descricao}}' });
		await put(ledger, [to('1'), to('2', 'accept', { description: 'Mensalidade' })]);
		const results = await send(ledger, { template });
		expect(results[0]).toMatchObject({ sent: false, reason: 'template', detail: expect.stringContaining('1'), contact: null });
		expect(results[1]).toMatchObject({ sent: true });
		expect(await contacts(ledger)).toHaveLength(1);
		expect(await routed(ledger)).toHaveLength(1);
	});

	it('says who has no email, what is not open, what is unknown to the ledger, and what was asked twice', async () => {
		const ledger = await open();
		const [none, paid, good] = await put(ledger, [anInvoice('1', { customer: { email: null } }), anInvoice('2', { paidCents: 10_000, paidOn: TODAY }), to('3')]);
		const step = { id: 'D0', day: 0 };
		const requests = [none, paid, 999, good, good].map((invoiceId, index) => ({ index, invoiceId, ruler: 'padrao', step }));
		const results = await sendReminders(ledger, pool, requests, SETTINGS);
		expect(results.map(({ reason }) => reason)).toEqual(['no_email', 'paid', 'not_in_ledger', null, 'already_contacted']);
		expect(recipients()).toEqual(['c3+accept@example.com']);
		const thankful = [good, paid].map((invoiceId, index) => ({ index, invoiceId, ruler: 'obrigado', step }));
		const template = compileTemplate(READY_TEMPLATES.thanksForPaying);
		const thanks = await sendReminders(ledger, pool, thankful, { ...SETTINGS, purpose: 'thanks', template });
		expect(thanks.map(({ reason }) => reason)).toEqual(['not_paid', null]);
	});

	it('stops at a server that is down, uses up no attempts, and sends all when it is back', async () => {
		const ledger = await open();
		await put(ledger, Array.from({ length: 30 }, (_, index) => to(`${index}`)));
		const { port } = server;
		await server.stop();
		for (let time = 0; time < 4; time += 1) {
			const results = await send(ledger);
			expect(results.map(({ sent, reason }) => [sent, reason])).toEqual(Array(30).fill([false, 'server_unavailable']));
			expect(results.at(-1)?.detail).toEqual(expect.any(String));
		}
		expect((await contacts(ledger)).length).toBeLessThanOrEqual(4 * 7);
		expect((await contacts(ledger)).every(({ state, attempt }) => state === 'failed' && attempt === 1)).toBe(true);
		server = await startSmtpServer({ port });
		expect((await send(ledger)).filter(({ sent }) => sent)).toHaveLength(30);
		expect(new Set(recipients()).size).toBe(30);
		expect(server.received).toHaveLength(30);
	});

	it('tries a message that is refused for now at most N times in all', async () => {
		const ledger = await open();
		await put(ledger, [to('1', 'defer')]);
		for (let attempt = 1; attempt <= 3; attempt += 1) expect(await send(ledger)).toMatchObject([{ reason: 'temporary', detail: expect.stringContaining('Greylisted') }]);
		expect(await routed(ledger)).toEqual([]);
		expect((await contacts(ledger)).map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
	});

	it('writes and sends nothing in a preview', async () => {
		const ledger = await open();
		await put(ledger, [to('1'), to('2', 'accept', { customer: ANA }), anInvoice('3', { customer: { email: null } })]);
		const requests = await routed(ledger);
		const before = await dump(ledger);
		const results = await previewReminders(ledger, requests, SETTINGS);
		expect(results.map(({ sent, reason, contact }) => [sent, reason, contact?.state])).toEqual([[false, null, 'preview'], [false, null, 'preview'], [false, 'no_email', undefined]]);
		expect(results[1].contact).toMatchObject({ recipient: ANA.email, text: expect.stringContaining('Olá, Ana') });
		expect(await dump(ledger)).toEqual(before);
		expect(server.received).toEqual([]);
		expect((await sendReminders(ledger, pool, requests, SETTINGS))[0].contact?.messageId).toBe(results[0].contact?.messageId);
	});

	it('finishes what is under way and starts no more when it is stopped', async () => {
		const ledger = await open();
		await put(ledger, Array.from({ length: 20 }, (_, index) => to(`${index}`)));
		const stop = new AbortController();
		const stopping: EmailSender = {
			send: async (message) => {
				stop.abort();
				return await pool.send(message);
			},
		};
		const results = await send(ledger, { signal: stop.signal, concurrency: 2 }, stopping);
		const sent = results.filter((result) => result.sent).length;
		expect(sent).toBeGreaterThanOrEqual(1);
		expect(sent).toBeLessThanOrEqual(2);
		expect(results.filter(({ reason }) => reason === 'stopped')).toHaveLength(20 - sent);
		expect((await contacts(ledger)).map(({ state }) => state)).toEqual(Array(sent).fill('sent'));
		expect((await send(ledger)).filter((result) => result.sent)).toHaveLength(20 - sent);
	});

	it('takes a sender that breaks for one that may have sent', async () => {
		const ledger = await open();
		await put(ledger, [to('1'), to('2')]);
		const breaking: EmailSender = {
			send: async (message) => {
				if (message.to.startsWith('c1')) throw new Error('o processo de envio caiu');
				return await pool.send(message);
			},
		};
		expect(await send(ledger, {}, breaking)).toMatchObject([{ reason: 'unknown', detail: 'o processo de envio caiu' }, { sent: true }]);
		expect(await routed(ledger)).toEqual([]);
	});

	it('ends only when nothing is under way any more, even when the ledger fails it', async () => {
		const ledger = await open();
		await put(ledger, Array.from({ length: 6 }, (_, index) => to(`${index}`)));
		let underWay = 0;
		const slow: EmailSender = {
			send: async (message) => {
				underWay += 1;
				const outcome = await pool.send(message);
				await new Promise((resolve) => setTimeout(resolve, 20));
				underWay -= 1;
				return outcome;
			},
		};
		let asked = 0;
		const clock = () => {
			asked += 1;
			if (asked === 3) throw new Error('o relógio parou');
			return NOON;
		};
		await expect(sendReminders(ledger, slow, await routed(ledger), { ...SETTINGS, clock })).rejects.toThrow('o relógio parou');
		expect(underWay).toBe(0);
	});

	it('sends each message once from two runs at once', async () => {
		const ledger = await open();
		await put(ledger, Array.from({ length: 25 }, (_, index) => to(`${index}`)));
		const requests = await routed(ledger);
		const runs = await Promise.all([1, 2].map(async () => await sendReminders(ledger, pool, requests, SETTINGS)));
		expect(runs.flat().filter(({ sent }) => sent)).toHaveLength(25);
		expect(runs.flat().filter(({ reason }) => reason === 'already_contacted')).toHaveLength(25);
		expect(new Set(recipients()).size).toBe(25);
		expect(server.received).toHaveLength(25);
	});

	const quick = BEHAVIOURS.filter((behaviour) => behaviour !== 'silent-after-data' && behaviour !== 'refuse-sender');
	it('gives each request one result that agrees with the server and the ledger, whatever the server does', async () => {
		const message = fc.record({ behaviour: fc.constantFrom(...quick), customer: fc.integer({ min: 0, max: 5 }), due: fc.constantFrom(0, 1) });
		await fc.assert(
			fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 4 }), async (messages, concurrency) => {
				const ledger = await open();
				server.received.length = 0;
				const behaviours = new Map<number, Behaviour>();
				await put(ledger, messages.map(({ behaviour, customer, due }, index) => {
					if (!behaviours.has(customer)) behaviours.set(customer, behaviour);
					return anInvoice(`F${index}`, { dueDate: addDays(TODAY, due), customer: { key: `code:${customer}`, email: `c${customer}+${behaviours.get(customer)}@example.com` } });
				}));
				for (let time = 0; time < 5; time += 1) await send(ledger, { concurrency });
				const rows = await contacts(ledger);
				expect(rows.filter(({ state }) => state === 'claimed')).toEqual([]);
				const kept = recipients();
				expect(new Set(kept).size).toBe(kept.length);
				for (const [customer, behaviour] of behaviours) {
					const mine = rows.filter(({ recipient }) => recipient === `c${customer}+${behaviour}@example.com`);
					const arrived = kept.some((address) => address === `c${customer}+${behaviour}@example.com`);
					if (arrived) expect(mine.filter(({ state }) => state === 'sent' || state === 'unknown')).toHaveLength(1);
					else expect(mine.filter(({ state }) => state === 'sent')).toEqual([]);
				}
			}),
			{ numRuns: engine === 'sqlite' ? 6 : 3 },
		);
	}, 60_000);
});

onBothEngines('sendReminders: amounts and Pix', (open, engine) => {
	const TERMS: ChargeTerms = { ...NO_TERMS, fine: { kind: 'percent', rate: 2_000_000 }, interest: { kind: 'monthly', rate: 1_000_000 } };
	const WITH_PIX: Partial<ReminderSettings> = {
		creditor: { ...SETTINGS.creditor, pix: { key: 'cobranca@example.com', name: 'Escola Exemplo', city: 'Campinas' } },
		charging: { ...SETTINGS.charging, terms: TERMS },
		template: compileTemplate(READY_TEMPLATES.overdue6to15),
	};
	const overdue = (number: string, changes: Parameters<typeof anInvoice>[1] = {}) => to(number, 'accept', { dueDate: addDays(TODAY, -10), ...changes });
	const requestsFor = (ids: readonly number[]): ReminderRequest[] => ids.map((invoiceId, index) => ({ index, invoiceId, ruler: 'padrao', step: { id: 'D+10', day: 10 } }));

	it('the message carries a Pix of the updated amount, its QR code as an inline image, and the contact its txid', async () => {
		const ledger = await open();
		const ids = await put(ledger, [overdue('F1')]);
		expect(await sendReminders(ledger, pool, requestsFor(ids), { ...SETTINGS, ...WITH_PIX })).toMatchObject([{ sent: true }]);
		const { html, text, attachments } = await server.received[0].parse();
		const payload = /^000201.+$/m.exec(text ?? '')?.[0] ?? '';
		expect(parseBrCode(payload)).toMatchObject({ amountCents: 102_33, key: 'cobranca@example.com', txid: 'F1' });
		expect(html).toContain(payload);
		const [image] = attachments;
		expect(image).toMatchObject({ mimeType: 'image/png', disposition: 'inline' });
		const cid = image.contentId?.replace(/^<|>$/g, '');
		expect(html).toContain(`src="cid:${cid}"`);
		const picture = PNG.sync.read(Buffer.from(image.content as ArrayBuffer));
		expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(payload);
		const [contact] = await ledger.db.selectFrom('contacts').select('pix_txids').execute();
		expect(JSON.parse(contact.pix_txids ?? '')).toEqual([{ txid: 'F1', invoiceIds: ids }]);
	});

	it('an invoice whose amount cannot be worked out is written to nobody, with the reason; the customer’s others are', async () => {
		const ledger = await open();
		const ids = await put(ledger, [
			overdue('good', { customer: ANA }),
			overdue('high fine', { customer: ANA, terms: { fine: { kind: 'percent', rate: 10_000_000 } } }),
			overdue('no table', { terms: { interest: { kind: 'legal' } } }),
		]);
		const results = await sendReminders(ledger, pool, requestsFor(ids), { ...SETTINGS, ...WITH_PIX });
		expect(results.map(({ sent, reason, detail }) => [sent, reason, detail?.slice(0, 34) ?? null])).toEqual([
			[true, null, null],
			[false, 'charges', 'A multa de 10% passa de 2%, o máxi'],
			[false, 'charges', 'Falta a taxa legal de 11/2026. Imp'],
		]);
		expect(server.received).toHaveLength(1);
		const { text } = await server.received[0].parse();
		expect(text).not.toContain('high fine');
		expect(await ledger.db.selectFrom('claims').select('invoice_id').execute()).toEqual([{ invoice_id: ids[0] }]);
		// Nothing was claimed of them: once the terms are put right they go out.
		await put(ledger, [overdue('high fine', { customer: ANA, terms: { fine: { kind: 'percent', rate: 1_000_000 } } })]);
		expect(await sendReminders(ledger, pool, requestsFor(ids.slice(1, 2)), { ...SETTINGS, ...WITH_PIX })).toMatchObject([{ sent: true }]);
		expect(engine).toBe(ledger.engine);
	});

	it('a preview shows the same amounts and draws and writes nothing', async () => {
		const ledger = await open();
		const ids = await put(ledger, [overdue('F1')]);
		const before = await dump(ledger);
		const [preview] = await previewReminders(ledger, requestsFor(ids), { ...SETTINGS, ...WITH_PIX });
		expect(preview.contact?.text).toContain('Pix de R$\u00a0102,33');
		expect(await dump(ledger)).toEqual(before);
	});
});
