import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { ReceivedPayment } from '../../charges';
import type { GatewayCharge } from '../../gateway/Gateway';
import type { Cents } from '../../money/cents';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import { forUpdateOf } from '../locks';
import type { KnownInvoice } from './planCharge';

/** How a payment that a gateway told of is told from others of its invoice. */
export function paymentReference(gateway: string, chargeId: string): string {
	return `${gateway}:${chargeId}`;
}

/** The reference by which a charge that was made for an invoice of the ledger is found again. */
export function chargeReference({ source, number }: { source: string; number: string }): string {
	return `${source}:${number}`;
}

/** The ledger's invoices of these charges, held until the transaction ends. */
export async function invoicesOfCharges(db: LedgerDb, engine: Engine, gateway: string, chargeIds: readonly string[]): Promise<Map<string, KnownInvoice>> {
	const rows = jsonRows(engine, chargeIds.map((id) => ({ id })), { id: 'text' });
	const found = await sql<KnownInvoice & { gateway_id: string }>`
		select i.*, coalesce(p.amount_cents, 0) as gateway_paid_cents from ${rows} as r
		cross join invoices as i left join payments as p on p.invoice_id = i.id and p.reference = ${gateway} || ':' || i.gateway_id
		where i.gateway = ${gateway} and i.gateway_id = r.id order by i.id ${forUpdateOf(engine, 'i')}
	`.execute(db);
	return new Map(found.rows.map((invoice) => [invoice.gateway_id, invoice]));
}

/**
 * Invoices of other sources that these charges were made for: their reference names the invoice, by its number or by
 * source and number, and customer, due date and amount are the same. One that several charges name is nobody's.
 */
export async function invoicesOfReferences(db: LedgerDb, engine: Engine, gateway: string, charges: ReadonlyArray<{ charge: GatewayCharge; customerId: number }>): Promise<Map<string, KnownInvoice>> {
	const wanted = charges.flatMap(({ charge, customerId }) => namesIn(charge.reference).map(({ source, number }) => ({ id: charge.id, source, number, customer: customerId, due: charge.dueDate, cents: charge.amountCents })));
	const matches = new Map<string, KnownInvoice>();
	if (wanted.length === 0) return matches;
	const rows = jsonRows(engine, wanted, { id: 'text', source: 'text', number: 'text', customer: 'integer', due: 'text', cents: 'integer' });
	const found = await sql<KnownInvoice & { charge: string }>`
		select i.*, 0 as gateway_paid_cents, r.id as charge from ${rows} as r cross join invoices as i
		where i.number = r.number and (r.source is null or i.source = r.source) and i.gateway_id is null and i.source <> ${gateway}
			and i.customer_id = r.customer and i.due_date = r.due and i.amount_cents - i.paid_cents = r.cents and i.status in ('open', 'disputed')
		order by i.id ${forUpdateOf(engine, 'i')}
	`.execute(db);
	for (const invoice of found.rows) {
		const rivals = found.rows.filter(({ id, charge }) => id === invoice.id || charge === invoice.charge);
		if (rivals.length === 1) matches.set(invoice.charge, invoice);
	}
	return matches;
}

/** The payments of these invoices that are not those of their charges, by invoice. */
export async function otherPaymentsOf(db: LedgerDb, engine: Engine, gateway: string, charges: ReadonlyArray<{ chargeId: string; invoice: KnownInvoice }>): Promise<Map<number, ReceivedPayment[]>> {
	const found = new Map<number, ReceivedPayment[]>();
	const partly = charges.filter(({ invoice }) => invoice.paid_cents > invoice.gateway_paid_cents);
	if (partly.length === 0) return found;
	const rows = jsonRows(engine, partly.map(({ chargeId, invoice }) => ({ id: invoice.id, own: paymentReference(gateway, chargeId) })), { id: 'integer', own: 'text' });
	const { rows: payments } = await sql<{ invoice_id: number; cents: Cents; paid_on: Day }>`
		select p.invoice_id, p.amount_cents as cents, p.paid_on from ${rows} as r cross join payments as p
		where p.invoice_id = r.id and p.reference <> r.own order by p.id
	`.execute(db);
	for (const { invoice_id, cents, paid_on } of payments) {
		const list = found.get(invoice_id);
		if (list) list.push({ cents, paidOn: paid_on });
		else found.set(invoice_id, [{ cents, paidOn: paid_on }]);
	}
	return found;
}

/** `planilha:2026-154` may be number 2026-154 of the source planilha, or a number with a colon in it. */
function namesIn(reference: string | null): Array<{ source: string | null; number: string }> {
	if (reference === null || reference.length > 200) return [];
	const names: Array<{ source: string | null; number: string }> = [{ source: null, number: reference }];
	for (let colon = reference.indexOf(':'); colon > 0; colon = reference.indexOf(':', colon + 1)) {
		names.push({ source: reference.slice(0, colon), number: reference.slice(colon + 1) });
	}
	return names;
}
