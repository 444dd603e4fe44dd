import { addDays } from '../../../core/calendar/day';
import { IMPORTANCES, PAYER_PROFILES } from '../../../core/classification/profiles';
import { excludeCustomer } from '../../../core/ledger/customers/exclusions';
import { promiseToPay } from '../../../core/ledger/customers/promises';
import { changeStatus } from '../../../core/ledger/invoices/changeStatus';
import { recordPayment } from '../../../core/ledger/invoices/recordPayment';
import { inTransaction, type LedgerDb } from '../../../core/ledger/Ledger';
import { LedgerError } from '../../../core/ledger/LedgerError';
import { endAgreement, putProfile, startAgreement } from '../debtors';
import type { World } from './world';

const KINDS = ['pay', 'pay', 'pay part', 'dispute', 'resume', 'cancel', 'promise', 'exclude', 'agree', 'end agreement', 'classify'] as const;

/** Takes an event back. */
class NotNow extends Error {}

/**
 * Something that happens to a random invoice. With `untouched`, only to a customer whom no message under way is for:
 * what has left cannot be called back.
 */
export async function happen(world: World, untouched: boolean): Promise<void> {
	const { random, ledger } = world;
	const invoices = await ledger.db.selectFrom('invoices').selectAll().orderBy('id').execute();
	if (invoices.length === 0) return;
	const invoice = random.pick(invoices);
	const kind = random.pick(KINDS);
	const until = addDays(world.today, random.below(6));
	const at = world.now().toISOString();
	// PostgreSQL does not make a claim wait for an exclusion that is being written at that very moment.
	if (kind === 'exclude' && untouched && ledger.engine === 'postgres') return;
	try {
		await inTransaction(ledger, async (db) => {
			if (kind === 'pay') await recordPayment(db, { invoice, amountCents: null, paidOn: world.today, reference: null, at });
			else if (kind === 'pay part') await recordPayment(db, { invoice, amountCents: 1_000, paidOn: world.today, reference: null, at });
			else if (kind === 'promise') await promiseToPay(db, invoice, until, null, world.today, at);
			else if (kind === 'agree') {
				if (invoice.status !== 'open' || invoice.agreement_id !== null) throw new NotNow();
				await startAgreement(db, invoice, world.today, at);
			} else if (kind === 'end agreement') {
				const active = await db.selectFrom('agreements').select('id').where('state', '=', 'active').orderBy('id').execute();
				if (active.length > 0) await endAgreement(db, ledger.engine, random.pick(active).id, random.pick(['kept', 'broken']), world.today, at);
			} else if (kind === 'classify') await putProfile(db, ledger.engine, invoice.customer_id, random.pick(PAYER_PROFILES), random.pick(IMPORTANCES), world.today);
			else if (kind === 'exclude') {
				const customer = await db.selectFrom('customers').selectAll().where('id', '=', invoice.customer_id).executeTakeFirstOrThrow();
				await excludeCustomer(db, customer, until, null, at);
			} else await changeStatus(db, ledger.engine, invoice, kind, null, at);
			if (untouched && (await isUnderWay(db, invoice.customer_id))) throw new NotNow();
		});
	} catch (error) {
		// A LedgerError is an event that the ledger refuses, as it should.
		if (!(error instanceof LedgerError) && !(error instanceof NotNow)) throw error;
	}
}

async function isUnderWay(db: LedgerDb, customerId: number): Promise<boolean> {
	const claimed = await db.selectFrom('contacts').select('id').where('state', '=', 'claimed').where('customer_id', '=', customerId).limit(1).execute();
	return claimed.length > 0;
}
