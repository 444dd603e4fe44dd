import { termsToJson } from '../../core/charges';
import { chargeFrom } from '../../core/gateway/asaas/chargeFrom';
import type { Ledger } from '../../core/ledger/Ledger';
import type { AsaasDouble } from '../doubles/asaas';
import { present } from '../doubles/asaas/present';

/** Columns of an invoice that two ledgers of the same account need not have alike. */
const OURS = ['id', 'customer_id', 'created_at', 'updated_at', 'gateway_seen_at', 'import_id'] as const;

function without<Row extends object, Name extends keyof Row>(row: Row, names: readonly Name[]): Omit<Row, Name> {
	return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name as Name))) as Omit<Row, Name>;
}

/** What a ledger knows through its gateway, by the gateway's own ids: without our ids and the moments of writing. */
export async function gatewayLedger(ledger: Ledger) {
	const invoices = await ledger.db
		.selectFrom('invoices as i')
		.innerJoin('customers as c', 'c.id', 'i.customer_id')
		.selectAll('i')
		.select(['c.key as customer'])
		.orderBy('i.source')
		.orderBy('i.gateway_id')
		.orderBy('i.number')
		.execute();
	const payments = await ledger.db.selectFrom('payments').select(['invoice_id', 'reference', 'amount_cents', 'paid_on']).orderBy('reference').execute();
	const customers = await ledger.db.selectFrom('customers').select(['key', 'name', 'document', 'email', 'phone', 'state', 'city', 'postal_code', 'code']).orderBy('key').execute();
	const links = await ledger.db.selectFrom('gateway_customers as g').innerJoin('customers as c', 'c.id', 'g.customer_id').select(['g.gateway_id', 'c.key', 'g.notifies']).orderBy('g.gateway_id').execute();
	return {
		invoices: invoices.map((invoice) => ({
			...without(invoice, OURS),
			payments: payments.filter(({ invoice_id }) => invoice_id === invoice.id).map((payment) => without(payment, ['invoice_id'])),
		})),
		customers,
		links,
	};
}

/** What matters of each charge, as the ledger has it. */
export async function ledgerCharges(ledger: Ledger) {
	const { invoices } = await gatewayLedger(ledger);
	return Object.fromEntries(
		invoices
			.filter(({ gateway_id }) => gateway_id !== null)
			.map(({ gateway_id, number, description, status, gateway_status, due_date, amount_cents, paid_cents, paid_on, payment_url, terms, payments, installment_id, issue_date }) => [
				gateway_id,
				{ number, description, status, gateway_status, due_date, amount_cents, paid_cents, paid_on, payment_url, terms, payments: payments.length, installment_id, issue_date },
			]),
	);
}

/** The same of each charge as the double has it now. */
export function doubleCharges(asaas: AsaasDouble) {
	const { account } = asaas;
	return Object.fromEntries(
		[...account.payments.values()].map((payment) => {
			const charge = chargeFrom(present(payment, account.today), account.today);
			return [
				charge.id,
				{
					number: charge.number,
					description: charge.description,
					status: charge.state,
					gateway_status: charge.status,
					due_date: charge.dueDate,
					amount_cents: charge.amountCents,
					paid_cents: charge.payment?.cents ?? 0,
					paid_on: charge.payment?.paidOn ?? null,
					payment_url: charge.paymentUrl,
					terms: termsToJson(charge.terms),
					payments: charge.payment ? 1 : 0,
					installment_id: charge.installment?.id ?? null,
					issue_date: charge.issueDate,
				},
			];
		}),
	);
}
