import { Calendar } from '../../../core/calendar/holidays';
import { ASAAS } from '../../../core/gateway/asaas';
import type { Gateway } from '../../../core/gateway/Gateway';
import { LiveStatus } from '../../../core/gateway/liveStatus';
import { syncGateway } from '../../../core/gateway/sync';
import { chargingNothing } from '../../../core/ledger/charging';
import type { Ledger } from '../../../core/ledger/Ledger';
import type { LiveCheck } from '../../../core/reminder/confirm';
import { askGateways } from '../../../core/reminder/confirm';
import { invoicesByIds } from '../../../core/ledger/invoices/listInvoices';
import type { ReminderRequest } from '../../../core/reminder/groupByCustomer';
import { compileTemplate } from '../../../core/reminder/render';
import { previewReminders, sendReminders, type EmailSender, type ReminderSettings } from '../../../core/reminder/sendReminders';
import type { EmailMessage } from '../../../core/reminder/smtp';
import { READY_TEMPLATES } from '../../../core/reminder/templates';
import { rehearse } from '../../../core/ledger/Ledger';
import type { AsaasDouble } from '../../doubles/asaas/index';
import { dump } from '../../support/dump';
import { startRig } from '../../support/gateway';
import { NOON, put, anInvoice, TODAY } from '../../support/invoices';
import { CREDITOR, onBothEngines } from '../../support/ledgers';
import { Random } from '../../support/random';

const LATE = '2026-11-19';

let asaas: AsaasDouble;
let gateway: Gateway;
let received: EmailMessage[];

beforeEach(async () => {
	({ asaas, gateway } = await startRig());
	received = [];
});
afterEach(async () => await asaas.stop());

/** Takes every message; `then` is what happens in the world right after each. */
const postman = (then: () => void = () => undefined): EmailSender => ({
	async send(message) {
		received.push(message);
		then();
		return await Promise.resolve({ state: 'sent', response: '250 ok' });
	},
});

const live = (ifUnreachable: LiveCheck['ifUnreachable'] = 'hold'): LiveCheck => ({ status: new LiveStatus(new Map([['asaas', gateway]])), ifUnreachable });

const SETTINGS: ReminderSettings = {
	creditor: { name: 'Escola Exemplo', document: CREDITOR, address: 'Rua das Flores, 100', phone: null, email: null, city: null, pix: null },
	template: compileTemplate(READY_TEMPLATES.overdue1to5),
	purpose: 'reminder',
	from: 'Escola Exemplo <cobranca@example.com>',
	replyTo: null,
	concurrency: 4,
	maxAttempts: 3,
	groupByCustomer: true,
	today: TODAY,
	charging: chargingNothing(new Calendar()),
	clock: () => NOON,
};

/** Makes charges at the gateway, each of a customer of its own, and brings them into the ledger. */
async function bring(ledger: Ledger, count: number): Promise<string[]> {
	const ids = Array.from({ length: count }, (_, place) => {
		const customer = asaas.addCustomer({ name: `Cliente ${place}`, email: `c${place}@example.com` });
		return asaas.addPayment({ customer: customer.id, value: 100, dueDate: LATE, billingType: 'UNDEFINED', fine: { value: 2 }, interest: { value: 1 } }).id;
	});
	const sync = await syncGateway(ledger, ASAAS, gateway, { mode: 'full', overlapDays: 1, fullEveryDays: 7, maxMs: null, clock: () => NOON, timeZone: 'America/Sao_Paulo', problemsAtMost: 10 });
	expect(sync.outcome).toBe('done');
	return ids;
}

async function requestsOf(ledger: Ledger): Promise<ReminderRequest[]> {
	const rows = await ledger.db.selectFrom('invoices').select('id').orderBy('id').execute();
	return rows.map(({ id }, index) => ({ index, invoiceId: id, ruler: 'padrao', step: { id: 'D+5', day: 5 } }));
}

async function send(ledger: Ledger, changes: Partial<ReminderSettings> = {}, sender = postman()) {
	return await sendReminders(ledger, sender, await requestsOf(ledger), { ...SETTINGS, live: live(), ...changes });
}

onBothEngines('Reminders of charges at a gateway', (open) => {
	it('ask it at the moment of sending: what was paid, deleted or moved there goes out to nobody, and is so here too', async () => {
		const ledger = await open();
		const [owed, paid, deleted, moved, charged] = await bring(ledger, 5);
		asaas.pay(paid, { by: 'PIX' });
		asaas.remove(deleted);
		asaas.postpone(moved, '2026-12-20');
		asaas.pay(charged, { by: 'CREDIT_CARD' });
		asaas.chargeback(charged);
		const results = await send(ledger);
		const byCharge = new Map((await ledger.db.selectFrom('invoices').select(['id', 'gateway_id', 'status', 'due_date']).orderBy('id').execute()).map((row, index) => [row.gateway_id, { ...row, result: results[index] }]));
		const told = (id: string) => [byCharge.get(id)?.status, byCharge.get(id)?.result.reason];
		expect([owed, paid, deleted, moved, charged].map(told)).toEqual([['open', null], ['paid', 'paid'], ['cancelled', 'cancelled'], ['open', 'changed'], ['disputed', 'disputed']]);
		expect(byCharge.get(moved)?.due_date).toBe('2026-12-20');
		expect(byCharge.get(charged)?.result.detail).toContain('chargeback');
		expect(received).toHaveLength(1);
		// 100,00, a fine of 2,00 and five thirtieths of 1,00, as the gateway charges it, by its own boleto and Pix.
		expect(received[0].text).toContain('102,17');
		expect(received[0].text).toContain('asaas.com/qr/cobv');
	});

	it('believe what was just said, even if the ledger holds something that it takes for newer', async () => {
		const ledger = await open();
		const [paid, moved] = await bring(ledger, 2);
		await ledger.db.updateTable('invoices').set({ gateway_as_of: '2099-01-01T00:00:00.000Z 0000000000000001 evt_x' }).execute();
		asaas.pay(paid, { by: 'PIX' });
		asaas.changeValue(moved, 200);
		const results = await send(ledger);
		expect(results.map(({ reason }) => reason).sort()).toEqual(['changed', 'paid']);
	});

	it.each([
		['hold', 'unconfirmed', 0],
		['send', null, 1],
	] as const)('an unreachable gateway: %s', async (ifUnreachable, reason, messages) => {
		const ledger = await open();
		await bring(ledger, 1);
		asaas.fail({ kind: 'reset', times: Infinity });
		const [result] = await send(ledger, { live: live(ifUnreachable) });
		expect(result.reason).toBe(reason);
		expect(received).toHaveLength(messages);
	});

	it('wait where no gateway is asked; invoices of other sources go out as ever, and nobody is asked about them', async () => {
		const ledger = await open();
		await bring(ledger, 1);
		await put(ledger, [anInvoice('F-1', { dueDate: LATE })]);
		const before = asaas.requests.length;
		const results = await send(ledger, { live: undefined });
		expect(results.map(({ reason }) => reason)).toEqual(['unconfirmed', null]);
		expect(results[0].detail).toContain('escolha-o em "Payment Gateway"');
		expect(asaas.requests).toHaveLength(before);
	});

	it('a dry run asks too, shows what would go out, and leaves the ledger as it was', async () => {
		const ledger = await open();
		const [, paid] = await bring(ledger, 2);
		asaas.pay(paid, { by: 'PIX' });
		const requests = await requestsOf(ledger);
		const before = await dump(ledger);
		const answers = await askGateways(live(), [...(await invoicesByIds(ledger.db, ledger.engine, requests.map(({ invoiceId }) => invoiceId))).values()]);
		const results = await rehearse(ledger, async (db) => await previewReminders({ ...ledger, db } as Ledger, requests, { ...SETTINGS, live: live() }, answers));
		expect(results.map(({ reason }) => reason).sort()).toEqual([null, 'paid']);
		expect(await dump(ledger)).toEqual(before);
		expect(received).toEqual([]);
	});

	it('whoever pays at any moment gets no reminder asked for after it, whatever fails meanwhile; all others get theirs once', async () => {
		const ledger = await open();
		const random = new Random(20_261_125);
		const ids = await bring(ledger, 40);
		const isOwed = (id: string) => ['PENDING', 'OVERDUE'].includes(asaas.account.payments.get(id)?.status ?? '');
		const owedWhenAsked = new Map<string, boolean>();
		const watching: LiveCheck = {
			ifUnreachable: 'hold',
			status: {
				async ask(link) {
					owedWhenAsked.set(link.chargeId, isOwed(link.chargeId));
					return await live().status.ask(link);
				},
			},
		};
		const chargeOf = new Map(ids.map((id, place) => [`c${place}@example.com`, id]));
		const dunnedThoughPaid: string[] = [];
		const thenSomebodyPays = () => {
			const last = chargeOf.get(received.at(-1)?.to ?? '') ?? '';
			if (!owedWhenAsked.get(last)) dunnedThoughPaid.push(last);
			const id = ids[random.below(ids.length)];
			if (random.chance(0.5) && isOwed(id)) asaas.pay(id, { by: 'PIX' });
			if (random.chance(0.1)) asaas.fail({ kind: 'reset', times: 6 });
		};
		for (let run = 0; run < 4; run += 1) await send(ledger, { live: watching }, postman(thenSomebodyPays));
		asaas.clearFailures();
		await send(ledger, { live: watching }, postman(thenSomebodyPays));
		expect(dunnedThoughPaid).toEqual([]);
		for (const [email, id] of chargeOf) {
			const messages = received.filter(({ to }) => to === email).length;
			const { status } = await ledger.db.selectFrom('invoices').select('status').where('gateway_id', '=', id).executeTakeFirstOrThrow();
			expect(messages).toBeLessThanOrEqual(1);
			// Who got none had paid before being asked about.
			if (messages === 0) expect([status, isOwed(id)]).toEqual(['paid', false]);
		}
		expect(received.length).toBeGreaterThan(5);
		expect(received.length).toBeLessThan(40);
	});
});
