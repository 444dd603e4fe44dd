import { sql, type Kysely } from 'kysely';
import type { Engine } from './Ledger';
import { LedgerError } from './LedgerError';
import { MIGRATIONS } from './migrations';
import type { LedgerTables } from './schema';

/** Any constant: two processes that open the same PostgreSQL ledger at once migrate one after the other. */
const MIGRATION_LOCK = 7_261_423;

/**
 * Brings the ledger to this version, in one transaction, and ties it to its creditor. Refuses a ledger
 * that a newer version of the package has written, and a ledger of another creditor.
 */
export async function migrate(
	db: Kysely<LedgerTables>,
	engine: Engine,
	creditorDocument: string,
	migrations = MIGRATIONS,
): Promise<void> {
	if (await isCurrent(db, creditorDocument, migrations.length)) return;
	await db.transaction().execute(async (trx) => {
		if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::bigint)`.execute(trx);
		await sql`create table if not exists ledger_meta (version integer not null, creditor text not null)`.execute(trx);
		const meta = await readMeta(trx);
		const version = meta?.version ?? 0;
		refuseStrangers(version, meta?.creditor, creditorDocument, migrations.length);
		for (const migration of migrations.slice(version)) {
			for (const statement of migration(engine)) await sql.raw(statement).execute(trx);
		}
		await sql`delete from ledger_meta`.execute(trx);
		await sql`insert into ledger_meta (version, creditor) values (${migrations.length}, ${creditorDocument})`.execute(trx);
	});
}

interface Meta {
	version: number;
	creditor: string;
}

async function readMeta(db: Kysely<LedgerTables>): Promise<Meta | undefined> {
	return (await sql<Meta>`select version, creditor from ledger_meta`.execute(db)).rows[0];
}

/** Opening a ledger that needs nothing takes no write lock. */
async function isCurrent(db: Kysely<LedgerTables>, creditorDocument: string, known: number): Promise<boolean> {
	let meta: Meta | undefined;
	try {
		meta = await readMeta(db);
	} catch {
		return false; // no ledger_meta yet: a new ledger
	}
	if (!meta) return false;
	refuseStrangers(meta.version, meta.creditor, creditorDocument, known);
	return meta.version === known;
}

function refuseStrangers(version: number, creditor: string | undefined, creditorDocument: string, known: number): void {
	if (version > known) {
		throw new LedgerError('newer_ledger', `Este livro foi gravado por uma versão mais nova do pacote n8n-nodes-cobranca (formato ${version}; esta versão conhece até o ${known}). Atualize o pacote em Settings → Community nodes.`);
	}
	if (creditor !== undefined && creditor !== creditorDocument) {
		throw new LedgerError('other_creditor', `Este livro pertence a outro credor (${creditor}) e não a ${creditorDocument}. Cada Cobrança Account precisa do seu próprio livro: escolha outro arquivo, pasta ou schema.`);
	}
}
