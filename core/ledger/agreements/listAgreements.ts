import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { InvoiceStatus } from '../../items';
import type { Cents } from '../../money/cents';
import type { AgreementState } from '../../occurrences/kinds';
import { fitsCustomer } from '../customers/fitsCustomer';
import { balanceCents } from '../invoices/toItem';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';

export interface AgreementFilter {
	ids?: readonly number[];
	states?: readonly AgreementState[];
	/** Part of the name, whatever its case and accents, or the whole CPF, CNPJ or email. */
	customer?: string;
	limit?: number;
}

export interface AgreementRow {
	id: number;
	state: AgreementState;
	made_on: Day;
	ends_on: Day | null;
	ended_on: Day | null;
	note: string | null;
	customer_id: number;
	customer_name: string;
	customer_document: string | null;
}

export interface AgreementInvoice {
	id: number;
	number: string;
	source: string;
	status: InvoiceStatus;
	balanceCents: Cents;
}

export interface ListedAgreement extends AgreementRow {
	invoices: AgreementInvoice[];
	/** Owed of its invoices now. */
	balanceCents: Cents;
	/** Active, though nothing of it is owed any more: a person may end it as kept. */
	isSettled: boolean;
	/** Active and unpaid past its last day: a person decides whether it is broken. */
	isOverdue: boolean;
}

/** Agreements that fit every given condition, newest first, with their invoices as they stand. */
export async function listAgreements(db: LedgerDb, engine: Engine, filter: AgreementFilter, today: Day): Promise<ListedAgreement[]> {
	let query = db
		.selectFrom('agreements as g')
		.innerJoin('customers as c', 'c.id', 'g.customer_id')
		.select(['g.id', 'g.state', 'g.made_on', 'g.ends_on', 'g.ended_on', 'g.note', 'c.id as customer_id', 'c.name as customer_name', 'c.document as customer_document'])
		.orderBy('g.id', 'desc');
	if (filter.ids) query = query.where('g.id', 'in', filter.ids.length > 0 ? filter.ids : sql<number>`(select 0)`);
	if (filter.states && filter.states.length > 0) query = query.where('g.state', 'in', filter.states);
	if (filter.customer) query = query.where(fitsCustomer(filter.customer));
	if (filter.limit !== undefined) query = query.limit(filter.limit);
	const agreements = await query.execute();
	const rows = jsonRows(engine, agreements.map(({ id }) => ({ id })), { id: 'integer' });
	const { rows: covered } = await sql<{ agreement_id: number; id: number; number: string; source: string; status: InvoiceStatus; amount_cents: Cents; paid_cents: Cents }>`
		select v.agreement_id, i.id, i.number, i.source, i.status, i.amount_cents, i.paid_cents
		from ${rows} as r join agreement_invoices as v on v.agreement_id = r.id join invoices as i on i.id = v.invoice_id order by i.due_date, i.id
	`.execute(db);
	const byAgreement = new Map(agreements.map(({ id }): [number, AgreementInvoice[]] => [id, []]));
	for (const { agreement_id, id, number, source, status, ...amounts } of covered) {
		byAgreement.get(agreement_id)?.push({ id, number, source, status, balanceCents: balanceCents({ status, ...amounts }) });
	}
	return agreements.map((agreement) => {
		const invoices = byAgreement.get(agreement.id) ?? [];
		const owed = invoices.reduce((sum, invoice) => sum + invoice.balanceCents, 0);
		const isActive = agreement.state === 'active';
		return { ...agreement, invoices, balanceCents: owed, isSettled: isActive && owed === 0, isOverdue: isActive && owed > 0 && agreement.ends_on !== null && agreement.ends_on < today };
	});
}
