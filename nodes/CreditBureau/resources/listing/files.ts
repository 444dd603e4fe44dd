import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { inclusionsCsv, removalsCsv } from '../../../../core/listing/csv';
import { provenNotice } from '../../../../core/listing/noticeGuards';
import type { DebtorAddress } from '../../../../core/listing/ListingProvider';
import { debtOfListing } from '../../../../core/listing/removeListing';
import { readListingFacts } from '../../../../core/ledger/listing/facts';
import { listListings, type ListingOfInvoice } from '../../../../core/ledger/listing/listListings';
import { decimalFromCents } from '../../../../core/money/cents';
import type { NodeContext } from '../../../shared/context';
import { removalOfListing } from './listingItem';

/** The file of what is to be listed, as one item; none when there is nothing. */
export async function inclusionFile(functions: IExecuteFunctions, context: NodeContext, listingIds: readonly number[], addresses: ReadonlyMap<number, DebtorAddress | null>): Promise<INodeExecutionData[]> {
	if (listingIds.length === 0) return [];
	const { ledger, account, today, calendar } = context;
	const listings = inOrder(await listListings(ledger.db, ledger.engine, { ids: listingIds }));
	const facts = await readListingFacts(ledger.db, ledger.engine, listings.map(({ invoice }) => invoice.id), account.timeZone);
	const rows = listings.map((found) => {
		const known = facts.get(found.invoice.id);
		const proven = known && provenNotice(known.notices, { payableUntil: calendar.nextBankingDay(known.dueDate), takenBackOn: known.takenBackOn }, today);
		return { ...debtOfListing(found), address: addresses.get(found.invoice.id) ?? null, noticeSentOn: proven?.sentOn ?? null, noticeDeliveredOn: proven?.deliveredOn ?? null };
	});
	return [await fileItem(functions, context, 'inclusao', inclusionsCsv(rows), listings, 'Envie este arquivo ao bureau. Depois diga em Listing → Confirm quais entraram.')];
}

/** The file of what is to be taken back, as one item; none when there is nothing. */
export async function removalFile(functions: IExecuteFunctions, context: NodeContext, found: readonly ListingOfInvoice[]): Promise<INodeExecutionData[]> {
	if (found.length === 0) return [];
	const listings = inOrder(found);
	const rows = listings.map((listing) => {
		const removal = removalOfListing(listing, context.today, context.calendar);
		return { ...debtOfListing(listing), why: removal?.text ?? 'A pedido do credor', dueOn: removal?.dueOn ?? null };
	});
	return [await fileItem(functions, context, 'exclusao', removalsCsv(rows), listings, 'Envie este arquivo ao bureau HOJE. Depois diga em Listing → Confirm quais saíram.')];
}

function inOrder(listings: readonly ListingOfInvoice[]): ListingOfInvoice[] {
	return [...listings].sort((one, other) => one.listing.id - other.listing.id);
}

async function fileItem(functions: IExecuteFunctions, { today }: NodeContext, kind: 'inclusao' | 'exclusao', csv: string, listings: readonly ListingOfInvoice[], text: string): Promise<INodeExecutionData> {
	const name = `negativacao-${kind}-${today}.csv`;
	const total = listings.reduce((sum, { listing }) => sum + listing.amountCents, 0);
	return {
		json: { file: name, kind, listings: listings.map(({ listing }) => listing.id), count: listings.length, total: decimalFromCents(total), text },
		binary: { data: await functions.helpers.prepareBinaryData(Buffer.from(csv), name, 'text/csv') },
		pairedItem: functions.getInputData().map((_, item) => ({ item })),
	};
}
