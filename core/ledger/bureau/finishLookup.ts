import { isRestricted, type CreditReport } from '../../bureau/CreditReport';
import { wallClock } from '../../calendar/day';
import { inTransaction, type Ledger } from '../Ledger';
import type { StoredReport } from './reports';

export type LookupOutcome =
	| { state: 'answered'; report: CreditReport; /** The answer itself, encrypted; null when it is not kept. */ raw: string | null }
	/** Certainly not charged. */
	| { state: 'refused'; detail: string }
	| { state: 'unknown'; detail: string };

/**
 * Writes down how a lookup ended. An answer counts whatever was believed meanwhile: a process that was taken for gone
 * may still bring it. Otherwise a lookup that a person has settled is left as it is.
 */
export async function finishLookup(ledger: Ledger, lookupId: number, outcome: LookupOutcome, now: Date, timeZone: string): Promise<StoredReport | null> {
	const at = now.toISOString();
	if (outcome.state !== 'answered') {
		const { state, detail } = outcome;
		await ledger.db.updateTable('bureau_lookups').set({ state, detail, finished_at: at }).where('id', '=', lookupId).where('state', 'in', ['asked', 'unknown']).execute();
		return null;
	}
	const { report, raw } = outcome;
	return await inTransaction(ledger, async (db) => {
		const { customer_id: customerId, is_test: isTest } = await db.updateTable('bureau_lookups').set({ state: 'answered', detail: null, finished_at: at }).where('id', '=', lookupId).returning(['customer_id', 'is_test']).executeTakeFirstOrThrow();
		const answeredOn = wallClock(now, timeZone).day;
		const { id } = await db
			.insertInto('credit_reports')
			.values({
				lookup_id: lookupId,
				provider: report.provider,
				product: report.product,
				document: report.document,
				customer_id: customerId,
				answered_at: report.answeredAt,
				answered_on: answeredOn,
				score: report.score.value,
				// Null, not told, is 0 as well: that it was not told is read in the report itself.
				restricted: isRestricted(report) ? 1 : 0,
				report: JSON.stringify(report),
				raw,
				is_test: isTest,
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		return { id, lookupId, customerId, answeredOn, isTest: isTest === 1, report };
	});
}
