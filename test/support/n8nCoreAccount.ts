import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';
import { addDays } from '../../core/calendar/day';
import { closeIdleLedgers } from '../../nodes/shared/openLedgers';
import { NOON, TODAY } from './invoices';
import { runNode, type NodeRun, type TestNode, type TestWorkflow } from './n8nCore';
import { POSTGRES_PASSWORD, POSTGRES_USER } from './postgresServer';

export type Credentials = TestWorkflow['credentials'];

/** Everything but the calendar is real time. */
const REAL = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const;

/** Stops the calendar at noon of {@link TODAY} for every test of the file. */
export function atNoon(): void {
	beforeEach(() => {
		jest.useFakeTimers({ now: NOON, doNotFake: [...REAL] });
	});
	afterEach(async () => {
		jest.useRealTimers();
		// Each test has a ledger of its own, and a PostgreSQL server only so many connections.
		await closeIdleLedgers();
	});
}

/** Goes on to noon of the day `days` after {@link TODAY}. */
export function goToDay(days: number): void {
	jest.setSystemTime(new Date(`${dayFromToday(days)}T15:00:00.000Z`));
}

/** The day `days` after {@link TODAY}. */
export function dayFromToday(days: number): string {
	return addDays(TODAY, days);
}

/** A Cobrança Account with a new, empty SQLite ledger; the folder goes after the test. */
export function newAccount(changes: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject {
	const folder = mkdtempSync(join(tmpdir(), 'cobranca-node-'));
	folders.push(folder);
	return {
		creditorName: 'Escola Exemplo Ltda.',
		creditorDocument: '11.222.333/0001-81',
		creditorAddress: 'Rua das Flores, 100, Campinas, SP',
		creditorEmail: 'financeiro@example.com',
		ledgerFolder: folder,
		...changes,
	};
}

/** The same on PostgreSQL, in a schema of its own. */
export function newPostgresAccount(): ICredentialDataDecryptedObject {
	return {
		...newAccount(),
		ledgerFolder: '',
		ledgerEngine: 'postgres',
		host: '127.0.0.1',
		port: Number(process.env.COBRANCA_TEST_POSTGRES_PORT),
		user: POSTGRES_USER,
		password: POSTGRES_PASSWORD,
		schema: `node_${randomUUID().replaceAll('-', '')}`,
	};
}

const folders: string[] = [];
afterAll(() => {
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The `smtp` credential for a server of the test. */
export function smtpOf(server: { host: string; port: number }): ICredentialDataDecryptedObject {
	return { host: server.host, port: server.port, secure: false };
}

/** Rows as a Brazilian spreadsheet has them; `changes` may say otherwise of each. */
export function sheetRow(numero: string, changes: IDataObject = {}): IDataObject {
	return {
		numero,
		cliente: `Cliente ${numero}`,
		email: `c${numero.toLowerCase().replace(/[^a-z0-9]/g, '')}@example.com`,
		valor: '1.234,56',
		vencimento: brazilian(TODAY),
		...changes,
	};
}

/** `31/12/2026`. */
export function brazilian(day: string): string {
	return day.split('-').reverse().join('/');
}

/** Runs an operation of Receivables. */
export async function receivables(operation: string, credentials: Credentials, parameters: INodeParameters = {}, items?: Parameters<typeof runNode>[2], onError?: TestNode['onError']): Promise<NodeRun> {
	const [resource, name] = operation.split('.');
	return await runNode({ type: 'receivables', parameters: { resource, operation: name, ...parameters }, onError }, credentials, items);
}

/** Imports rows and hands on the items of the invoices. */
export async function importRows(credentials: Credentials, rows: IDataObject[]): Promise<IDataObject[]> {
	const { json, error } = await receivables('invoice.import', credentials, {}, rows);
	const refused = json[1].filter(({ severity }) => severity === 'error');
	if (error || refused.length > 0) throw new Error(error?.message ?? JSON.stringify(refused));
	return json[0];
}
