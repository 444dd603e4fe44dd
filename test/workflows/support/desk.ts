import type { InvoiceInput } from '../../../core/importing/invoiceInput';
import type { N8nClient } from '../../../playground/n8n';
import type { StoredWorkflow } from '../../../playground/n8n-client';
import type { RunResult } from '../../../playground/n8n-push';
import type { StoredCredential, WorkflowJson } from '../../../playground/n8n-workflows';
import { startSmtpServer, type SmtpServerDouble, type SmtpServerOptions } from '../../doubles/smtp/index';
import { anInvoice, put } from '../../support/invoices';
import { TODAY } from './clock';
import { newCreditor, saveFormLogin, saveSmtp, type TestCreditor } from './creditor';
import { save } from './workflows';
import { n8n } from './world';

type Item = Record<string, unknown>;

/** What an operator has in front of them: a creditor with an empty ledger, a mail server, and n8n. */
export interface Desk {
	client: N8nClient;
	creditor: TestCreditor;
	mail: SmtpServerDouble;
	/** Has the SMTP credential lead to another server. */
	mailBy(server: { port: number }): Promise<unknown>;
	/** Saves a copy of the workflow with this desk's credentials. */
	save(workflow: WorkflowJson): Promise<StoredWorkflow>;
	/** Executes a saved workflow by the editor's button; fails when the execution does. */
	run(workflow: StoredWorkflow): Promise<RunResult>;
	/** Writes invoices into the ledger past n8n: number and what differs from 100 reais due today. */
	put(...invoices: Array<[number: string, changes?: Parameters<typeof anInvoice>[1]]>): Promise<number[]>;
	/** Whom the mail server got messages for, in the order of the addresses. */
	recipients(): string[];
}

/** Sets up a desk. Its mail server stops with {@link closeDesks}; `more` are credentials beside the account and the SMTP one. */
export async function newDesk(mailOptions: SmtpServerOptions = {}, account: Record<string, unknown> = {}, more: readonly StoredCredential[] = []): Promise<Desk> {
	const client = n8n();
	const mail = await startSmtpServer(mailOptions);
	servers.push(mail);
	const [creditor, smtp, login] = [await newCreditor(client, 'sqlite', account), await saveSmtp(client, mail), await saveFormLogin(client)];
	return {
		client,
		creditor,
		mail,
		mailBy: async (server) => await saveSmtp(client, server, smtp.name),
		save: async (workflow) => await save(client, workflow, [creditor.account, smtp, login, ...more]),
		async run(workflow) {
			const run = await client.run(workflow.id);
			const error = Object.entries(run.nodes).flatMap(([name, runs]) => runs.filter((one) => one.error).map((one) => `${name}: ${one.error}`));
			if (run.status !== 'success') throw new Error(`${workflow.name} ended with ${run.status}: ${error.join('; ')}`);
			return run;
		},
		async put(...invoices) {
			const inputs = invoices.map(([number, changes]): InvoiceInput => anInvoice(number, { dueDate: TODAY, ...changes }));
			return await creditor.inLedger(async (ledger) => await put(ledger, inputs, { today: TODAY }));
		},
		recipients: () => mail.received.flatMap(({ to }) => to).sort(),
	};
}

const servers: SmtpServerDouble[] = [];

/** Stops what {@link newDesk} started. */
export async function closeDesks(): Promise<void> {
	for (const server of servers.splice(0)) await server.stop();
}

/** All items that nodes of this name put out by `output`; -1 is the last. */
export function itemsOf(run: RunResult, name: string, output = 0): Item[] {
	return (run.nodes[name] ?? []).flatMap(({ outputs }) => outputs.at(output) ?? []);
}

/** A value inside an item: `of(item, 'skipped.reason')`. */
export function of(item: Item, path: string): unknown {
	return path.split('.').reduce<unknown>((value, key) => (value as Item | undefined)?.[key], item);
}

/** Every `[from, to]` of the items, sorted: what a table in a test compares with. */
export function pairs(items: readonly Item[], from: string, to: string): string[] {
	return items.map((item) => `${String(of(item, from))} ${String(of(item, to))}`).sort();
}
