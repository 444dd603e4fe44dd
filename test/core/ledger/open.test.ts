import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { countInvoices, invoicesByIds } from '../../../core/ledger/invoices/listInvoices';
import { inTransaction, rehearse, type LedgerDb } from '../../../core/ledger/Ledger';
import { migrate } from '../../../core/ledger/migrate';
import { MIGRATIONS } from '../../../core/ledger/migrations';
import { ledgerFile, openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { dump } from '../../support/dump';
import { anInvoice, put } from '../../support/invoices';
import { CREDITOR, newPlace, onBothEngines } from '../../support/ledgers';
import { startChild } from '../../support/workers/child';

const OTHER = '99888777000166';
const INVOICE = 'insert into invoices (source, number, customer_id, due_date, amount_cents, status, import_id, created_at, updated_at) values';

onBothEngines('openLedger', (open, engine) => {
	it('makes a new ledger, and opens it again as it was', async () => {
		const place = newPlace(engine);
		const first = await open(place);
		await put(first, [anInvoice('1')]);
		const before = await dump(first);
		expect(before.ledger_meta).toEqual([JSON.stringify({ version: MIGRATIONS.length, creditor: CREDITOR })]);
		expect(await dump(await open(place))).toEqual(before);
	});

	it('makes one ledger when it is opened many times at once', async () => {
		const place = newPlace(engine);
		const ledgers = await Promise.all(Array.from({ length: 6 }, async () => await open(place)));
		await Promise.all(ledgers.map(async (ledger, index) => await put(ledger, [anInvoice(`${index}`)])));
		expect(await Promise.all(ledgers.map(async (ledger) => await countInvoices(ledger.db)))).toEqual([6, 6, 6, 6, 6, 6]);
	});

	it('makes one ledger when processes open it at once, and loses nothing that each writes', async () => {
		const place = newPlace(engine);
		const children = [0, 1, 2].map((child) => startChild('open.ts', { place, numbers: Array.from({ length: 20 }, (_, index) => `${child}-${index}`) }));
		await Promise.all(children.map(async ({ ready }) => await ready));
		const counts = await Promise.all(children.map(async (child) => (await child.work()) as number));
		expect(Math.max(...counts)).toBe(60);
		expect(await countInvoices((await open(place)).db)).toBe(60);
		await Promise.all(children.map(async ({ gone }) => await gone));
	});

	it('refuses a ledger that a newer version has written, and leaves it as it is', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		await sql`update ledger_meta set version = ${MIGRATIONS.length + 1}`.execute(ledger.db);
		await expect(openLedger(place, CREDITOR)).rejects.toMatchObject({ code: 'newer_ledger', message: expect.stringContaining('Atualize o pacote') });
		expect((await dump(ledger)).ledger_meta).toEqual([JSON.stringify({ version: MIGRATIONS.length + 1, creditor: CREDITOR })]);
	});

	it('refuses the ledger of another creditor', async () => {
		const place = newPlace(engine);
		await open(place);
		await expect(openLedger(place, OTHER)).rejects.toMatchObject({ code: 'other_creditor', message: expect.stringContaining(OTHER) });
	});

	it('migrates forward in one transaction: all of it or nothing', async () => {
		const ledger = await open();
		const more = [...MIGRATIONS, () => ['create table extra (id integer)', 'insert into extra values (1)']];
		const broken = [...more, () => ['insert into extra values (2)', 'not sql']];
		await expect(migrate(ledger.db, engine, CREDITOR, broken)).rejects.toThrow();
		expect((await dump(ledger)).ledger_meta).toEqual([JSON.stringify({ version: MIGRATIONS.length, creditor: CREDITOR })]);
		await migrate(ledger.db, engine, CREDITOR, more);
		await migrate(ledger.db, engine, CREDITOR, more);
		expect((await sql`select id from extra`.execute(ledger.db)).rows).toEqual([{ id: 1 }]);
		await expect(migrate(ledger.db, engine, CREDITOR)).rejects.toMatchObject({ code: 'newer_ledger' });
	});

	it.each(MIGRATIONS.map((_, index) => index).slice(1))('takes a ledger of version %i, with what is in it, to this one', async (version) => {
		const place = newPlace(engine);
		const old = await openLedger(place, CREDITOR, MIGRATIONS.slice(0, version));
		await sql`insert into customers (key, name, created_at, updated_at) values ('name:ana', 'Ana', 'x', 'x')`.execute(old.db);
		await sql`insert into invoices (source, number, customer_id, due_date, amount_cents, status, import_id, created_at, updated_at)
			select 'planilha', '1', id, '2026-12-10', 1050, 'open', '', 'x', 'x' from customers`.execute(old.db);
		await old.close();
		const ledger = await open(place);
		const [invoice] = (await invoicesByIds(ledger.db, engine, [1])).values();
		expect(invoice).toMatchObject({ number: '1', name: 'Ana', amount_cents: 1050, gateway: null, gateway_id: null, terms: null });
	});

	it('takes back a transaction that fails, and a rehearsal that does not', async () => {
		const ledger = await open();
		const before = await dump(ledger);
		const addRuler = async (db: LedgerDb) => await sql`insert into rulers (key, steps_hash, created_at) values ('x', '', '')`.execute(db);
		const rehearsed = await rehearse(ledger, async (db) => {
			await addRuler(db);
			return (await db.selectFrom('rulers').select('key').execute()).map(({ key }) => key);
		});
		expect(rehearsed).toEqual(['x']);
		await expect(inTransaction(ledger, async (db) => {
			await addRuler(db);
			throw new Error('não deu');
		})).rejects.toThrow('não deu');
		await expect(rehearse(ledger, async () => await Promise.reject(new Error('não deu')))).rejects.toThrow('não deu');
		expect(await dump(ledger)).toEqual(before);
	});

	it('lets other work of the same process go on while a transaction is open elsewhere', async () => {
		const place = newPlace(engine);
		const [first, second] = [await open(place), await open(place)];
		const order: string[] = [];
		const add = async (db: LedgerDb, key: string) => await sql`insert into rulers (key, steps_hash, created_at) values (${key}, '', '') on conflict do nothing`.execute(db);
		await Promise.all([
			inTransaction(first, async (db) => {
				await add(db, 'a');
				await new Promise((resolve) => setTimeout(resolve, 50));
				order.push('first');
			}),
			inTransaction(second, async (db) => {
				await add(db, 'a');
				order.push('second');
			}),
			add(second.db, 'b').then(() => order.push('third')),
		]);
		expect(order).toHaveLength(3);
		expect((await dump(first)).rulers).toHaveLength(2);
	});

	it.each([
		['an amount of nothing', `${INVOICE} ('x', '2', 1, '2026-01-01', 0, 'open', '', '', '')`],
		['an unknown status', `${INVOICE} ('x', '2', 1, '2026-01-01', 1, 'lost', '', '', '')`],
		['paid without a day', `${INVOICE} ('x', '2', 1, '2026-01-01', 1, 'paid', '', '', '')`],
		['nobody’s invoice', `${INVOICE} ('x', '2', 99, '2026-01-01', 1, 'open', '', '', '')`],
		['the same number twice', `${INVOICE} ('teste', '1', 1, '2026-01-01', 1, 'open', '', '', '')`],
		['a payment of less than nothing', `insert into payments (invoice_id, amount_cents, paid_on, reference, created_at) values (1, -1, '2026-01-01', '', '')`],
	])('never holds %s, whatever the code does', async (_name, statement) => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await expect(sql.raw(statement).execute(ledger.db)).rejects.toThrow(/constraint/i);
	});
});

describe('a SQLite ledger', () => {
	let folder: string;
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cobranca-open-'))));
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	it('is one file a creditor, in a folder made for it, with a write-ahead log', async () => {
		const file = ledgerFile(join(folder, 'new', 'folder'), CREDITOR);
		const ledger = await openLedger({ engine: 'sqlite', file }, CREDITOR);
		expect(file).toBe(join(folder, 'new', 'folder', `${CREDITOR}.sqlite`));
		expect((await sql<{ journal_mode: string }>`pragma journal_mode`.execute(ledger.db)).rows).toEqual([{ journal_mode: 'wal' }]);
		expect(statSync(join(folder, 'new')).mode & 0o077).toBe(0);
		await ledger.close();
	});

	it.each<[string, (folder: string) => string]>([
		['a folder', (at) => at],
		['a file inside a file', (at) => join(at, 'file', 'x.sqlite')],
		['a file of another kind', (at) => join(at, 'file')],
	])('says what is wrong with %s', async (_name, place) => {
		writeFileSync(join(folder, 'file'), 'isto não é um banco de dados '.repeat(100));
		await expect(openLedger({ engine: 'sqlite', file: place(folder) }, CREDITOR)).rejects.toMatchObject({ name: 'LedgerError', code: 'cannot_open', message: expect.stringContaining(folder) });
	});
});

describe('a PostgreSQL ledger', () => {
	const good = () => newPlace('postgres') as Extract<LedgerPlace, { engine: 'postgres' }>;

	it.each<[string, Partial<Extract<LedgerPlace, { engine: 'postgres' }>>]>([
		['a wrong password', { password: 'errada' }],
		['a database that is not there', { database: 'nenhum' }],
		['a port where nobody listens', { port: 1 }],
		['a server without TLS', { ssl: 'require' }],
	])('says what is wrong with %s, without the password', async (_name, changes) => {
		const place = { ...good(), ...changes };
		const failure = await openLedger(place, CREDITOR).then(() => null, (error: Error) => error);
		expect(failure).toMatchObject({ name: 'LedgerError', code: 'cannot_open', message: expect.stringContaining('Confira endereço, porta, usuário, senha') });
		expect(failure?.message).not.toContain(place.password);
	});

	it('keeps creditors apart by schema, whatever its name', async () => {
		const place = { ...good(), schema: `teste "aspas"; ${Date.now()}` };
		const [mine, other] = [await openLedger(place, CREDITOR), await openLedger(good(), OTHER)];
		await put(mine, [anInvoice('1')]);
		expect([await countInvoices(mine.db), await countInvoices(other.db)]).toEqual([1, 0]);
		await mine.close();
		await other.close();
	});

	it('outlives connections that the server ends, idle or in the middle of a transaction', async () => {
		const place = { ...good(), maxConnections: 1 };
		const [ledger, killer] = [await openLedger(place, CREDITOR), await openLedger(place, CREDITOR)];
		const kill = async (pid: number) => await sql`select pg_terminate_backend(${pid}::int)`.execute(killer.db);
		const ownPid = async (db: LedgerDb) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0].pid;
		await expect(inTransaction(ledger, async (db) => {
			await kill(await ownPid(db));
			await new Promise((resolve) => setTimeout(resolve, 50));
			await sql`select 1`.execute(db);
		})).rejects.toThrow();
		expect(await countInvoices(ledger.db)).toBe(0);
		await kill(await ownPid(ledger.db));
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(await countInvoices(ledger.db)).toBe(0);
		await ledger.close();
		await killer.close();
	});
});
