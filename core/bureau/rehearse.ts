import { spentIn } from '../ledger/bureau/usage';
import { wallClock } from '../calendar/day';
import type { Ledger } from '../ledger/Ledger';
import type { Cents } from '../money/cents';
import type { Bureau } from './Bureau';
import type { LookupPolicy, LookupRequest, LookupWorld } from './lookUp';
import { freshSince, StoredReports } from './stored';

/** What a run would do at one bureau about one document. */
export interface PlannedLookup {
	bureau: string;
	bureauLabel: string;
	/** `ask` costs; for the others nothing is asked. */
	action: 'ask' | 'use_stored' | 'budget_exhausted' | 'not_contracted';
	product: string | null;
	cents: Cents;
}

/** What looking up would do and cost now. Asks nobody and writes nothing; it supposes that the first bureau asked answers. */
export async function rehearseLookups(ledger: Ledger, bureaus: readonly Bureau[], requests: readonly LookupRequest[], policy: LookupPolicy, { clock, timeZone }: LookupWorld): Promise<PlannedLookup[][]> {
	const now = clock();
	let spent = await spentIn(ledger.db, wallClock(now, timeZone).day.slice(0, 7));
	const stored = await StoredReports.read(ledger, bureaus, requests, { ...policy, notBefore: freshSince(now, policy.maxAgeDays) });
	return requests.map(({ document }) => {
		const plans: PlannedLookup[] = [];
		for (const bureau of bureaus) {
			const plan = planOf(bureau, document.kind, (product) => stored.of({ provider: bureau.name, product, document: document.value, isTest: bureau.isTest }) !== null, policy.budgetCents - spent);
			spent += plan.cents;
			plans.push(plan);
			if (policy.ask === 'first' && (plan.action === 'ask' || plan.action === 'use_stored')) break;
		}
		return plans;
	});
}

function planOf(bureau: Bureau, kind: LookupRequest['document']['kind'], isStored: (product: string) => boolean, left: Cents): PlannedLookup {
	const at = { bureau: bureau.name, bureauLabel: bureau.label };
	try {
		const { product, cents } = bureau.purchase(kind);
		if (isStored(product)) return { ...at, action: 'use_stored', product, cents: 0 };
		return cents > Math.max(0, left) ? { ...at, action: 'budget_exhausted', product, cents: 0 } : { ...at, action: 'ask', product, cents };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { ...at, action: 'not_contracted', product: null, cents: 0 };
	}
}
