import type { Engine } from '../Ledger';

/**
 * What exact amounts and payment instruments need: an invoice's own terms (JSON; null is the account's), its linha
 * digitável, Pix code and card page; the customer's place; the legal rate of each month; and the txids of the Pix
 * codes that a message carried, by which a payment is told from another in a bank statement.
 */
export function exactAmounts(engine: Engine): string[] {
	const text = engine === 'sqlite' ? 'text' : 'text collate "C"';
	return [
		'alter table customers add column city text',
		`alter table customers add column postal_code ${text}`,
		`alter table invoices add column boleto_line ${text}`,
		'alter table invoices add column pix_payload text',
		'alter table invoices add column card_url text',
		'alter table invoices add column terms text',
		'alter table contacts add column pix_txids text',
		`create table legal_rates (
			month ${text} not null primary key, rate integer not null check (rate >= 0), updated_at ${text} not null)`,
	];
}
