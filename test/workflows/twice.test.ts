import type { Engine } from '../../core/ledger/Ledger';
import { newCreditor, saveSmtp, type TestCreditor } from './support/creditor';
import { contactsOf, expectLedgerTellsTheTruth, expectNothingTwice, invoicesOf } from './support/delivery';
import { putDueToday, type Portfolio } from './support/dueToday';
import { startGate, type Gate } from './support/gate';
import { startMailProcess, type MailProcess } from './support/mailProcess';
import { before, bundled, node, save } from './support/workflows';
import { disconnect, executed, n8n } from './support/world';

afterAll(disconnect);

describe.each<Engine>(['sqlite', 'postgres'])('two processes that run the régua over one ledger at once (%s)', (engine) => {
	let mail: MailProcess;
	let gate: Gate;
	let creditor: TestCreditor;
	let portfolio: Portfolio;

	beforeAll(async () => {
		mail = await startMailProcess(80);
		gate = await startGate(2);
		const client = n8n();
		creditor = await newCreditor(client, engine);
		portfolio = await putDueToday(creditor, 200);
		// Both come to the régua at the same moment, however long each took to start.
		const workflow = before(bundled('regua-padrao-email.json'), 'Régua', node('Juntos', 'n8n-nodes-base.httpRequest', { url: gate.url, options: {} }, 4.2));
		const { id } = await save(client, workflow, [creditor.account, await saveSmtp(client, mail)]);
		await Promise.all([executed(id), executed(id)]);
	}, 240_000);

	afterAll(async () => {
		await mail.stop();
		await gate.stop();
	});

	it('has both at work', async () => {
		const workers = new Set((await contactsOf(creditor)).map(({ claimed_by }) => claimed_by));
		expect(workers.size).toBe(2);
	});

	it('sends everybody one message, and nobody two', async () => {
		const [received, contacts] = [mail.received(), await contactsOf(creditor)];
		expectNothingTwice(received, contacts);
		expectLedgerTellsTheTruth(received, contacts);
		expect(received.length).toBe(portfolio.customers);
		expect(contacts.every(({ state }) => state === 'sent')).toBe(true);
		expect(invoicesOf(contacts).sort((a, b) => a - b)).toEqual([...portfolio.invoiceIds].sort((a, b) => a - b));
	});
});
