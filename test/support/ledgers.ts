import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine, Ledger } from '../../core/ledger/Ledger';
import { openLedger, type LedgerPlace } from '../../core/ledger/open';
import { POSTGRES_PASSWORD, POSTGRES_USER } from './postgresServer';

export const CREDITOR = '11222333000181';

/** A place for a new ledger on `engine`, empty and of no other test. */
export function newPlace(engine: Engine): LedgerPlace {
	if (engine === 'sqlite') return { engine, file: join(mkdtempSync(join(tmpdir(), 'cobranca-ledger-')), 'ledger.sqlite') };
	return {
		engine,
		host: '127.0.0.1',
		port: Number(process.env.COBRANCA_TEST_POSTGRES_PORT),
		database: 'postgres',
		user: POSTGRES_USER,
		password: POSTGRES_PASSWORD,
		schema: `test_${randomUUID().replaceAll('-', '')}`,
		ssl: 'disable',
	};
}

const MEMORY = '/dev/shm';

/** The same for tests with thousands of transactions: in memory where the machine offers it, since what they test is not its disk. */
export function newQuickPlace(engine: Engine): LedgerPlace {
	if (engine === 'postgres') return newPlace(engine);
	return { engine, file: join(mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'cobranca-ledger-')), 'ledger.sqlite') };
}

/** Takes a ledger's file away again. */
export function removePlace(place: LedgerPlace): void {
	if (place.engine === 'sqlite') rmSync(join(place.file, '..'), { recursive: true, force: true });
}

/** Runs the same tests on both engines; `open` gives each test a ledger that is closed after it. */
export function onBothEngines(name: string, tests: (open: (place?: LedgerPlace) => Promise<Ledger>, engine: Engine) => void): void {
	describe.each<Engine>(['sqlite', 'postgres'])(`${name} (%s)`, (engine) => {
		const opened: Ledger[] = [];
		const places: LedgerPlace[] = [];
		afterEach(async () => {
			for (const ledger of opened.splice(0)) await ledger.close();
			for (const place of places.splice(0)) removePlace(place);
		});
		tests(async (place = newPlace(engine)) => {
			places.push(place);
			const ledger = await openLedger(place, CREDITOR);
			opened.push(ledger);
			return ledger;
		}, engine);
	});
}
