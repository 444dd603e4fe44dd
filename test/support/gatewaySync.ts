import { ASAAS } from '../../core/gateway/asaas';
import type { Gateway } from '../../core/gateway/Gateway';
import { syncGateway, type SyncOptions, type SyncResult } from '../../core/gateway/sync';
import type { Ledger } from '../../core/ledger/Ledger';
import type { FakeClock } from './gateway';

export function syncOptions(clock: Pick<FakeClock, 'date'>, changes: Partial<SyncOptions> = {}): SyncOptions {
	return { mode: 'auto', overlapDays: 3, fullEveryDays: 7, maxMs: null, clock: clock.date, timeZone: 'America/Sao_Paulo', problemsAtMost: 10, ...changes };
}

export async function sync(ledger: Ledger, { gateway, clock }: { gateway: Gateway; clock: FakeClock }, changes: Partial<SyncOptions> = {}): Promise<SyncResult> {
	return await syncGateway(ledger, ASAAS, gateway, syncOptions(clock, changes));
}
