import { ASAAS } from '../../../core/gateway/asaas';
import { syncGateway } from '../../../core/gateway/sync';
import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { fetchTo } from '../gateway';
import { CREDITOR } from '../ledgers';
import { serve } from './child';

export interface SyncWork {
	place: LedgerPlace;
	port: number;
	apiKey: string;
	now: number;
}

export interface SyncReport {
	outcome: string;
	reason: string | null;
	resumed: boolean;
	problemCount: number;
	/** Charges read, and the memory in use then, after a collection. */
	memory: Array<{ read: number; heapUsed: number; rss: number }>;
}

/** Synchronises a whole account, and tells what memory that took. */
void serve<SyncWork>(async ({ place, port, apiKey, now }) => {
	const ledger = await openLedger(place, CREDITOR);
	return async (): Promise<SyncReport> => {
		const memory: SyncReport['memory'] = [];
		const gateway = ASAAS.connect({ apiKey, environment: 'sandbox' }, { send: fetchTo(port), now: Date.now, sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)), random: Math.random, patienceMs: 1_000 });
		const result = await syncGateway(ledger, ASAAS, gateway, {
			mode: 'full',
			overlapDays: 3,
			fullEveryDays: 7,
			maxMs: null,
			clock: () => new Date(now),
			timeZone: 'America/Sao_Paulo',
			problemsAtMost: 10,
			onProgress({ passes }) {
				const read = passes.find(({ key }) => key === 'charges')?.read ?? 0;
				if (read - (memory.at(-1)?.read ?? 0) < 5_000) return;
				(globalThis as { gc?: () => void }).gc?.();
				const { heapUsed, rss } = process.memoryUsage();
				memory.push({ read, heapUsed, rss });
			},
		});
		await ledger.close();
		const { outcome, reason, resumed, problemCount } = result;
		return { outcome, reason, resumed, problemCount, memory };
	};
});
