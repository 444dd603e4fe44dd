import type { Engine } from '../Ledger';

/**
 * What a payment gateway brings: which charge of it an invoice is, what it last said and as of when; which of its
 * customers is which of ours; every webhook event with what it did; how far a sync has come; and the charges that
 * were asked for, so that one whose answer was lost is looked for before it is asked for again.
 */
export function gateway(engine: Engine): string[] {
	const text = engine === 'sqlite' ? 'text' : 'text collate "C"';
	const big = engine === 'sqlite' ? 'integer' : 'bigint';
	return [
		`alter table invoices add column gateway ${text}`,
		`alter table invoices add column gateway_id ${text}`,
		'alter table invoices add column gateway_status text',
		`alter table invoices add column gateway_state ${text} check (gateway_state in ('open', 'paid', 'cancelled', 'disputed'))`,
		`alter table invoices add column gateway_as_of ${text}`,
		`alter table invoices add column gateway_amount_cents ${big}`,
		`alter table invoices add column gateway_seen_at ${text}`,
		`alter table invoices add column installment_id ${text}`,
		'alter table invoices add column installment_number integer',
		'alter table invoices add column installment_count integer',
		'create unique index invoices_by_charge on invoices (gateway, gateway_id) where gateway_id is not null',
		`create table gateway_customers (
			gateway ${text} not null, gateway_id ${text} not null, customer_id ${big} not null references customers (id),
			notifies integer not null check (notifies in (0, 1)), updated_at ${text} not null,
			primary key (gateway, gateway_id))`,
		'create index gateway_customers_by_customer on gateway_customers (customer_id)',
		`create table gateway_plans (
			gateway ${text} not null, gateway_id ${text} not null, installments integer not null check (installments > 0),
			primary key (gateway, gateway_id))`,
		'create index invoices_by_plan on invoices (installment_id) where installment_id is not null',
		`create table gateway_events (
			gateway ${text} not null, event_id ${text} not null, type text not null, charge_id ${text}, happened_at ${text} not null,
			received_at ${text} not null, deliveries integer not null default 1,
			state ${text} not null check (state in ('received', 'applied', 'ignored')),
			effect text, detail text, invoice_id ${big} references invoices (id), body text not null,
			primary key (gateway, event_id))`,
		`create index gateway_events_to_apply on gateway_events (gateway, received_at) where state = 'received'`,
		`create index gateway_events_by_charge on gateway_events (gateway, charge_id)`,
		`create table gateway_deliveries (
			gateway ${text} not null, event_id ${text} not null, listener ${text} not null, told_at ${text},
			primary key (gateway, event_id, listener))`,
		'create index gateway_deliveries_untold on gateway_deliveries (gateway, listener) where told_at is null',
		`create table gateway_syncs (
			gateway ${text} not null primary key, worker ${text} not null, lease_until ${text} not null,
			progress text, last_started_at ${text}, last_full_at ${text}, last_finished_at ${text})`,
		`create table gateway_orders (
			gateway ${text} not null, reference ${text} not null, invoice_id ${big} references invoices (id),
			worker ${text} not null, lease_until ${text} not null, primary key (gateway, reference))`,
	];
}
