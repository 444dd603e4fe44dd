import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../../playground/n8n';
import type { StoredCredential } from '../../../playground/n8n-workflows';
import { startAsaas, type AsaasDouble, type AsaasOptions } from '../../doubles/asaas/index';
import { newDesk, type Desk } from './desk';
import { n8n, world } from './world';

/** A desk whose creditor charges through Asaas. */
export interface AsaasDesk extends Desk {
	asaas: AsaasDouble;
	/** Invoices of the ledger by number: status, and cents paid. */
	ledger(): Promise<Record<string, string>>;
}

/** Sets up a desk with an account at the simulated Asaas, whose clock is that of the tests' n8n. */
export async function newAsaasDesk(options: AsaasOptions = {}): Promise<AsaasDesk> {
	const asaas = await startAsaas({ now: () => new Date(Date.now() + world().clockOffset), ...options });
	doubles.push(asaas);
	const desk = await newDesk({}, { pixKey: 'financeiro@example.com', creditorState: 'SP', creditorCity: 'São Paulo' }, [await saveAsaas(n8n(), asaas.apiKey)]);
	return {
		...desk,
		asaas,
		ledger: async () =>
			await desk.creditor.inLedger(async ({ db }) => {
				const rows = await db.selectFrom('invoices').select(['number', 'status', 'paid_cents']).execute();
				return Object.fromEntries(rows.map(({ number, status, paid_cents }) => [number, `${status} ${paid_cents}`]));
			}),
	};
}

/** The Asaas credential with this key. */
export async function saveAsaas(client: N8nClient, apiKey: string): Promise<StoredCredential> {
	return await client.saveCredential(`Asaas ${randomUUID()}`, 'cobrancaAsaasApi', { apiKey, environment: 'sandbox' });
}

const doubles: AsaasDouble[] = [];

/** Stops what {@link newAsaasDesk} started, the desk's mail server apart. */
export async function closeAsaas(): Promise<void> {
	for (const double of doubles.splice(0)) await double.stop();
}

/** Waits until `isSo` says yes; fails with `what` when it does not within half a minute. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, timeoutMs = 30_000): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} seconds`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
