import fc from 'fast-check';
import { GatewayError } from '../../../../core/gateway/GatewayError';
import type { ListingDebt, ListingProvider, ProviderAnswer } from '../../../../core/listing/ListingProvider';
import { DEFAULT_LISTING_POLICY, type ListingPolicy } from '../../../../core/listing/policy';
import { removeListing } from '../../../../core/listing/removeListing';
import { Calendar } from '../../../../core/calendar/Calendar';
import { changeStatus } from '../../../../core/ledger/invoices/changeStatus';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { listListings, listingsOfInvoices, listingsToCheck } from '../../../../core/ledger/listing/listListings';
import { settleListing } from '../../../../core/ledger/listing/settle';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { InvoiceRow } from '../../../../core/ledger/schema';
import { NOON, TODAY } from '../../../support/invoices';
import { newQuickPlace, onBothEngines } from '../../../support/ledgers';
import { listable, request } from '../../../support/listing';

const AT = NOON.toISOString();
const calendar = new Calendar();
/** A person's word that what was taken back may be listed again, on the bureau's own notice. */
const AGAIN: ListingPolicy = { ...DEFAULT_LISTING_POLICY, noticeBy: 'bureau', againAfterRemoval: true };
const ANSWERS = ['ok', 'refused', 'lost before', 'lost after'] as const;
type Answer = (typeof ANSWERS)[number];

/** A bureau that does what it is asked, or not, and answers, or not. */
class Bureau implements ListingProvider {
	readonly name = 'bureau';
	readonly label = 'Bureau';
	/** Numbers of the invoices that stand there; one twice is there twice. */
	readonly standing: string[] = [];
	/** Status that each invoice had in the ledger when its listing was asked for. */
	readonly askedIn: string[] = [];
	answer: Answer = 'ok';

	constructor(private readonly statusOf: (number: string) => Promise<string>) {}

	async request({ invoice: { number } }: ListingDebt): Promise<ProviderAnswer> {
		this.askedIn.push(await this.statusOf(number));
		return this.act(() => void this.standing.push(number), 'standing');
	}

	async remove({ invoice: { number } }: ListingDebt): Promise<ProviderAnswer> {
		await Promise.resolve();
		return this.act(() => void this.standing.splice(this.standing.indexOf(number), this.standing.includes(number) ? 1 : 0), 'gone');
	}

	find = async () => await Promise.resolve(null);

	private act(work: () => void, state: 'standing' | 'gone'): ProviderAnswer {
		if (this.answer === 'refused') throw new GatewayError('refused', 'Recusado.');
		if (this.answer === 'lost before') throw new GatewayError('unclear', 'Sem resposta.');
		work();
		if (this.answer === 'lost after') throw new GatewayError('unclear', 'Sem resposta.');
		return { state, reference: null, detail: null };
	}
}

type Step = { invoice: number; what: 'request' | 'request again' | 'request twice at once' | 'remove' | 'pay' | 'dispute' | 'resume' | 'look'; answer: Answer };
const steps: fc.Arbitrary<Step[]> = fc.array(
	fc.record({ invoice: fc.integer({ min: 0, max: 2 }), what: fc.constantFrom('request', 'request', 'request again', 'request twice at once', 'remove', 'remove', 'pay', 'dispute', 'resume', 'look'), answer: fc.constantFrom(...ANSWERS, 'ok') }),
	{ minLength: 1, maxLength: 25 },
) as fc.Arbitrary<Step[]>;

/** What an operator cannot do in some state is refused in words, and changes nothing. */
async function tryIt(work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof LedgerError) && !(error instanceof GatewayError)) throw error;
	}
}

async function take(ledger: Ledger, bureau: Bureau, id: number, { what, answer }: Step): Promise<void> {
	bureau.answer = answer;
	const invoice = (await ledger.db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()) as InvoiceRow;
	const found = (await listingsOfInvoices(ledger.db, ledger.engine, [id])).get(id);
	if (what === 'request') return await tryIt(async () => await request(ledger, id, bureau));
	if (what === 'request again') return await tryIt(async () => await request(ledger, id, bureau, { policy: AGAIN }));
	if (what === 'request twice at once') return void (await Promise.all([1, 2].map(async () => await tryIt(async () => await request(ledger, id, bureau)))));
	if (what === 'pay') return await tryIt(async () => await inTransaction(ledger, async (db) => await recordPayment(db, { invoice, amountCents: null, paidOn: TODAY, reference: null, at: AT })));
	if (what === 'dispute' || what === 'resume') return await tryIt(async () => await inTransaction(ledger, async (db) => await changeStatus(db, ledger.engine, { id }, what, null, AT)));
	if (!found) return;
	if (what === 'remove') return await tryIt(async () => await removeListing(ledger, found, { provider: bureau, today: TODAY, calendar, clock: () => NOON }));
	// A person looks at the bureau and says what is there.
	const isThere = bureau.standing.includes(invoice.number);
	const verdict = found.listing.removalRequestedOn === null ? (isThere ? 'listed' : 'not_listed') : isThere ? 'still_listed' : 'removed';
	if (found.listing.state === 'unknown') await settleListing(ledger, found.listing.id, verdict, { on: TODAY, note: null, at: AT });
}

onBothEngines('whatever happens to listings, and whichever answers get lost', (open, engine) => {
	it('nothing stands twice, nobody is listed who does not owe, nothing stands that the ledger takes for over, and nothing comes back by itself', async () => {
		await fc.assert(
			fc.asyncProperty(steps, async (taken) => {
				const ledger = await open(newQuickPlace(engine));
				const ids = [await listable(ledger, '0'), await listable(ledger, '1'), await listable(ledger, '2')];
				const bureau = new Bureau(async (number) => (await ledger.db.selectFrom('invoices').select('status').where('number', '=', number).executeTakeFirstOrThrow()).status);
				for (const step of taken) {
					const asked = bureau.askedIn.length;
					const before = await ledger.db.selectFrom('listings').select('id').where('invoice_id', '=', ids[step.invoice]).where('state', '=', 'removed').execute();
					await take(ledger, bureau, ids[step.invoice], step);
					if (before.length > 0 && step.what !== 'request again') expect(bureau.askedIn).toHaveLength(asked);
					expect(bureau.standing).toHaveLength(new Set(bureau.standing).size);
					expect(bureau.askedIn.filter((status) => status !== 'open')).toEqual([]);
					const listings = await listListings(ledger.db, engine, {});
					const inForce = listings.filter(({ listing: { state } }) => state !== 'removed' && state !== 'refused');
					const numbers = inForce.map(({ invoice }) => invoice.number);
					expect(numbers).toHaveLength(new Set(numbers).size);
					for (const number of bureau.standing) expect(numbers).toContain(number);
					for (const { listing, invoice } of listings) if (listing.state === 'listed') expect(bureau.standing).toContain(invoice.number);
					// Whatever stands without a reason is told of.
					const due = (await listingsToCheck(ledger.db, TODAY, calendar)).map(({ invoice }) => invoice.number);
					for (const { invoice } of inForce) if (invoice.status !== 'open') expect(due).toContain(invoice.number);
				}
				await ledger.close();
			}),
			{ numRuns: engine === 'sqlite' ? 40 : 12 },
		);
	});
});
