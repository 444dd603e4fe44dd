import { sql } from 'kysely';
import type { GatewayCharge } from '../../gateway/Gateway';
import type { InvoiceStatus } from '../../items';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import { lockImports } from '../locks';
import { lookAgain, lookAtNew } from '../positions';
import type { Instant } from '../schema';
import { invoicesOfCharges, invoicesOfReferences, otherPaymentsOf, paymentReference } from './chargeRows';
import { customersOfGateway } from './customers';
import type { GatewayOrder } from './order';
import { withPlanCounts } from './plans';
import { isSuperseded, planCharge, type ChargeEffect, type ChargePlan, type KnownInvoice } from './planCharge';

/** A charge as a gateway told it, and the order of that among all it tells. */
export interface ToldCharge {
	charge: GatewayCharge;
	order: GatewayOrder;
}

export interface AppliedCharge {
	/** Its place among the charges given. */
	index: number;
	chargeId: string;
	/** Null when the ledger has no invoice of it. */
	invoiceId: number | null;
	effect: ChargeEffect;
	/** What is wrong with the charge, for the operator. */
	detail: string | null;
}

/** A charge in a state that the ledger has. */
interface KnownCharge {
	charge: GatewayCharge & { state: InvoiceStatus };
	order: GatewayOrder;
	/** Why nobody may be dunned for it, when it is in a state that this version does not know. */
	detail: string | null;
}

interface Planned extends KnownCharge {
	index: number;
	plan: ChargePlan;
	known: KnownInvoice | undefined;
	number: string;
}

/**
 * Brings the invoices of these charges to where the gateway says they are, inside the caller's transaction and with a
 * fixed number of statements. Of a charge told several times the latest counts, whatever the order. Customers must
 * have been saved before: see `saveGatewayCustomers`.
 */
export async function applyCharges(db: LedgerDb, engine: Engine, gateway: string, given: readonly ToldCharge[], at: Instant): Promise<AppliedCharge[]> {
	if (given.length === 0) return [];
	await lockImports(db, engine);
	const results: AppliedCharge[] = [];
	const told = (await withPlanCounts(db, engine, gateway, given)).map(understood);
	const latest = latestOfEach(told);
	const invoices = await invoicesOfCharges(db, engine, gateway, [...latest.keys()]);
	const customers = await customersOfGateway(db, engine, gateway, told.map(({ charge }) => charge.customerId));
	const strangers = [...latest.values()].flatMap(({ charge }) => {
		const customerId = customers.get(charge.customerId);
		// A charge that was deleted or given back is no reason to cancel another source's invoice.
		const isOwn = invoices.has(charge.id) || customerId === undefined || charge.state === 'cancelled';
		return isOwn ? [] : [{ charge, customerId }];
	});
	const referred = await invoicesOfReferences(db, engine, gateway, strangers);
	const others = await otherPaymentsOf(db, engine, gateway, [...invoices, ...referred].map(([chargeId, invoice]) => ({ chargeId, invoice })));
	const planned: Planned[] = [];
	told.forEach((entry, index) => {
		const { charge, order } = entry;
		const invoice = invoices.get(charge.id) ?? referred.get(charge.id);
		const result = { index, chargeId: charge.id, invoiceId: invoice?.id ?? null };
		const customerId = customers.get(charge.customerId) ?? invoice?.customer_id;
		if (customerId === undefined) results.push({ ...result, effect: 'no_customer', detail: null });
		else if (latest.get(charge.id) !== entry || isSuperseded(invoice, order)) results.push({ ...result, effect: 'superseded', detail: null });
		else planned.push({ ...entry, index, known: invoice, number: charge.number, plan: planCharge(charge, customerId, invoice, gateway, others.get(invoice?.id ?? -1) ?? []) });
	});
	await write(db, engine, gateway, planned, at, results);
	await markSeen(db, engine, gateway, [...latest.keys()], at);
	// What an older telling of a new charge belongs to is only known now.
	const ids = new Map(results.flatMap(({ chargeId, invoiceId }) => (invoiceId === null ? [] : [[chargeId, invoiceId]])));
	for (const result of results) result.invoiceId ??= ids.get(result.chargeId) ?? null;
	return results.sort((a, b) => a.index - b.index);
}

/** A state that this version does not know is one in which nobody may be dunned, until a person or the gateway says more. */
function understood({ charge, order }: ToldCharge): KnownCharge {
	if (charge.state !== null) return { charge: { ...charge, state: charge.state }, order, detail: null };
	const detail = `A situação "${charge.status}" não é conhecida desta versão do pacote: confira a fatura no gateway.`;
	return { charge: { ...charge, state: 'disputed', note: detail }, order, detail };
}

function latestOfEach(told: readonly KnownCharge[]): Map<string, KnownCharge> {
	const latest = new Map<string, KnownCharge>();
	for (const entry of told) {
		const other = latest.get(entry.charge.id);
		if (!other || entry.order > other.order) latest.set(entry.charge.id, entry);
	}
	return latest;
}

async function write(db: LedgerDb, engine: Engine, gateway: string, planned: readonly Planned[], at: Instant, results: AppliedCharge[]): Promise<void> {
	const fresh = await withFreeNumbers(db, engine, gateway, planned.filter(({ known }) => known === undefined));
	const ids = await insertNew(db, engine, gateway, fresh, at);
	await update(db, engine, gateway, planned.filter(({ known }) => known !== undefined), at);
	const withIds = planned.map((entry) => {
		const invoiceId = entry.known?.id ?? ids.get(entry.charge.id);
		if (invoiceId === undefined) throw new Error(`the invoice of charge ${entry.charge.id} was not written`);
		return { ...entry, invoiceId };
	});
	await writePayments(db, engine, gateway, withIds, at);
	await lookAtNew(db, engine, withIds.filter(({ known }) => known === undefined).map(({ invoiceId }) => invoiceId));
	await lookAgain(db, engine, withIds.filter(({ plan }) => plan.dueDateChanged).map(({ invoiceId }) => invoiceId), { restart: true });
	await lookAgain(db, engine, withIds.filter(({ plan }) => plan.effect === 'reopened' && !plan.dueDateChanged).map(({ invoiceId }) => invoiceId), { restart: false });
	for (const { index, charge, invoiceId, plan, detail } of withIds) results.push({ index, chargeId: charge.id, invoiceId, effect: plan.effect, detail });
}

/** The number on a bill is the gateway's to give; should it ever give one twice, the charge's own id is the number. */
async function withFreeNumbers(db: LedgerDb, engine: Engine, gateway: string, planned: readonly Planned[]): Promise<Planned[]> {
	if (planned.length === 0) return [];
	const rows = jsonRows(engine, planned.map(({ number }) => ({ number })), { number: 'text' });
	const found = await sql<{ number: string }>`select i.number from ${rows} as r join invoices as i on i.number = r.number and i.source = ${gateway}`.execute(db);
	const taken = new Set(found.rows.map(({ number }) => number));
	return planned.map((entry) => {
		const number = taken.has(entry.number) ? entry.charge.id : entry.number;
		taken.add(number);
		return { ...entry, number };
	});
}

const COLUMNS = {
	customer_id: 'integer',
	description: 'text',
	issue_date: 'text',
	due_date: 'text',
	amount_cents: 'integer',
	paid_cents: 'integer',
	status: 'text',
	paid_on: 'text',
	status_note: 'text',
	payment_url: 'text',
	boleto_line: 'text',
	pix_payload: 'text',
	terms: 'text',
	installment_id: 'text',
	installment_number: 'integer',
	installment_count: 'integer',
	gateway_id: 'text',
	gateway_status: 'text',
	gateway_state: 'text',
	gateway_as_of: 'text',
	gateway_amount_cents: 'integer',
	updated_at: 'text',
} as const;
const NAMES = Object.keys(COLUMNS);

function rowOf({ charge, order, plan, known }: Planned, at: Instant) {
	const updated_at = known && plan.effect === 'unchanged' ? known.updated_at : at;
	return { ...plan.facts, gateway_id: charge.id, gateway_status: charge.status, gateway_state: charge.state, gateway_as_of: order, gateway_amount_cents: charge.amountCents, updated_at };
}

async function insertNew(db: LedgerDb, engine: Engine, gateway: string, planned: readonly Planned[], at: Instant): Promise<Map<string, number>> {
	if (planned.length === 0) return new Map();
	const rows = jsonRows(engine, planned.map((entry) => ({ number: entry.number, ...rowOf(entry, at) })), { number: 'text', ...COLUMNS });
	const inserted = await sql<{ id: number; gateway_id: string }>`
		insert into invoices (source, gateway, import_id, created_at, number, ${sql.raw(NAMES.join(', '))})
		select ${gateway}, ${gateway}, '', ${at}, r.number, ${sql.raw(NAMES.map((name) => `r.${name}`).join(', '))} from ${rows} as r
		returning id, gateway_id
	`.execute(db);
	return new Map(inserted.rows.map(({ id, gateway_id }) => [gateway_id, id]));
}

async function update(db: LedgerDb, engine: Engine, gateway: string, planned: readonly Planned[], at: Instant): Promise<void> {
	if (planned.length === 0) return;
	const rows = jsonRows(engine, planned.map((entry) => ({ id: entry.known?.id, ...rowOf(entry, at) })), { id: 'integer', ...COLUMNS });
	await sql`
		update invoices set gateway = ${gateway}, ${sql.raw(NAMES.map((name) => `${name} = r.${name}`).join(', '))}
		from ${rows} as r where invoices.id = r.id
	`.execute(db);
}

/** A charge has at most one payment, which stands as the gateway last told it: it may also be taken back. */
async function writePayments(db: LedgerDb, engine: Engine, gateway: string, planned: ReadonlyArray<Planned & { invoiceId: number }>, at: Instant): Promise<void> {
	const touched = planned.filter(({ known, plan }) => plan.payment !== null || (known?.gateway_paid_cents ?? 0) > 0);
	if (touched.length === 0) return;
	const rows = jsonRows(
		engine,
		touched.map(({ invoiceId, charge, plan }) => ({ invoice_id: invoiceId, reference: paymentReference(gateway, charge.id), amount_cents: plan.payment?.cents ?? null, paid_on: plan.payment?.paidOn ?? null })),
		{ invoice_id: 'integer', reference: 'text', amount_cents: 'integer', paid_on: 'text' },
	);
	await sql`
		delete from payments where id in (
			select p.id from ${rows} as r cross join payments as p where p.invoice_id = r.invoice_id and p.reference = r.reference and r.amount_cents is null)
	`.execute(db);
	await sql`
		insert into payments as p (invoice_id, amount_cents, paid_on, reference, created_at)
		select r.invoice_id, r.amount_cents, r.paid_on, r.reference, ${at} from ${rows} as r where r.amount_cents is not null order by r.invoice_id
		on conflict (invoice_id, reference) do update set amount_cents = excluded.amount_cents, paid_on = excluded.paid_on
	`.execute(db);
}

async function markSeen(db: LedgerDb, engine: Engine, gateway: string, chargeIds: readonly string[], at: Instant): Promise<void> {
	const rows = jsonRows(engine, chargeIds.map((id) => ({ id })), { id: 'text' });
	// From the charges to their invoices: the other way round SQLite would go through all the gateway has.
	await sql`
		update invoices set gateway_seen_at = ${at}
		where id in (select i.id from ${rows} as r cross join invoices as i where i.gateway = ${gateway} and i.gateway_id = r.id)
	`.execute(db);
}
