import { sql } from 'kysely';
import type { Day } from '../../calendar/day';
import type { InvoiceInput } from '../../importing/invoiceInput';
import type { RowProblem } from '../../importing/problems';
import { undatedPayment } from '../../importing/undatedPayment';
import { jsonRows } from '../jsonRows';
import { forUpdateOf, lockImports } from '../locks';
import type { Engine, LedgerDb } from '../Ledger';
import { lookAgain, lookAtNew } from '../positions';
import type { Instant, InvoiceRow } from '../schema';
import type { Charging } from '../charging';
import { planImport, type ImportPlan } from './planImport';
import { upsertCustomers } from './upsertCustomers';

/** A good row of the input and where it stood. */
export interface NumberedInput {
	row: number;
	input: InvoiceInput;
}

export interface ImportContext {
	/** Name of where the invoices come from; an invoice's number is unique within it. */
	source: string;
	/** Unique for each import, so that a number repeated in one file is told from an update. */
	importId: string;
	at: Instant;
	today: Day;
	/** How the creditor charges: what was paid at its discount is paid. */
	charging?: Charging;
}

export interface ImportedRow {
	row: number;
	invoiceId: number;
	result: ImportPlan['kind'];
}

interface Planned extends NumberedInput {
	plan: ImportPlan;
	existingId: number | null;
	customerId: number;
}

/**
 * Imports one batch inside the caller's transaction, with a fixed number of statements whatever its size.
 * Importing the same batch again changes nothing. A number that the same import already brought is a
 * problem, not an update: taking the second would lose the first. Rows with a problem that is a warning are
 * imported.
 */
export async function importInvoices(
	db: LedgerDb,
	engine: Engine,
	batch: readonly NumberedInput[],
	context: ImportContext,
): Promise<{ imported: ImportedRow[]; problems: RowProblem[] }> {
	const problems: RowProblem[] = [];
	const fresh = dropRepeated(batch, problems);
	if (fresh.length === 0) return { imported: [], problems };

	await lockImports(db, engine);
	const existing = await findExisting(db, engine, fresh, context.source);
	const accepted = fresh.filter(({ row, input }) => {
		const known = existing.get(input.number);
		if (known?.import_id !== context.importId) return true;
		problems.push(repeated(row, input.number, 'em uma linha anterior'));
		return false;
	});
	if (accepted.length === 0) return { imported: [], problems };

	const customerIds = await upsertCustomers(db, engine, accepted.map(({ input }) => input.customer), context.at);
	const planned = accepted.map(({ row, input }): Planned => {
		const known = existing.get(input.number);
		const customerId = customerIds.get(input.customer.key);
		if (customerId === undefined) throw new Error(`customer ${input.customer.key} was not written`);
		const plan = planImport(input, known, context.today, context.charging ?? null);
		if (known && plan.kind === 'unchanged' && known.customer_id !== customerId && known.status !== 'paid') plan.kind = 'updated';
		return { row, input, plan, existingId: known?.id ?? null, customerId };
	});

	for (const { row, plan } of planned) {
		const { paid_on, due_date } = plan.facts;
		if (plan.undated && paid_on !== null) problems.push(undatedPayment(row, paid_on, due_date));
	}
	const ids = await insertNew(db, engine, planned.filter(({ plan }) => plan.kind === 'created'), context);
	await updateChanged(db, engine, planned.filter(({ plan }) => plan.kind === 'updated'), context);
	await markSeen(db, engine, planned.filter(({ plan }) => plan.kind === 'unchanged'), context);
	const imported = planned.map(({ row, input, plan, existingId }): ImportedRow => {
		const invoiceId = existingId ?? ids.get(input.number);
		if (invoiceId === undefined) throw new Error(`invoice ${input.number} was not written`);
		return { row, invoiceId, result: plan.kind };
	});
	await insertPayments(db, engine, planned, imported, context);
	await lookAtNew(db, engine, imported.filter(({ result }) => result === 'created').map(({ invoiceId }) => invoiceId));
	await lookAgain(db, engine, imported.filter((_, index) => planned[index].plan.dueDateChanged).map(({ invoiceId }) => invoiceId), { restart: true });
	return { imported, problems };
}

function dropRepeated(batch: readonly NumberedInput[], problems: RowProblem[]): NumberedInput[] {
	const firstRow = new Map<string, number>();
	return batch.filter(({ row, input }) => {
		const first = firstRow.get(input.number);
		if (first === undefined) {
			firstRow.set(input.number, row);
			return true;
		}
		problems.push(repeated(row, input.number, `na linha ${first}`));
		return false;
	});
}

function repeated(row: number, number: string, where: string): RowProblem {
	return {
		row,
		field: 'number',
		column: null,
		value: number,
		severity: 'error',
		reason: `Número ${number} já apareceu ${where} desta importação. Cada fatura precisa de um número só seu; em parcelas, use por exemplo ${number}/1 e ${number}/2.`,
	};
}

async function findExisting(db: LedgerDb, engine: Engine, batch: readonly NumberedInput[], source: string): Promise<Map<string, InvoiceRow>> {
	const rows = jsonRows(engine, batch.map(({ input }) => ({ number: input.number })), { number: 'text' });
	const found = await sql<InvoiceRow>`
		select i.* from ${rows} as r cross join invoices as i where i.source = ${source} and i.number = r.number
		order by i.id ${forUpdateOf(engine, 'i')}
	`.execute(db);
	return new Map(found.rows.map((invoice) => [invoice.number, invoice]));
}

const FACT_COLUMNS = {
	description: 'text',
	issue_date: 'text',
	due_date: 'text',
	amount_cents: 'integer',
	paid_cents: 'integer',
	status: 'text',
	paid_on: 'text',
	payment_url: 'text',
	boleto_line: 'text',
	pix_payload: 'text',
	card_url: 'text',
	terms: 'text',
} as const;

function factRow({ plan: { facts }, customerId }: Planned) {
	return {
		description: facts.description,
		issue_date: facts.issue_date,
		due_date: facts.due_date,
		amount_cents: facts.amount_cents,
		paid_cents: facts.paid_cents,
		status: facts.status,
		paid_on: facts.paid_on,
		payment_url: facts.payment_url,
		boleto_line: facts.boleto_line,
		pix_payload: facts.pix_payload,
		card_url: facts.card_url,
		terms: facts.terms,
		customer_id: customerId,
	};
}

async function insertNew(db: LedgerDb, engine: Engine, planned: readonly Planned[], context: ImportContext): Promise<Map<string, number>> {
	if (planned.length === 0) return new Map();
	const rows = jsonRows(
		engine,
		planned.map((entry) => ({ number: entry.input.number, ...factRow(entry) })),
		{ number: 'text', ...FACT_COLUMNS, customer_id: 'integer' },
	);
	const inserted = await sql<{ id: number; number: string }>`
		insert into invoices (source, number, customer_id, description, issue_date, due_date, amount_cents, paid_cents, status,
			paid_on, payment_url, boleto_line, pix_payload, card_url, terms, import_id, created_at, updated_at)
		select ${context.source}, r.number, r.customer_id, r.description, r.issue_date, r.due_date, r.amount_cents, r.paid_cents, r.status,
			r.paid_on, r.payment_url, r.boleto_line, r.pix_payload, r.card_url, r.terms, ${context.importId}, ${context.at}, ${context.at} from ${rows} as r
		returning id, number
	`.execute(db);
	return new Map(inserted.rows.map(({ id, number }) => [number, id]));
}

async function updateChanged(db: LedgerDb, engine: Engine, planned: readonly Planned[], context: ImportContext): Promise<void> {
	if (planned.length === 0) return;
	const rows = jsonRows(
		engine,
		planned.map((entry) => ({ id: entry.existingId, ...factRow(entry) })),
		{ id: 'integer', ...FACT_COLUMNS, customer_id: 'integer' },
	);
	await sql`
		update invoices set customer_id = r.customer_id, description = r.description, issue_date = r.issue_date, due_date = r.due_date,
			amount_cents = r.amount_cents, paid_cents = r.paid_cents, status = r.status, paid_on = r.paid_on,
			payment_url = r.payment_url, boleto_line = r.boleto_line, pix_payload = r.pix_payload, card_url = r.card_url,
			terms = r.terms, import_id = ${context.importId}, updated_at = ${context.at}
		from ${rows} as r where invoices.id = r.id
	`.execute(db);
}

async function markSeen(db: LedgerDb, engine: Engine, planned: readonly Planned[], context: ImportContext): Promise<void> {
	if (planned.length === 0) return;
	const rows = jsonRows(engine, planned.map(({ existingId }) => ({ id: existingId })), { id: 'integer' });
	await sql`update invoices set import_id = ${context.importId}, updated_at = ${context.at} from ${rows} as r where invoices.id = r.id`.execute(db);
}

async function insertPayments(
	db: LedgerDb,
	engine: Engine,
	planned: readonly Planned[],
	imported: readonly ImportedRow[],
	context: ImportContext,
): Promise<void> {
	const payments = planned.flatMap(({ plan, input }, index) =>
		plan.newlyPaidCents > 0
			? [
					{
						invoice_id: imported[index].invoiceId,
						amount_cents: plan.newlyPaidCents,
						paid_on: plan.facts.paid_on ?? input.paidOn ?? context.today,
						reference: `import:${plan.facts.paid_cents}`,
					},
				]
			: [],
	);
	if (payments.length === 0) return;
	const rows = jsonRows(engine, payments, { invoice_id: 'integer', amount_cents: 'integer', paid_on: 'text', reference: 'text' });
	await sql`
		insert into payments (invoice_id, amount_cents, paid_on, reference, created_at)
		select r.invoice_id, r.amount_cents, r.paid_on, r.reference, ${context.at} from ${rows} as r where true
		on conflict (invoice_id, reference) do nothing
	`.execute(db);
}
