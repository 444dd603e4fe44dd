import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, Ledger } from '../../../core/ledger/Ledger';
import { ledgerFile, openLedger, type LedgerPlace } from '../../../core/ledger/open';
import type { N8nClient } from '../../../playground/n8n';
import type { StoredCredential } from '../../../playground/n8n-workflows';
import { CREDITOR, newPlace } from '../../support/ledgers';
import { world } from './world';

/** Who collects in the tests, as the messages must name it. */
export const CREDITOR_NAME = 'Escola de Música Sabiá & Filhos Ltda.';
export const CREDITOR_ADDRESS = 'Rua das Flores, 100, Centro, São Paulo, SP, 01000-000';
export const CREDITOR_CNPJ = '11.222.333/0001-81';
export const CREDITOR_EMAIL = 'financeiro@example.com';

/** A creditor with an empty ledger of its own. */
export interface TestCreditor {
	account: StoredCredential;
	place: LedgerPlace;
	/** Opens the ledger in this process, beside n8n, and closes it after `work`. */
	inLedger<T>(work: (ledger: Ledger) => Promise<T>): Promise<T>;
}

export const ACCOUNT: Record<string, unknown> = {
	creditorName: CREDITOR_NAME,
	creditorDocument: CREDITOR_CNPJ,
	creditorAddress: CREDITOR_ADDRESS,
	creditorEmail: CREDITOR_EMAIL,
	creditorPhone: '(11) 4000-0000',
	timeZone: 'America/Sao_Paulo',
	localHolidays: '',
};

/** Makes a Cobrança Account whose ledger nobody else has; `changes` may say otherwise of its other fields. */
export async function newCreditor(client: N8nClient, engine: Engine = 'sqlite', changes: Record<string, unknown> = {}): Promise<TestCreditor> {
	const name = `Credor ${randomUUID()}`;
	const folder = mkdtempSync(join(world().folder, 'ledger-'));
	const place: LedgerPlace = engine === 'sqlite' ? { engine, file: ledgerFile(folder, CREDITOR) } : newPlace(engine);
	const data = place.engine === 'sqlite' ? { ledgerEngine: 'sqlite', ledgerFolder: folder } : { ...place, ledgerEngine: 'postgres', engine: undefined };
	const account = await client.saveCredential(name, 'cobrancaAccountApi', { ...ACCOUNT, ...changes, ...data });
	return {
		account,
		place,
		async inLedger(work) {
			const ledger = await openLedger(place, CREDITOR);
			try {
				return await work(ledger);
			} finally {
				await ledger.close();
			}
		},
	};
}

/** n8n's own SMTP credential, for a server of the test; under a name that is there already it is changed. */
export async function saveSmtp(client: N8nClient, { port }: { port: number }, name = `SMTP ${randomUUID()}`): Promise<StoredCredential> {
	return await client.saveCredential(name, 'smtp', { user: '', password: '', host: '127.0.0.1', port, secure: false, disableStartTls: true, hostName: '' });
}

/** Who fills in the forms that ask. */
export const FORM_LOGIN = { user: 'vendas', password: 'só-da-equipe' };

/** The user and password that a form asks for. */
export async function saveFormLogin(client: N8nClient): Promise<StoredCredential> {
	return await client.saveCredential(`Formulários ${randomUUID()}`, 'httpBasicAuth', FORM_LOGIN);
}
