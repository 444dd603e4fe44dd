import { randomUUID } from 'node:crypto';
import type { N8nClient } from '../../../playground/n8n';
import type { StoredCredential } from '../../../playground/n8n-workflows';
import { startSerasa, type SerasaDouble, type SerasaOptions } from '../../doubles/bureau/serasa/index';
import { serasaCredential } from '../../support/bureau';
import { newDesk, type Desk } from './desk';
import { n8n, world } from './world';

/** A desk whose creditor asks the simulated Serasa, at R$ 2.50 a person and R$ 7.00 a company. */
export interface BureauDesk extends Desk {
	serasa: SerasaDouble;
}

/** Sets up a desk with a contract at the simulated Serasa, whose clock is that of the tests' n8n. */
export async function newBureauDesk(options: SerasaOptions = {}): Promise<BureauDesk> {
	const serasa = await startSerasa({ now: () => new Date(Date.now() + world().clockOffset), ...options });
	doubles.push(serasa);
	return { ...(await newDesk({}, {}, [await saveSerasa(n8n(), serasa)])), serasa };
}

/** The Serasa credential of this contract. */
export async function saveSerasa(client: N8nClient, contract: Pick<SerasaDouble, 'clientId' | 'clientSecret'>): Promise<StoredCredential> {
	return await client.saveCredential(`Serasa ${randomUUID()}`, 'cobrancaSerasaApi', serasaCredential(contract));
}

const doubles: SerasaDouble[] = [];

/** Stops the bureaus that {@link newBureauDesk} started. */
export async function closeBureaus(): Promise<void> {
	for (const double of doubles.splice(0)) await double.stop();
}
