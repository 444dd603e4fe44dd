import { wallClock } from '../../calendar/day';
import type { Cents } from '../../money/cents';
import { inTransaction, type Ledger } from '../Ledger';
import { lockLookups } from '../locks';
import type { Instant } from '../schema';
import { isAbandoned, WORKER_ID } from '../worker';
import { markAbandoned } from './abandoned';
import { freshReports, type ReportKey, type ReuseTerms, type StoredReport } from './reports';
import { spentIn } from './usage';

/** Longer than one lookup may take with its waits and a login. */
const LEASE_MS = 10 * 60_000;

/** `notBefore` and the purpose say, too, which report is taken instead of asking. */
export interface LookupClaim extends ReportKey, ReuseTerms {
	customerId: number | null;
	costCents: Cents;
	/** What all lookups of the month may cost together. */
	budgetCents: Cents;
	/** Whose month it is. */
	timeZone: string;
}

export type LookupTake =
	| { state: 'taken'; lookupId: number }
	| { state: 'cached'; stored: StoredReport }
	/** Another execution is asking the same. */
	| { state: 'under_way' }
	/** It was asked before and nobody knows what became of it. */
	| { state: 'unresolved'; lookupId: number; askedAt: Instant }
	| { state: 'over_budget'; spentCents: Cents };

/**
 * Takes the right to ask a bureau about a document, in a committed transaction, before it is asked: from then on its
 * price counts in the month's budget, whatever becomes of it. Claims come one after another in all processes, so that
 * the budget is never exceeded. What is asked already, or was asked with no known end, is not asked again.
 */
export async function takeLookup(ledger: Ledger, claim: LookupClaim, now: Date): Promise<LookupTake> {
	const at = now.toISOString();
	return await inTransaction(ledger, async (db): Promise<LookupTake> => {
		await lockLookups(db, ledger.engine);
		const { provider, product, document, isTest } = claim;
		const [stored] = await freshReports(db, ledger.engine, [{ provider, product, document, isTest }], claim);
		if (stored) return { state: 'cached', stored };
		const open = await db
			.selectFrom('bureau_lookups')
			.select(['id', 'state', 'asked_at', 'worker', 'lease_until'])
			.where('provider', '=', provider)
			.where('product', '=', product)
			.where('document', '=', document)
			.where('is_test', '=', isTest ? 1 : 0)
			.where('state', 'in', ['asked', 'unknown'])
			.executeTakeFirst();
		if (open) {
			const isUnderWay = open.state === 'asked' && !isAbandoned(open.worker, open.lease_until, at);
			if (isUnderWay) return { state: 'under_way' };
			await markAbandoned(db, open.id, at);
			return { state: 'unresolved', lookupId: open.id, askedAt: open.asked_at };
		}
		const month = wallClock(now, claim.timeZone).day.slice(0, 7);
		const spentCents = await spentIn(db, month);
		// What is free, as a test environment is, is within any budget.
		if (claim.costCents > 0 && spentCents + claim.costCents > claim.budgetCents) return { state: 'over_budget', spentCents };
		const { id } = await db
			.insertInto('bureau_lookups')
			.values({
				provider,
				product,
				document,
				customer_id: claim.customerId,
				purpose: claim.purpose,
				purpose_note: claim.purposeNote,
				cost_cents: claim.costCents,
				month,
				state: 'asked',
				worker: WORKER_ID,
				lease_until: new Date(now.getTime() + LEASE_MS).toISOString(),
				asked_at: at,
				is_test: isTest ? 1 : 0,
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		return { state: 'taken', lookupId: id };
	});
}
