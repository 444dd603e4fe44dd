import { formatDay } from '../calendar/formatDay';
import type { Day } from '../calendar/day';
import { termsFromJson, termsOf, type ChargeTerms } from '../charges';
import { refuseConsumerFine } from '../charges/consumerCap';
import { mayBeConsumer } from '../ledger/charging';
import { chargeReference } from '../ledger/gateway/chargeRows';
import { gatewayIdsOf } from '../ledger/gateway/customers';
import { linkCharge } from '../ledger/gateway/linkCharge';
import { endOrder, renewOrder, takeOrder } from '../ledger/gateway/orders';
import { inTransaction, type Ledger } from '../ledger/Ledger';
import { LedgerError } from '../ledger/LedgerError';
import type { CustomerRow, InvoiceRow } from '../ledger/schema';
import { formatCents } from '../money/cents';
import type { BillingType, ChargeOrder, Gateway, GatewayCharge, Reading } from './Gateway';
import { GatewayError } from './GatewayError';
import { customerAtGateway } from './orderCustomer';

export interface OrderSettings {
	billing: BillingType;
	/** The creditor's own terms, for invoices that say nothing else. */
	terms: ChargeTerms;
	today: Day;
	clock: () => Date;
}

/**
 * Makes the charge of an invoice at the gateway, once: a charge of the same invoice that is there already, because an
 * answer was lost or another program made it, is taken for it. Returns whether it was made or found. Throws a
 * LedgerError, RangeError or {@link GatewayError} in words for the operator.
 */
export async function orderCharge(ledger: Ledger, gateway: Gateway, wantedFor: InvoiceRow, settings: OrderSettings): Promise<'made' | 'found'> {
	refuseUnfit(wantedFor, settings.today);
	const reference = chargeReference(wantedFor);
	const order = { gateway: gateway.name, reference, invoiceId: wantedFor.id };
	await takeOrder(ledger, order, settings.clock());
	return await ending(ledger, order, async () => {
		// As it is now that nobody else orders it: another execution may have just made its charge.
		const invoice = (await ledger.db.selectFrom('invoices').selectAll().where('id', '=', wantedFor.id).executeTakeFirstOrThrow()) as InvoiceRow;
		refuseUnfit(invoice, settings.today);
		const customer = (await ledger.db.selectFrom('customers').selectAll().where('id', '=', invoice.customer_id).executeTakeFirstOrThrow()) as CustomerRow;
		const terms = termsOf(settings.terms, termsFromJson(invoice.terms));
		const amountCents = invoice.amount_cents - invoice.paid_cents;
		// Before the customer is made: what may not be charged must leave nothing there.
		if (mayBeConsumer(customer.document)) refuseConsumerFine(terms.fine, amountCents);
		const customerId = await customerAtGateway(ledger, gateway, customer, settings.clock);
		const wanted: ChargeOrder = {
			customerId,
			billing: settings.billing,
			amountCents,
			dueDate: invoice.due_date,
			description: invoice.description,
			reference,
			terms,
		};
		const theirs = (await gatewayIdsOf(ledger.db, ledger.engine, gateway.name, [customer.id])).get(customer.id) ?? [];
		const found = await chargeThere(gateway, wanted, theirs.map(({ id }) => id));
		if (!found) await renewOrder(ledger, order, settings.clock());
		const charge = found ?? (await gateway.createCharge(wanted));
		await inTransaction(ledger, async (db) => await linkCharge(db, ledger.engine, gateway.name, invoice.id, charge, settings.clock().toISOString()));
		return found ? 'found' : 'made';
	});
}

function refuseUnfit({ number, status, gateway_id, due_date, amount_cents, paid_cents }: InvoiceRow, today: Day): void {
	if (gateway_id !== null) throw new LedgerError('invalid', `A fatura ${number} já tem a cobrança ${gateway_id}. Para outra, cancele essa antes.`);
	if (status !== 'open') throw new LedgerError('invalid', `A fatura ${number} não está em aberto: não se cria cobrança dela.`);
	if (amount_cents <= paid_cents) throw new LedgerError('invalid', `Nada falta pagar da fatura ${number}.`);
	if (due_date < today) throw new LedgerError('invalid', `A fatura ${number} venceu em ${formatDay(due_date)}, e o gateway só cria cobranças que ainda vão vencer. Combine um novo vencimento com o cliente e importe-o.`);
}

/** The charge of this reference that the gateway has; one that asks for something else is for a person to look at. */
async function chargeThere(gateway: Gateway, wanted: ChargeOrder, customerIds: readonly string[]): Promise<Reading<GatewayCharge> | null> {
	const alive = (await gateway.findCharges(wanted.reference)).filter(({ state }) => state !== 'cancelled');
	if (alive.length === 0) return null;
	const same = alive.find(({ amountCents, dueDate, customerId }) => amountCents === wanted.amountCents && dueDate === wanted.dueDate && customerIds.includes(customerId));
	// By the gateway's own clock: by ours, what happens there in the next minutes might count as older.
	if (same) return await gateway.readCharge(same.id);
	const [{ id, amountCents, dueDate }] = alive;
	throw new LedgerError('invalid', `O gateway já tem a cobrança ${id} com a referência ${wanted.reference}, mas de ${formatCents(amountCents)} para ${formatDay(dueDate)}. Confira qual das duas vale.`);
}

/** Does what an order asks for and ends it; one that may have been made although no answer came stays, to be looked for. */
export async function ending<T>(ledger: Ledger, order: { gateway: string; reference: string }, work: () => Promise<T>): Promise<T> {
	try {
		const result = await work();
		await endOrder(ledger, order, 'known');
		return result;
	} catch (error) {
		const isUnclear = error instanceof GatewayError && error.kind === 'unclear';
		await endOrder(ledger, order, isUnclear ? 'unclear' : 'known');
		if (isUnclear) throw new GatewayError('unclear', `${error.message} Execute de novo: antes de criar outra, este nó procura a que talvez já exista.`);
		throw error;
	}
}
