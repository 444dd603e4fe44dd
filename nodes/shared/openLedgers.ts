import type { Ledger } from '../../core/ledger/Ledger';
import { openLedger } from '../../core/ledger/open';
import type { Account } from './account';

/** How long a ledger nobody uses stays open, so that the next execution need not open it again. */
const IDLE_MS = 30_000;

interface Entry {
	ledger: Promise<Ledger>;
	users: number;
	closing: NodeJS.Timeout | null;
}

const open = new Map<string, Entry>();

/**
 * Runs `work` with the account's ledger. All executions of this process share one open ledger for each
 * account; it closes by itself when it has not been used for a while.
 */
export async function withLedger<T>(account: Account, work: (ledger: Ledger) => Promise<T>): Promise<T> {
	const key = JSON.stringify([account.place, account.creditor.document]);
	const entry = take(key, account);
	try {
		return await work(await entry.ledger);
	} finally {
		release(key, entry);
	}
}

function take(key: string, account: Account): Entry {
	let entry = open.get(key);
	if (!entry) {
		const created: Entry = { ledger: openLedger(account.place, account.creditor.document), users: 0, closing: null };
		created.ledger.catch(() => {
			if (open.get(key) === created) open.delete(key); // the next execution tries again
		});
		open.set(key, created);
		entry = created;
	}
	if (entry.closing) clearTimeout(entry.closing);
	entry.closing = null;
	entry.users += 1;
	return entry;
}

function release(key: string, entry: Entry): void {
	entry.users -= 1;
	if (entry.users > 0 || open.get(key) !== entry) return;
	entry.closing = setTimeout(() => void close(key, entry), IDLE_MS);
	entry.closing.unref();
}

async function close(key: string, entry: Entry): Promise<void> {
	open.delete(key);
	await (await entry.ledger).close();
}

/** Closes at once what nobody uses now. */
export async function closeIdleLedgers(): Promise<void> {
	for (const [key, entry] of [...open]) {
		if (entry.closing === null) continue;
		clearTimeout(entry.closing);
		await close(key, entry);
	}
}
