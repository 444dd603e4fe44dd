import type { DemoAsaas } from './asaas.ts';
import { waitFor } from './asaas.ts';
import { assertSucceeded } from './demo.ts';
import type { Inbox } from './inbox.ts';
import type { N8nClient, StoredWorkflow } from './n8n-client.ts';
import type { RunResult } from './n8n-push.ts';

type Json = Record<string, unknown>;

/** What the demo shows of the gateway. */
export interface GatewayDemo {
	/** Address of the simulated gateway's page. */
	url: string;
	/** Charges that the sync has met. */
	charges: number;
	/** Invoice that was paid there without a word to n8n, and therefore not dunned; null when there was none to pay. */
	paidUnheard: string | null;
	/** Invoice whose payment arrived by the webhook after its reminder; null when no reminder went out. */
	paidAndHeard: string | null;
}

/** Runs asaas-sincronizar as the editor's button does; how many charges it has met. */
export async function runSync(client: N8nClient, workflow: StoredWorkflow): Promise<number> {
	const run = assertSucceeded(await client.run(workflow.id), workflow.name);
	const [summary] = (run.nodes.Sincronizar ?? []).flatMap(({ outputs }) => outputs[0] ?? []);
	return Number((summary?.read as Json | undefined)?.charges ?? 0);
}

/** Somebody pays an overdue charge while n8n is not told of payments yet. The number of its invoice. */
export function payUnheard({ double }: DemoAsaas): string | null {
	const charge = [...double.account.payments.values()].find(({ status, billingType }) => status === 'OVERDUE' && billingType !== 'CREDIT_CARD');
	if (!charge) return null;
	double.pay(charge.id, { by: 'PIX' });
	return charge.invoiceNumber;
}

/**
 * Somebody pays a charge that this run has sent a reminder of. Waits until the payment has arrived in n8n, and its
 * thanks in the inbox. The number of the invoice.
 */
export async function payAndThank({ double }: DemoAsaas, regua: RunResult, inbox: Inbox): Promise<string | null> {
	const sent = Object.values(regua.nodes).flatMap((runs) => runs.flatMap(({ outputs }) => outputs[0] ?? [])).filter((item) => (item.contact as Json | undefined)?.state === 'sent');
	const ids = sent.map((item) => ((item.invoice as Json).gateway as Json | null)?.chargeId);
	const charge = [...double.account.payments.values()].find(({ id, status }) => ids.includes(id) && status === 'OVERDUE');
	if (!charge) return null;
	const before = inbox.store.count;
	double.pay(charge.id, { by: 'PIX' });
	await waitFor('the thanks for a payment at the simulated Asaas', () => inbox.store.count > before);
	return charge.invoiceNumber;
}

/** What was shown, for the terminal. */
export function gatewayText({ charges, paidUnheard, paidAndHeard }: GatewayDemo): string {
	return [
		`Asaas simulado: ${charges} cobranças lidas.`,
		...(paidUnheard === null ? [] : [`  A fatura ${paidUnheard} foi paga lá sem aviso: a régua perguntou ao Asaas antes de enviar, e não a cobrou.`]),
		...(paidAndHeard === null ? [] : [`  A fatura ${paidAndHeard} foi paga depois da mensagem: o aviso chegou na hora, ela saiu da régua e o cliente recebeu o agradecimento.`]),
	].join('\n');
}
