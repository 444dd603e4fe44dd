import type { INodeExecutionData } from 'n8n-workflow';
import { classifyInvoice } from '../../../../core/classification';
import { CANONICAL_COLUMNS, flattenItem, isCanonicalItem } from '../../../../core/importing/canonicalItem';
import { guessColumns } from '../../../../core/importing/columns';
import { headersOf } from '../../../../core/importing/nested';
import { parseRow } from '../../../../core/importing/parseRow';
import { classifyRows, type ClassifiedRow } from '../../../../core/classification/classifyRows';
import { customersByKeys } from '../../../../core/ledger/customers/byKeys';
import { findInvoices } from '../../../../core/ledger/invoices/findInvoices';
import { readExclusions, readStandstills } from '../../../../core/ledger/invoices/standstills';
import { balanceCents, type InvoiceWithCustomer } from '../../../../core/ledger/invoices/toItem';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { NodeContext } from '../../../shared/context';
import { invoiceReference, rowReader } from '../../../shared/references';
import { classifyCustomers } from '../../classifyCustomers';
import { problemOf, warningsOf, type Method, type Outcome } from './outcome';
import { promisedUntilOf } from './promisedUntil';

/** An invoice that an item tells of: the ledger's, or the row's own where the ledger does not have it. */
type Source = { invoice: InvoiceWithCustomer } | { input: ClassifiedRow } | { problems: Extract<Outcome, { problems: unknown }>['problems'] };

/**
 * Classifies items by what the ledger knows of their customers, read for all of them at once. An invoice that the ledger
 * lacks is told by its row; a customer that it lacks is judged by the items alone.
 */
export async function classifyFromLedger(context: NodeContext, items: readonly INodeExecutionData[], method: Method): Promise<Outcome[]> {
	const { settings, allPoints } = method;
	const { today, calendar, ledger } = context;
	const sources = await findSources(context, items, method);
	const inputs = sources.flatMap((source) => ('input' in source ? [source.input] : []));
	const byKey = await customersByKeys(ledger.db, ledger.engine, [...new Set(inputs.map(({ customer }) => customer.key))]);
	const customerOf = (source: Source) => ('invoice' in source ? source.invoice.customer_id : 'input' in source ? byKey.get(source.input.customer.key) : undefined);
	const customers = await classifyCustomers(context, [...new Set(sources.flatMap((source) => customerOf(source) ?? []))], settings);
	const standstills = await readStandstills(ledger.db, ledger.engine, sources.flatMap((source) => ('invoice' in source ? [source.invoice.id] : [])));
	const exclusions = await readExclusions(ledger.db, ledger.engine, [...customers.keys()]);
	const strangers = inputs.filter(({ customer }) => !byKey.has(customer.key));
	const ofStrangers = new Map(classifyRows(strangers, settings, { today, calendar, overrules: new Map(), allPoints }).map((classification, place) => [strangers[place], classification]));
	return sources.map((source, index): Outcome => {
		if ('problems' in source) return source;
		const invoice = 'invoice' in source ? source.invoice : null;
		const customerId = customerOf(source) ?? -1;
		const customer = customers.get(customerId);
		if (customer) {
			const facts = { ...factsOf(source), ...standstills.get(invoice?.id ?? -1), excludedUntil: exclusions.get(customerId), customerOverdueCents: customer.history.overdue.cents };
			return { invoice, classification: classifyInvoice(facts, customer.classification, settings, { today, calendar, allPoints }) };
		}
		const alone = 'input' in source ? ofStrangers.get(source.input) : undefined;
		return 'input' in source && alone ? { invoice, classification: alone, warnings: warningsOf(index, source.input, today) } : problemOf(index, 'O cliente desta fatura não está mais no livro.');
	});
}

function factsOf(source: Extract<Source, { invoice: unknown } | { input: unknown }>) {
	if ('invoice' in source) return { dueDate: source.invoice.due_date, status: source.invoice.status, balanceCents: balanceCents(source.invoice) };
	const { dueDate, status, amountCents, paidCents, promisedUntil } = source.input;
	return { dueDate, status, promisedUntil, balanceCents: balanceCents({ status, amount_cents: amountCents, paid_cents: paidCents }) };
}

async function findSources(context: NodeContext, items: readonly INodeExecutionData[], { columns: explicit }: Method): Promise<Source[]> {
	const read = rowReader(items, explicit);
	const references = items.map(({ json }) => invoiceReference(json, read));
	const found = await findInvoices(context.ledger.db, context.ledger.engine, references);
	const headers = headersOf(items.map(({ json }) => json).filter((json) => !isCanonicalItem(json)));
	const { columns } = guessColumns(headers.all, explicit, headers.nested);
	return items.map(({ json }, index): Source => {
		const invoice = found[index];
		if (invoice instanceof LedgerError) return problemOf(index, invoice.message);
		if (invoice) return { invoice };
		const canonical = isCanonicalItem(json);
		const { input, problems } = parseRow(canonical ? flattenItem(json) : json, canonical ? CANONICAL_COLUMNS : columns, index + 1);
		if (input) return { input: { ...input, promisedUntil: promisedUntilOf(json) } };
		const { number } = references[index];
		const errors = problems.filter(({ severity }) => severity === 'error');
		if (!number) return { problems: errors };
		return problemOf(index, `A fatura ${number} não está no livro, e a própria linha não basta: ${errors.map(({ reason }) => reason).join(' ')}`);
	});
}
