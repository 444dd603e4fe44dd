import { addDays, type Day } from '../../../core/calendar/day';
import { PAYER_PROFILES } from '../../../core/classification/profiles';
import { inTransaction, type Ledger, type LedgerDb } from '../../../core/ledger/Ledger';
import { OCCURRENCE_KINDS } from '../../../core/occurrences/kinds';
import { TODAY } from '../invoices';
import { Random } from '../random';

const CAUSES = ['unemployment', 'illness', 'late_invoice', null] as const;
const STEPS = [
	{ ruler: 'padrao', step: 'D-5', step_day: -5 },
	{ ruler: 'padrao', step: 'D+1', step_day: 1 },
	{ ruler: 'padrao', step: 'D+5', step_day: 5 },
	{ ruler: 'outra', step: 'D+5', step_day: 5 },
];

/** How far back a portfolio goes, in days before today. */
export const PORTFOLIO_DAYS = 420;

/**
 * Empties the ledger and fills it with a portfolio of any kind: invoices with and without issue dates, paid whole, in
 * part, at a discount, with interest, out of order, before they were issued; cancelled; disputed; reminders in every
 * state; occurrences of every kind, with and without causes.
 */
export async function fillAtRandom(ledger: Ledger, seed: number): Promise<void> {
	await inTransaction(ledger, async (db) => await fill(db, seed));
}

async function fill(db: LedgerDb, seed: number): Promise<void> {
	for (const table of ['agreement_invoices', 'occurrences', 'customer_profiles', 'claims', 'contacts', 'payments', 'invoices', 'agreements', 'customers'] as const) await db.deleteFrom(table).execute();
	const random = new Random(seed);
	const pastDay = (): Day => addDays(TODAY, -random.below(PORTFOLIO_DAYS));
	const at = (day: Day) => `${day}T${String(random.below(24)).padStart(2, '0')}:30:00.000Z`;
	const customers = Array.from({ length: 1 + random.below(8) }, (_, index) => index + 1);
	for (const id of customers) {
		await db.insertInto('customers').values({ id, key: `code:${id}`, name: `Cliente ${id}`, document: null, email: null, phone: null, state: null, city: null, postal_code: null, code: null, excluded_until: null, created_at: at(TODAY), updated_at: at(TODAY) }).execute();
		if (random.chance(0.6)) await db.insertInto('customer_profiles').values({ customer_id: id, as_of: TODAY, profile: random.pick(PAYER_PROFILES), computed_profile: 'good', score: 0, importance: 'C', reasons: '[]', alerts: '[]', overrule_id: null, method: '' }).execute();
	}
	let contactId = 0;
	const count = random.below(60);
	for (let id = 1; id <= count; id += 1) {
		const customer_id = random.pick(customers);
		const due_date = random.chance(0.1) ? addDays(TODAY, random.below(60)) : pastDay();
		const amount_cents = 1 + random.below(50_000);
		const payments = Array.from({ length: random.pick([0, 0, 1, 1, 2, 3]) }, () => ({ paid_on: addDays(due_date, random.below(120) - 40), amount_cents: 1 + random.below(random.pick([amount_cents, 500, amount_cents + 900])) }));
		if (random.chance(0.4)) payments.push({ paid_on: addDays(due_date, random.below(60) - 20), amount_cents });
		const paid_cents = payments.reduce((sum, payment) => sum + payment.amount_cents, 0);
		const settled = paid_cents >= amount_cents || random.chance(0.15);
		const status = random.chance(0.07) ? ('cancelled' as const) : settled ? ('paid' as const) : random.pick(['open', 'open', 'disputed'] as const);
		await db
			.insertInto('invoices')
			.values({
				id, source: 'teste', number: `${id}`, customer_id, description: null, due_date, amount_cents, paid_cents, status,
				issue_date: random.chance(0.5) ? addDays(due_date, 10 - random.below(60)) : null,
				paid_on: status === 'paid' ? (payments.map(({ paid_on }) => paid_on).sort().at(-1 - random.below(payments.length)) ?? addDays(due_date, random.below(20))) : null,
				payment_url: null, boleto_line: null, pix_payload: null, card_url: null, terms: null, status_note: null, promised_until: null, import_id: '',
				created_at: at(addDays(due_date, 20 - random.below(60))), updated_at: at(TODAY),
			})
			.execute();
		for (const [index, payment] of payments.entries()) await db.insertInto('payments').values({ invoice_id: id, ...payment, reference: `${index}`, created_at: at(TODAY) }).execute();
		for (const { ruler, step, step_day } of random.some(STEPS, random.below(4))) {
			contactId += 1;
			const claimed_on = addDays(due_date, step_day + random.below(12));
			await db
				.insertInto('contacts')
				.values({
					id: contactId, customer_id, channel: random.pick(['email', 'sms']), ruler, steps: step, purpose: random.pick(['reminder', 'reminder', 'reminder', 'thanks']), recipient: 'x', subject: 'x', message_id: 'x',
					invoice_ids: `[${id}]`, pix_txids: null, state: random.pick(['sent', 'sent', 'delivered', 'read', 'unknown', 'claimed', 'bounced', 'failed']), reason: null, attempt: 1, claimed_by: 'x', claimed_at: at(claimed_on), claimed_on, lease_until: at(claimed_on), finished_at: null, settled_note: null,
				})
				.execute();
			const { channel } = await db.selectFrom('contacts').select('channel').where('id', '=', contactId).executeTakeFirstOrThrow();
			await db.insertInto('claims').values({ ruler, step, step_day, channel, invoice_id: id, due_date, contact_id: contactId, state: random.pick(['held', 'held', 'held', 'released']), attempt: 1, previous_done_day: null }).execute();
		}
		for (let count = random.pick([0, 0, 1, 2]); count > 0; count -= 1) {
			await db.insertInto('occurrences').values({ customer_id, invoice_id: random.chance(0.6) ? id : null, kind: random.pick(OCCURRENCE_KINDS), cause: random.pick(CAUSES), note: null, author: null, happened_on: addDays(due_date, random.below(90) - 30), created_at: at(TODAY) }).execute();
		}
	}
}
