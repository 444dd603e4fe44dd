import { newestReport, type ReportKey, type StoredReport } from '../ledger/bureau/reports';
import { recordReuses } from '../ledger/bureau/recordReuses';
import { finishLookup } from '../ledger/bureau/finishLookup';
import { takeLookup, type LookupTake } from '../ledger/bureau/takeLookup';
import type { TaxDocument } from '../documents/document';
import type { Ledger } from '../ledger/Ledger';
import { formatCents, type Cents } from '../money/cents';
import type { Bureau, BureauAnswer } from './Bureau';
import { BureauError, type BureauErrorKind } from './BureauError';
import { BureauHealth } from './BureauHealth';
import { flagOf, type Flag } from './flag';
import type { ToldPurpose } from './purposes';
import { freshSince, StoredReports } from './stored';
import { TEST_NOTICE } from './testNotice';
import type { Vault } from './vault';

/** Whom to look up. */
export interface LookupRequest {
	document: TaxDocument;
	/** The customer of the ledger that has this document. */
	customerId: number | null;
}

export interface LookupPolicy extends ToldPurpose {
	/** `first`: one bureau after another until one answers. `all`: every one. */
	ask: 'first' | 'all';
	/** A report of so many days or less is not bought again; 0 takes none. */
	maxAgeDays: number;
	/** What the month's lookups may cost together, those of all workflows. */
	budgetCents: Cents;
	/** Keeps the answers themselves; null forgets them. */
	vault: Vault | null;
}

/** The world outside, for lookups. */
export interface LookupWorld {
	clock: () => Date;
	sleep: (ms: number) => Promise<void>;
	/** Of the creditor: whose day and month it is. */
	timeZone: string;
	signal?: AbortSignal;
}

/**
 * Why a bureau gave no report: a BureauErrorKind, or `budget_exhausted`; `unresolved`, asked before with an unknown
 * end; `under_way`, somebody else is asking; `not_contracted`, nothing is bought of this kind of document; `not_asked`,
 * it has failed for others or the execution was stopped.
 */
export type FailureCode = BureauErrorKind | 'budget_exhausted' | 'unresolved' | 'under_way' | 'not_contracted' | 'not_asked';

export interface LookupFailure {
	bureau: string;
	bureauLabel: string;
	code: FailureCode;
	/** In Portuguese: what is wrong and what to do. */
	reason: string;
	/** The lookup whose end nobody knows, to settle. */
	lookupId: number | null;
}

export interface FoundReport {
	stored: StoredReport;
	fromCache: boolean;
	/** What it cost now; 0 from the cache. */
	cents: Cents;
	flag: Flag;
}

/** What became of one request. Without any found report, `failures` say why. */
export interface LookupResult {
	found: FoundReport[];
	failures: LookupFailure[];
}

/** How long to wait for whoever asks the same. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 500;
/** Documents looked up at once. */
const LANES = 4;

/** Looks documents up: what is new enough in the ledger is taken from there, the rest asked within the budget. */
export class Lookups {
	private readonly health = new BureauHealth();
	/** Claims in the order of the requests, so that a budget that ends goes to the first ones. */
	private turn: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly ledger: Ledger,
		private readonly bureaus: readonly Bureau[],
		private readonly policy: LookupPolicy,
		private readonly world: LookupWorld,
	) {}

	/** One result a request, in their order. Each document must be there once. */
	async each(requests: readonly LookupRequest[]): Promise<LookupResult[]> {
		const results: LookupResult[] = requests.map(() => ({ found: [], failures: [] }));
		const stored = await StoredReports.read(this.ledger, this.bureaus, requests, { ...this.policy, notBefore: this.notBefore() });
		let next = 0;
		const lane = async () => {
			while (next < requests.length) {
				const at = next;
				next += 1;
				results[at] = await this.lookUp(requests[at], stored);
			}
		};
		const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
		// The others end what they have begun: nothing goes on behind the back of a node that has failed.
		for (const end of ends) if (end.status === 'rejected') throw end.reason;
		const reuses = results.flatMap(({ found }, at) => found.filter(({ fromCache }) => fromCache).map(({ stored: { id } }) => ({ reportId: id, customerId: requests[at].customerId })));
		// Before anybody gets to see them.
		await recordReuses(this.ledger, reuses, this.policy, this.world.clock(), this.world.timeZone);
		return results;
	}

	private async lookUp(request: LookupRequest, stored: StoredReports): Promise<LookupResult> {
		const result: LookupResult = { found: [], failures: [] };
		for (const bureau of this.bureaus) {
			if (this.policy.ask === 'first' && result.found.length > 0) break;
			const outcome = await this.askOne(bureau, request, stored);
			if ('stored' in outcome) result.found.push(outcome);
			else result.failures.push(outcome);
		}
		return result;
	}

	private async askOne(bureau: Bureau, { document, customerId }: LookupRequest, stored: StoredReports): Promise<FoundReport | LookupFailure> {
		let purchase;
		try {
			purchase = bureau.purchase(document.kind);
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			return failure(bureau, 'not_contracted', error.message);
		}
		const key: ReportKey = { provider: bureau.name, product: purchase.product, document: document.value, isTest: bureau.isTest };
		const known = stored.of(key);
		if (known) return fromCache(known);
		// Nothing is awaited before the turn is taken: requests come to it in their order.
		const { before, ...begun } = await this.inTurn(async () => await this.begin(bureau, key, purchase.cents, customerId));
		if ('failure' in begun) return begun.failure;
		const take = begun.take.state === 'under_way' ? await this.waitForOther(key, purchase.cents, customerId) : begun.take;
		if (take.state === 'cached') return fromCache(take.stored);
		if (take.state !== 'taken') return this.notTaken(bureau, take, purchase.cents);
		const answer = await this.ask(bureau, document, take.lookupId);
		if (answer instanceof BureauError) return { ...failure(bureau, answer.kind, withSettling(answer, take.lookupId)), lookupId: answer.perhapsCharged ? take.lookupId : null };
		const raw = this.policy.vault?.seal(answer.raw, take.lookupId) ?? null;
		const kept = await finishLookup(this.ledger, take.lookupId, { state: 'answered', report: answer.report, raw }, this.world.clock(), this.world.timeZone);
		if (kept === null) throw new Error(`lookup ${take.lookupId} kept no report`);
		return { stored: kept, fromCache: false, cents: purchase.cents, flag: told(flagOf(before, answer.report), kept) };
	}

	/** What is known of a document before it is asked about, and the right to ask. */
	private async begin(bureau: Bureau, key: ReportKey, costCents: Cents, customerId: number | null): Promise<{ before: StoredReport | null } & ({ take: LookupTake } | { failure: LookupFailure })> {
		const before = await newestReport(this.ledger.db, key);
		const down = this.health.whyNotAsked(bureau.name) ?? (this.world.signal?.aborted ? 'A execução foi interrompida.' : null);
		if (down !== null) return { before, failure: failure(bureau, 'not_asked', `${down} Por isso nada foi consultado para este documento.`) };
		return { before, take: await this.take(key, costCents, customerId, this.notBefore()) };
	}

	private async take(key: ReportKey, costCents: Cents, customerId: number | null, notBefore: string): Promise<LookupTake> {
		const { clock, timeZone } = this.world;
		const { purpose, purposeNote, budgetCents } = this.policy;
		return await takeLookup(this.ledger, { ...key, costCents, customerId, purpose, purposeNote, budgetCents, timeZone, notBefore }, clock());
	}

	/** Asks the bureau, and writes down at once what is not an answer. */
	private async ask(bureau: Bureau, document: TaxDocument, lookupId: number): Promise<BureauAnswer | BureauError> {
		try {
			const answer = await bureau.lookUp(document);
			this.health.noteAnswer(bureau.name);
			return answer;
		} catch (error) {
			const { clock, timeZone } = this.world;
			if (!(error instanceof BureauError)) {
				await finishLookup(this.ledger, lookupId, { state: 'unknown', detail: 'A consulta falhou por um erro deste programa.' }, clock(), timeZone);
				throw error;
			}
			this.health.noteFailure(bureau.name, error);
			await finishLookup(this.ledger, lookupId, { state: error.perhapsCharged ? 'unknown' : 'refused', detail: error.message }, clock(), timeZone);
			return error;
		}
	}

	/** Waits while somebody else asks the same: their answer, given after this run began to want it, is new enough. */
	private async waitForOther(key: ReportKey, costCents: Cents, customerId: number | null): Promise<LookupTake> {
		const { clock, sleep, signal } = this.world;
		const began = clock();
		const notBefore = [this.notBefore(), began.toISOString()].sort()[0];
		for (;;) {
			await sleep(LOOK_AGAIN_MS);
			const take = await this.take(key, costCents, customerId, notBefore);
			if (take.state !== 'under_way' || clock().getTime() - began.getTime() >= PATIENCE_MS || signal?.aborted) return take;
		}
	}

	private async inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.turn.then(work, work);
		this.turn = mine.catch(() => undefined);
		return await mine;
	}

	private notTaken(bureau: Bureau, take: Exclude<LookupTake, { state: 'taken' | 'cached' }>, cents: Cents): LookupFailure {
		const { budgetCents } = this.policy;
		if (take.state === 'under_way') return failure(bureau, 'under_way', `Outra execução está consultando este documento no bureau ${bureau.label}. Espere ela terminar: a resposta fica guardada para todos.`);
		if (take.state === 'unresolved') {
			const reason = `Uma consulta anterior deste documento no bureau ${bureau.label} ficou sem desfecho conhecido e pode ter sido cobrada. Confira com o bureau e resolva a consulta ${take.lookupId} em Report → Settle Unknown; até lá não se pergunta de novo.`;
			return { ...failure(bureau, 'unresolved', reason), lookupId: take.lookupId };
		}
		const reason = `O orçamento de consultas do mês acabou: ${formatCents(take.spentCents)} de ${formatCents(budgetCents)} já foram usados, e esta consulta custa ${formatCents(cents)}. Aumente "Monthly Budget" ou espere o mês que vem.`;
		return failure(bureau, 'budget_exhausted', reason);
	}

	private notBefore(): string {
		return freshSince(this.world.clock(), this.policy.maxAgeDays);
	}
}

function fromCache(stored: StoredReport): FoundReport {
	return { stored, fromCache: true, cents: 0, flag: told({ changed: false, text: 'O relatório guardado ainda vale: nada de novo foi consultado.' }, stored) };
}

/** A flag for whoever reads it in a letter: of a test environment it says so. */
function told(flag: Flag, { isTest }: StoredReport): Flag {
	return isTest ? { ...flag, text: `${TEST_NOTICE} ${flag.text}` } : flag;
}

function failure({ name, label }: Bureau, code: FailureCode, reason: string): LookupFailure {
	return { bureau: name, bureauLabel: label, code, reason, lookupId: null };
}

function withSettling({ message, perhapsCharged }: BureauError, lookupId: number): string {
	return perhapsCharged ? `${message} Confira com o bureau e resolva a consulta ${lookupId} em Report → Settle Unknown.` : message;
}
