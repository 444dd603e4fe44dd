import { addDays, wallClock, type Day } from '../calendar/day';
import type { RowProblem } from '../importing/problems';
import { applyCharges, type AppliedCharge, type ToldCharge } from '../ledger/gateway/applyCharges';
import { countNotified, saveGatewayCustomers } from '../ledger/gateway/customers';
import { missingCharges } from '../ledger/gateway/missingCharges';
import { orderOfReading } from '../ledger/gateway/order';
import { savePlans } from '../ledger/gateway/plans';
import { keepProgress, releaseSync, takeSync, type PassProgress, type SyncCounts, type SyncHistory, type SyncProgress } from '../ledger/gateway/syncState';
import { inTransaction, type Ledger, type LedgerDb } from '../ledger/Ledger';
import type { Instant } from '../ledger/schema';
import { applyEvents, bringCustomers, type AppliedEvent } from './applyEvents';
import type { Gateway, GatewayDefinition, GatewayProblem, GatewayUsage, SyncPage, SyncPass } from './Gateway';
import { GatewayError } from './GatewayError';

export interface SyncOptions {
	/** `auto`: everything the first time and every `fullEveryDays`, else what is new. */
	mode: 'auto' | 'full' | 'incremental';
	/** Days before the last sync that an incremental one goes back to, for what was dated late. */
	overlapDays: number;
	fullEveryDays: number;
	/** After so long the run ends where it is, to be gone on with by the next; null has no end. */
	maxMs: number | null;
	clock: () => Date;
	/** Of the creditor. */
	timeZone: string;
	problemsAtMost: number;
	/** Told after every page. */
	onProgress?: (progress: Readonly<SyncProgress>) => void;
}

export interface SyncResult {
	/** `busy`: another run is at it. `stopped`: to be gone on with, see `reason`. */
	outcome: 'done' | 'stopped' | 'busy';
	reason: string | null;
	/** Whether it went on with a sync that had not ended. */
	resumed: boolean;
	mode: 'full' | 'incremental';
	since: Day | null;
	passes: PassProgress[];
	counts: SyncCounts;
	/** Customers to whom the gateway writes by itself, beside us. */
	notified: number;
	/** The first `problemsAtMost`. */
	problems: GatewayProblem[];
	problemCount: number;
	/** Webhook events that had been left over. */
	events: AppliedEvent[];
	usage: GatewayUsage;
}

/** A sync that nobody has gone on with for so long is begun anew. */
const STALE_MS = 24 * 60 * 60_000;
const MISSING_BATCH = 50;
const MISSING = { key: 'missing', label: 'Cobranças conferidas uma a uma', of: 'charges' } as const;
const NOTHING: SyncCounts = { customers: 0, opened: 0, paid: 0, reopened: 0, cancelled: 0, disputed: 0, updated: 0, unchanged: 0, refused: 0 };

/**
 * Brings the ledger to what the gateway has. Page by page, each in one transaction with the place it has come to:
 * broken off anywhere, killed even, the next run goes on there, and what it reads again changes nothing. Memory is that
 * of a few pages.
 */
export async function syncGateway(ledger: Ledger, definition: GatewayDefinition, gateway: Gateway, options: SyncOptions): Promise<SyncResult> {
	const started = options.clock();
	const history = await takeSync(ledger, definition.name, started);
	if (history === null) return { ...blank(gateway), outcome: 'busy', reason: `Outra sincronização do ${definition.label} está em andamento.` };
	const run = new SyncRun(ledger, definition, gateway, options, history, started);
	try {
		return await run.toEnd();
	} finally {
		await run.release();
	}
}

class SyncRun {
	private readonly progress: SyncProgress;
	private readonly resumed: boolean;
	private readonly problems: GatewayProblem[] = [];
	private problemCount = 0;
	private events: AppliedEvent[] = [];
	private ended = false;

	constructor(
		private readonly ledger: Ledger,
		private readonly definition: GatewayDefinition,
		private readonly gateway: Gateway,
		private readonly options: SyncOptions,
		history: SyncHistory,
		private readonly started: Date,
	) {
		const left = history.progress;
		this.resumed = left !== null && started.getTime() - Date.parse(left.startedAt) < STALE_MS && (options.mode === 'auto' || options.mode === left.mode || this.modeFor(history) === left.mode);
		this.progress = this.resumed && left !== null ? left : this.anew(history);
	}

	/** Nothing can be asked for since a sync that never was: that one reads everything. */
	private modeFor({ lastStartedAt, lastFullAt }: SyncHistory): SyncProgress['mode'] {
		const { mode: wanted, fullEveryDays } = this.options;
		const age = lastFullAt === null ? Infinity : this.started.getTime() - Date.parse(lastFullAt);
		return lastStartedAt === null || wanted === 'full' || (wanted === 'auto' && age >= fullEveryDays * 24 * 60 * 60_000) ? 'full' : 'incremental';
	}

	private anew(history: SyncHistory): SyncProgress {
		const { overlapDays, timeZone } = this.options;
		const { lastStartedAt } = history;
		const today = wallClock(this.started, timeZone).day;
		const mode = this.modeFor(history);
		const since = mode === 'full' || lastStartedAt === null ? null : addDays(wallClock(new Date(lastStartedAt), timeZone).day, -overlapDays);
		return { mode, since, today, startedAt: this.started.toISOString(), passes: [], pass: 0, cursor: null, counts: { ...NOTHING } };
	}

	async toEnd(): Promise<SyncResult> {
		try {
			const { applied } = await applyEvents(this.ledger, this.definition, this.gateway, this.options.clock);
			this.events = applied;
			const { mode, since, today } = this.progress;
			const passes = this.gateway.passes({ mode, since, today });
			while (this.progress.pass < passes.length) {
				const pass = passes[this.progress.pass];
				if (!(await this.readPass(pass))) return await this.result('stopped', this.timeUp());
			}
			if (!(await this.askMissing(passes))) return await this.result('stopped', this.timeUp());
			this.ended = true;
			return await this.result('done', null);
		} catch (error) {
			// What was written stays, and the place is kept: the next run goes on from it.
			if (error instanceof GatewayError && error.kind !== 'unauthorized') return await this.result('stopped', error.message);
			throw error;
		}
	}

	async release(): Promise<void> {
		const ended = this.ended ? { mode: this.progress.mode, startedAt: this.progress.startedAt, finishedAt: this.options.clock().toISOString() } : null;
		await releaseSync(this.ledger.db, this.definition.name, ended);
	}

	/** Reads a listing to its end; false when the time was up before. */
	private async readPass(pass: SyncPass): Promise<boolean> {
		for await (const page of this.gateway.pages(pass, this.progress.cursor)) {
			const { trouble } = await bringCustomers(this.ledger, this.definition.name, this.gateway, page.charges, this.options.clock);
			// Going on without them would leave their charges behind until the next full sync.
			if (trouble) throw trouble;
			await this.write(pass, page);
			this.options.onProgress?.(this.progress);
			if (page.next === null) return true;
			if (this.isTimeUp()) return false;
		}
		throw new Error(`the listing ${pass.key} has no last page`);
	}

	/** Writes a page, and with it how far the sync has come: after a listing's last page that is the next listing. */
	private async write(pass: SyncPass, page: SyncPage): Promise<void> {
		const told = page.charges.map((charge): ToldCharge => ({ charge, order: orderOfReading(page.readAt) }));
		const charges = await this.advance(async (db, next, at) => {
			await saveGatewayCustomers(db, this.ledger.engine, this.definition.name, page.customers, at);
			await savePlans(db, this.ledger.engine, this.definition.name, page.plans, at);
			const applied = await applyCharges(db, this.ledger.engine, this.definition.name, told, at);
			count(next.counts, applied);
			next.counts.customers += page.customers.length;
			noteRead(next, pass, page.read, page.total);
			next.cursor = page.next;
			if (page.next === null) next.pass += 1;
			return applied;
		});
		for (const { id, problem } of page.problems) this.note(id, problem);
		for (const charge of charges) this.noteTrouble(charge, page);
	}

	/** Asks one by one for what should be open and was in no listing; false when the time was up before. */
	private async askMissing(passes: readonly SyncPass[]): Promise<boolean> {
		const { mode, startedAt } = this.progress;
		const dueUntil = mode === 'full' ? null : (passes.find(({ dueUntil: day }) => day !== undefined)?.dueUntil ?? null);
		for (;;) {
			const missing = await missingCharges(this.ledger.db, this.definition.name, startedAt, dueUntil, Number(this.progress.cursor ?? 0), MISSING_BATCH);
			const last = missing.at(-1);
			if (!last) return true;
			const read = await Promise.all(missing.map(async ({ chargeId }) => await this.gateway.readCharge(chargeId)));
			const told = read.flatMap((reading): ToldCharge[] => (reading === null ? [] : [{ charge: reading.value, order: orderOfReading(reading.readAt) }]));
			await this.advance(async (db, next, at) => {
				count(next.counts, await applyCharges(db, this.ledger.engine, this.definition.name, told, at));
				noteRead(next, MISSING, (next.passes.find(({ key }) => key === MISSING.key)?.read ?? 0) + missing.length, null);
				next.cursor = String(last.id);
			});
			missing.forEach(({ chargeId, number }, index) => {
				// Not cancelled by this: with the key of another account every charge would be.
				if (read[index] === null) this.note(chargeId, rowProblem(`O ${this.definition.label} não conhece a cobrança ${chargeId} da fatura ${number}. Confira se a credencial é da conta que fez a cobrança; se ela foi excluída, cancele a fatura.`));
			});
			this.options.onProgress?.(this.progress);
			if (this.isTimeUp()) return false;
		}
	}

	/** Writes what was read and, in the same transaction, how far the sync has come by it. */
	private async advance<T>(write: (db: LedgerDb, next: SyncProgress, at: Instant) => Promise<T>): Promise<T> {
		const at = this.options.clock().toISOString();
		const { next, result } = await inTransaction(this.ledger, async (db) => {
			// From where the sync stands at every attempt: a transaction that is begun again must not count twice.
			const next = structuredClone(this.progress);
			const result = await write(db, next, at);
			const isOurs = await keepProgress(db, this.definition.name, next, this.options.clock());
			if (!isOurs) throw new GatewayError('unreachable', 'Outra execução assumiu esta sincronização.');
			return { next, result };
		});
		Object.assign(this.progress, next);
		return result;
	}

	private noteTrouble({ index, chargeId, effect, detail }: AppliedCharge, page: SyncPage): void {
		const { customerId, number } = page.charges[index];
		if (detail !== null) this.note(chargeId, rowProblem(`Cobrança ${chargeId} (fatura ${number}): ${detail}`));
		if (effect === 'no_customer') this.note(chargeId, rowProblem(`Cobrança ${chargeId} (fatura ${number}): o cliente ${customerId} dela não existe no ${this.definition.label} ou não pôde ser lido.`));
	}

	private note(id: string, problem: RowProblem): void {
		this.problemCount += 1;
		if (this.problems.length < this.options.problemsAtMost) this.problems.push({ id, problem });
	}

	private isTimeUp(): boolean {
		const { maxMs, clock } = this.options;
		return maxMs !== null && clock().getTime() - this.started.getTime() >= maxMs;
	}

	private timeUp(): string {
		return 'O tempo desta execução acabou: a próxima continua de onde esta parou.';
	}

	private async result(outcome: 'done' | 'stopped', reason: string | null): Promise<SyncResult> {
		const { mode, since, passes, counts } = this.progress;
		const notified = await countNotified(this.ledger.db, this.definition.name);
		return { outcome, reason, resumed: this.resumed, mode, since, passes, counts, notified, problems: this.problems, problemCount: this.problemCount, events: this.events, usage: this.gateway.usage() };
	}
}

function blank(gateway: Gateway): SyncResult {
	return { outcome: 'busy', reason: null, resumed: false, mode: 'incremental', since: null, passes: [], counts: { ...NOTHING }, notified: 0, problems: [], problemCount: 0, events: [], usage: gateway.usage() };
}

function count(counts: SyncCounts, charges: readonly AppliedCharge[]): void {
	for (const { effect } of charges) {
		if (effect === 'superseded') counts.unchanged += 1;
		else counts[effect === 'no_customer' ? 'refused' : effect] += 1;
	}
}

function noteRead(progress: SyncProgress, { key, label, of }: Pick<SyncPass, 'key' | 'label' | 'of'>, read: number, total: number | null): void {
	const known = progress.passes.find((pass) => pass.key === key);
	if (known) Object.assign(known, { read: Math.max(known.read, read), total });
	else progress.passes.push({ key, label, of, read, total });
}

function rowProblem(reason: string): RowProblem {
	return { row: 0, field: 'row', column: null, value: '', severity: 'error', reason };
}
