import { Calendar } from '../../core/calendar/Calendar';
import { addDays, type Day } from '../../core/calendar/day';
import { LiveStatus } from '../../core/gateway/liveStatus';
import type { ListingDebt, ListingProvider, ProviderAnswer } from '../../core/listing/ListingProvider';
import { DEFAULT_LISTING_POLICY } from '../../core/listing/policy';
import { requestListing, type ListingResult, type ListingSettings } from '../../core/listing/requestListing';
import { recordNotice } from '../../core/ledger/listing/notices';
import { inTransaction, type Ledger } from '../../core/ledger/Ledger';
import { anInvoice, NOON, put, TODAY } from './invoices';

export const CPF = '11144477735';
const calendar = new Calendar();

/** An invoice of 100 reais that may be listed: 60 days late, and its notice delivered 20 days ago. */
export async function listable(ledger: Ledger, number: string, changes: Parameters<typeof anInvoice>[1] = {}): Promise<number> {
	const [id] = await put(ledger, [anInvoice(number, { dueDate: addDays(TODAY, -60), ...changes, customer: { key: `doc:${CPF}`, document: CPF, name: 'Ana Prado', ...changes.customer } })]);
	await notify(ledger, id, addDays(TODAY, -20));
	return id;
}

/** Records a notice of three days before, delivered on `deliveredOn`. */
export async function notify(ledger: Ledger, invoiceId: number, deliveredOn: Day): Promise<void> {
	const notice = { channel: 'carta', sentOn: addDays(deliveredOn, -3), deliveredOn, proof: 'Rastreio 1', contactId: null };
	await inTransaction(ledger, async (db) => await recordNotice(db, { id: invoiceId }, notice, { today: TODAY, at: NOON.toISOString(), calendar }));
}

/** A provider that answers as it is told, and remembers what it was asked. */
export class ScriptedProvider implements ListingProvider {
	readonly name = 'roteiro';
	readonly label = 'Roteiro';
	readonly asked: string[] = [];
	found: ProviderAnswer | null = null;
	/** Done while the request is under way. */
	meanwhile: () => Promise<void> = async () => await Promise.resolve();

	constructor(private readonly answer: () => ProviderAnswer) {}

	async request({ invoice }: ListingDebt): Promise<ProviderAnswer> {
		this.asked.push(`request ${invoice.number}`);
		await this.meanwhile();
		return this.answer();
	}

	async remove({ invoice }: ListingDebt): Promise<ProviderAnswer> {
		this.asked.push(`remove ${invoice.number}`);
		await this.meanwhile();
		return this.answer();
	}

	async find(): Promise<ProviderAnswer | null> {
		return await Promise.resolve(this.found);
	}
}

export const STANDING: ProviderAnswer = { state: 'standing', reference: 'n1', detail: null };
export const GONE: ProviderAnswer = { state: 'gone', reference: null, detail: null };

export function listingSettings(provider: ListingProvider, changes: Partial<ListingSettings> = {}): ListingSettings {
	return { policy: DEFAULT_LISTING_POLICY, provider, live: new LiveStatus(new Map()), today: TODAY, calendar, timeZone: 'America/Sao_Paulo', clock: () => NOON, ...changes };
}

export async function request(ledger: Ledger, invoiceId: number, provider: ListingProvider, changes: Partial<ListingSettings> = {}): Promise<ListingResult> {
	return await requestListing(ledger, { invoiceId, description: null, address: null }, listingSettings(provider, changes));
}
