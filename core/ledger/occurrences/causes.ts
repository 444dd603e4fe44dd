import type { Selectable } from 'kysely';
import { excerpt } from '../../importing/problems';
import { causeKey } from '../../occurrences/causeKey';
import { ORIGIN_NAMES, type CauseOrigin } from '../../occurrences/kinds';
import { foldName } from '../invoices/foldName';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { CausesTable } from '../schema';

export type Cause = Selectable<CausesTable>;

/** Longest name of a cause: it must fit into a list on the canvas. */
const MAX_NAME = 120;

/** The causes that may be chosen, external ones first, by name; with `retired`, those that no longer may too. */
export async function listCauses(db: LedgerDb, options: { retired: boolean } = { retired: false }): Promise<Cause[]> {
	let query = db.selectFrom('causes').selectAll();
	if (!options.retired) query = query.where('retired', '=', 0);
	// Sorted here: a database would put "Ônibus" after "Zebra".
	return (await query.execute()).sort((a, b) => a.origin.localeCompare(b.origin) || a.name.localeCompare(b.name, 'pt-BR') || a.key.localeCompare(b.key));
}

/**
 * The cause that a field tells by its key or its name, whatever case and accents; null for nothing. Throws a
 * {@link LedgerError} that lists the causes there are when it is none of them, or is retired.
 */
export async function findCause(db: LedgerDb, told: string | null): Promise<Cause | null> {
	const found = await findAnyCause(db, told);
	if (found?.retired === 1) throw new LedgerError('invalid', `A causa "${found.name}" foi retirada de uso. ${offered(await listCauses(db))}`);
	return found;
}

/** The same of causes that are retired too, which what happened before may have. */
export async function findAnyCause(db: LedgerDb, told: string | null): Promise<Cause | null> {
	if (told === null || told.trim() === '') return null;
	const causes = await listCauses(db, { retired: true });
	const found = matching(causes, told);
	if (!found) throw new LedgerError('invalid', `A causa "${excerpt(told)}" não existe. ${offered(causes)}`);
	return found;
}

function offered(causes: readonly Cause[]): string {
	const list = causes.filter(({ retired }) => retired === 0).map(({ key, name }) => `${name} (${key})`).join(', ');
	return list === '' ? 'Nenhuma causa está em uso: cadastre com Cause → Save.' : `Use uma destas: ${list}.`;
}

function matching(causes: readonly Cause[], told: string): Cause | undefined {
	const name = foldName(told.trim());
	return causes.find(({ key }) => key === told.trim()) ?? causes.find((cause) => foldName(cause.name) === name);
}

/**
 * Adds a cause, or changes the one of this name: its origin is the new one, and it is in use again. With `change`, the
 * key or name of a cause, that one takes the new name; what was told with it keeps it. Call inside a transaction.
 */
export async function saveCause(db: LedgerDb, told: { name: string; origin: CauseOrigin; change?: string | null }): Promise<Cause> {
	const name = told.name.trim();
	if (name.length > MAX_NAME) throw new LedgerError('invalid', `O nome da causa tem ${name.length} letras. Use até ${MAX_NAME}.`);
	const fresh = causeKey(name);
	const causes = await listCauses(db, { retired: true });
	const namesake = causes.find((cause) => foldName(cause.name) === foldName(name));
	const changed = told.change ? matching(causes, told.change) : undefined;
	if (told.change && !changed) throw new LedgerError('not_found', `A causa "${excerpt(told.change)}" não existe: deixe "Existing Cause" vazio para criar uma nova.`);
	if (changed && namesake && namesake.key !== changed.key) {
		throw new LedgerError('invalid', `Já existe uma causa "${namesake.name}" (${namesake.key}, ${ORIGIN_NAMES[namesake.origin].toLowerCase()}): use outro nome.`);
	}
	const key = changed?.key ?? namesake?.key ?? fresh;
	return await db
		.insertInto('causes')
		.values({ key, name, origin: told.origin, retired: 0 })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ name, origin: told.origin, retired: 0 }))
		.returningAll()
		.executeTakeFirstOrThrow();
}

/** Takes a cause, told by key or name, out of the list to choose from; reports still tell of it. Doing it twice is no error. */
export async function retireCause(db: LedgerDb, told: string): Promise<Cause> {
	const cause = await findAnyCause(db, told);
	if (!cause) throw new LedgerError('invalid', 'Escolha a causa a retirar de uso.');
	await db.updateTable('causes').set({ retired: 1 }).where('key', '=', cause.key).execute();
	return { ...cause, retired: 1 };
}
