import { classifyCustomer, type ClassificationSettings, type CustomerClassification } from '../../core/classification';
import type { CustomerHistory } from '../../core/history/CustomerHistory';
import { readStandings, type StoredStanding } from '../../core/ledger/profiles/standings';
import type { NodeContext } from '../shared/context';
import { historiesOf } from '../shared/histories';

/** A customer of the ledger as it is today, and as it was last classified. */
export interface ClassifiedCustomer {
	history: CustomerHistory;
	classification: CustomerClassification;
	standing: StoredStanding;
}

/**
 * Classifies customers of the ledger as of today, all at once. Importance is the stored one, since it takes the whole
 * portfolio to tell; what a person said against a profile holds.
 */
export async function classifyCustomers(context: NodeContext, customerIds: readonly number[], settings: ClassificationSettings): Promise<Map<number, ClassifiedCustomer>> {
	const histories = await historiesOf(context, customerIds);
	const standings = await readStandings(context.ledger.db, context.ledger.engine, customerIds, context.account.timeZone);
	const classified = new Map<number, ClassifiedCustomer>();
	for (const [id, history] of histories) {
		const standing = standings.get(id) ?? { stored: null, overrule: null };
		const classification = classifyCustomer(history, settings, context.today, { importance: standing.stored?.importance, overrule: standing.overrule });
		classified.set(id, { history, classification, standing });
	}
	return classified;
}
