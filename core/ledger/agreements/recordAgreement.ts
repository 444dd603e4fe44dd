import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import { formatDay } from '../../calendar/formatDay';
import { jsonRows } from '../jsonRows';
import type { Engine, LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import { forUpdateOf } from '../locks';
import { findCause } from '../occurrences/causes';
import { recordOccurrence, type Told } from '../occurrences/recordOccurrence';
import type { Instant, InvoiceRow } from '../schema';

export interface NewAgreement extends Told {
	/** Those of one customer; or all that a customer has open and in no agreement. */
	of: { invoiceIds: readonly number[] } | { customerId: number };
	/** Day of its last payment, where that is known. */
	endsOn: Day | null;
	note: string | null;
	at: Instant;
}

/**
 * Writes down an agreement that was made elsewhere: while it is active nothing is sent about its invoices. Returns its
 * id. Throws a {@link LedgerError}, before anything is written, when an invoice is paid, cancelled, another customer's or
 * in an agreement already, when there is none, or when it would have ended by now. Call inside a transaction.
 */
export async function recordAgreement(db: LedgerDb, engine: Engine, told: NewAgreement): Promise<number> {
	if (told.endsOn !== null && told.endsOn < told.today) throw new LedgerError('invalid', `O acordo terminaria em ${formatDay(told.endsOn)}, que já passou.`);
	const cause = (await findCause(db, told.cause))?.key ?? null;
	const invoices = await holdInvoices(db, engine, told.of);
	const entering = 'customerId' in told.of ? invoices.filter(({ status, agreement_id }) => status === 'open' && agreement_id === null) : invoices;
	refuse(entering, invoices);
	const [{ customer_id }] = entering;
	const { id } = await db
		.insertInto('agreements')
		.values({ customer_id, state: 'active', made_on: told.today, ends_on: told.endsOn, ended_on: null, note: told.note, created_at: told.at, updated_at: told.at })
		.returning('id')
		.executeTakeFirstOrThrow();
	const rows = jsonRows(engine, entering.map((invoice) => ({ id: invoice.id })), { id: 'integer' });
	await sql`insert into agreement_invoices (agreement_id, invoice_id) select cast(${id} as bigint), r.id from ${rows} as r`.execute(db);
	await sql`update invoices set agreement_id = ${id}, updated_at = ${told.at} where id in (select r.id from ${rows} as r)`.execute(db);
	const words = `Acordo ${id} sobre ${entering.length === 1 ? 'a fatura' : 'as faturas'} ${entering.map(({ number }) => number).join(', ')}`;
	const note = told.note === null ? `${words}.` : `${words}: ${told.note}`;
	// An agreement over one invoice is told in that invoice's history too.
	const invoiceId = entering.length === 1 ? entering[0].id : null;
	await recordOccurrence(db, { ...told, cause, customerId: customer_id, invoiceId, kind: 'agreement_made', note });
	return id;
}

async function holdInvoices(db: LedgerDb, engine: Engine, of: NewAgreement['of']): Promise<InvoiceRow[]> {
	const which =
		'customerId' in of
			? sql`i.customer_id = ${of.customerId} and i.status in ('open', 'disputed')`
			: sql`i.id in (select r.id from ${jsonRows(engine, of.invoiceIds.map((id) => ({ id })), { id: 'integer' })} as r)`;
	const { rows } = await sql<InvoiceRow>`select i.* from invoices as i where ${which} order by i.id ${forUpdateOf(engine, 'i')}`.execute(db);
	return rows;
}

const SETTLED: Readonly<Record<string, string>> = { paid: 'já está paga', cancelled: 'foi cancelada' };

function refuse(entering: readonly InvoiceRow[], held: readonly InvoiceRow[]): void {
	if (entering.length === 0) {
		const taken = held.find(({ agreement_id }) => agreement_id !== null);
		throw new LedgerError('invalid', taken ? `O que o cliente tem em aberto já está no acordo ${taken.agreement_id}: encerre-o antes de registrar outro.` : 'O cliente não tem fatura em aberto que possa entrar em um acordo.');
	}
	const faults = entering.flatMap(({ number, status, agreement_id }) => {
		if (Object.hasOwn(SETTLED, status)) return [`a fatura ${number} ${SETTLED[status]}`];
		return agreement_id === null ? [] : [`a fatura ${number} já está no acordo ${agreement_id}`];
	});
	const others = entering.filter(({ customer_id }) => customer_id !== entering[0].customer_id);
	if (others.length > 0) faults.push(`as faturas ${entering[0].number} e ${others[0].number} são de clientes diferentes`);
	if (faults.length > 0) throw new LedgerError('invalid', `O acordo não pode ser registrado: ${faults.join('; ')}.`);
}
