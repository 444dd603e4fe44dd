import { sleep } from '../../playground/processes';
import { newCreditor, saveSmtp, type TestCreditor } from './support/creditor';
import { contactsOf, expectLedgerTellsTheTruth, expectNothingTwice, invoicesOf } from './support/delivery';
import { putDueToday, type Portfolio } from './support/dueToday';
import { startMailProcess, type MailProcess } from './support/mailProcess';
import { bundled, save } from './support/workflows';
import { disconnect, execute, executed, n8n } from './support/world';

/** The Reminder's own default: what a kill can leave unknown. */
const CONCURRENT_SENDS = 5;
const KILLS_WHILE_SENDING = 10;
const KILLS_BEFORE_SENDING = 2;

/** Starts the régua and kills it `delayMs` after its first message; whether it was still running by then. */
async function killWhileSending(workflowId: string, mail: MailProcess, delayMs: number): Promise<boolean> {
	const before = mail.received().length;
	const run = await execute(workflowId);
	let ended = false;
	void run.finished.then(() => (ended = true));
	while (!ended && mail.received().length === before) await sleep(10);
	await sleep(delayMs);
	run.kill();
	return (await run.finished).signal === 'SIGKILL';
}

async function killAfter(workflowId: string, delayMs: number): Promise<boolean> {
	const run = await execute(workflowId);
	await sleep(delayMs);
	run.kill();
	return (await run.finished).signal === 'SIGKILL';
}

describe('the régua, killed with SIGKILL at random points and started again', () => {
	let mail: MailProcess;
	let creditor: TestCreditor;
	let portfolio: Portfolio;
	let kills = 0;

	beforeAll(async () => {
		mail = await startMailProcess(80);
		const client = n8n();
		creditor = await newCreditor(client);
		portfolio = await putDueToday(creditor, 500);
		const { id } = await save(client, bundled('regua-padrao-email.json'), [creditor.account, await saveSmtp(client, mail)]);
		for (let round = 0; round < KILLS_BEFORE_SENDING; round += 1) {
			if (await killAfter(id, 2_000 + Math.random() * 4_000)) kills += 1;
		}
		while (kills < KILLS_BEFORE_SENDING + KILLS_WHILE_SENDING && (await killWhileSending(id, mail, Math.random() * 600))) kills += 1;
		await executed(id);
	}, 600_000);

	afterAll(async () => {
		await mail.stop();
		await disconnect();
	});

	it('was killed at least ten times while it sent', () => {
		expect(kills).toBeGreaterThanOrEqual(10);
	});

	it('sends no message twice', async () => {
		expectNothingTwice(mail.received(), await contactsOf(creditor));
	});

	it('loses no invoice: each is sent, or listed as unknown', async () => {
		const contacts = await contactsOf(creditor);
		const covered = invoicesOf(contacts.filter(({ state }) => state === 'sent' || state === 'unknown'));
		expect(covered.sort((a, b) => a - b)).toEqual([...portfolio.invoiceIds].sort((a, b) => a - b));
		expect(contacts.filter(({ state }) => state !== 'sent' && state !== 'unknown')).toEqual([]);
	});

	it('leaves unknown no more than was under way at each kill', async () => {
		const unknown = (await contactsOf(creditor)).filter(({ state }) => state === 'unknown');
		expect(unknown.length).toBeLessThanOrEqual(kills * CONCURRENT_SENDS);
	});

	it('writes down as sent only what arrived, and knows of all that arrived', async () => {
		const received = mail.received();
		expectLedgerTellsTheTruth(received, await contactsOf(creditor));
		expect(received.length).toBeLessThanOrEqual(portfolio.customers);
	});
});
