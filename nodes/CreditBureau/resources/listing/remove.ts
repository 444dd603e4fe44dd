import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { removeListing } from '../../../../core/listing/removeListing';
import { STATE_NAMES } from '../../../../core/listing/states';
import { markAbandonedListings } from '../../../../core/ledger/listing/claims';
import { listingsOfInvoices, listListings, type ListingOfInvoice } from '../../../../core/ledger/listing/listListings';
import type { NodeContext } from '../../../shared/context';
import { isRehearsed } from '../../../shared/dryRun';
import { GatewayWork } from '../../../shared/GatewayWork';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import type { Operation } from '../../../shared/operation';
import { flagOf } from '../../../shared/values';
import { refusedItem } from '../../../shared/problems';
import { chosenProvider, httpFields, LISTING_GATEWAY_FIELD, PROVIDER_FIELD } from '../../listingProvider';
import { removalFile } from './files';
import { invoicesOfItems } from './invoicesOfItems';
import { listingIdOf, listingItem } from './listingItem';

export const removeOperation: Operation = {
	name: 'Remove',
	action: 'Remove listings',
	description: 'Take back the listing of each item (as Get Removals Due lists them) or invoice, by the provider that made it',
	fields: [
		...INVOICE_NUMBER_FIELDS,
		PROVIDER_FIELD,
		LISTING_GATEWAY_FIELD,
		...httpFields('removal'),
		{ displayName: 'Dry Run', name: 'dryRun', type: 'boolean', default: false, description: 'Whether to show what would be removed, asking nobody and writing nothing' },
	],
	async execute(context, items) {
		const { ledger, today, calendar } = context;
		await markAbandonedListings(ledger.db, context.now.toISOString());
		const dryRun = flagOf(this.getNodeParameter('dryRun', 0, false), 'Dry Run');
		const { provider, makesFile } = await chosenProvider(this, 'removal');
		const { tasks, problems } = await listingsOfItems(this, context, items);
		const settings = { provider, today, calendar, clock: () => new Date() };
		const outcomes = await new GatewayWork().each(tasks, ({ found }) => found.listing.id, async ({ index, found }) => {
			if (dryRun || isRehearsed(items[index].json)) return null;
			return await removeListing(ledger, found, settings);
		});
		const foundAt = new Map(tasks.map(({ index, found }) => [index, found.listing.id]));
		const now = new Map((await listListings(ledger.db, ledger.engine, { ids: [...foundAt.values()] })).map((found) => [found.listing.id, found]));
		const done: INodeExecutionData[] = [];
		const inFile: ListingOfInvoice[] = [];
		for (const outcome of [...outcomes].sort((one, other) => one.index - other.index)) {
			const { index } = outcome;
			const found = now.get(foundAt.get(index) ?? -1);
			if ('reason' in outcome || !found) {
				problems.push(refusedItem(items, index, { reason: 'reason' in outcome ? outcome.reason : '' }));
				continue;
			}
			const json: IDataObject = { ...items[index].json, ...listingItem(found, today, calendar) };
			if (outcome.result === null) json.dryRun = true;
			else {
				(json.listing as IDataObject).stateText = stateText(found.listing.state);
				if (found.listing.state === 'removing') inFile.push(found);
			}
			done.push({ json, pairedItem: { item: index } });
		}
		problems.sort((one, other) => (one.json.row as number) - (other.json.row as number));
		return [done, makesFile ? await removalFile(this, context, inFile) : [], problems];
	},
};

function stateText(state: ListingOfInvoice['listing']['state']): string {
	const next = {
		removing: ' Confirme em Confirm quando o bureau a retirar.',
		unknown: ' Não se sabe se o bureau recebeu o pedido: confira lá e diga o que houve em Confirm.',
		listed: ' O bureau diz que ela continua ativa: confira lá.',
	}[state as string];
	return `A negativação está ${STATE_NAMES[state]}.${next ?? ''}`;
}

/** The listing that each item tells of, or that its invoice has; each once. */
async function listingsOfItems(functions: IExecuteFunctions, context: NodeContext, items: readonly INodeExecutionData[]): Promise<{ tasks: Array<{ index: number; found: ListingOfInvoice }>; problems: INodeExecutionData[] }> {
	const { ledger } = context;
	const byNumber = functions.getNodeParameter('invoiceFrom', 0) === 'number';
	const told = items.map(({ json }) => (byNumber ? null : listingIdOf(json)));
	const { found, problems } = await invoicesOfItems(functions, context, items);
	const byInvoice = await listingsOfInvoices(ledger.db, ledger.engine, found.map(({ invoice }) => invoice.id));
	const byId = new Map((await listListings(ledger.db, ledger.engine, { ids: told.filter((id) => id !== null) })).map((listing) => [listing.listing.id, listing]));
	const seen = new Set<number>();
	const tasks: Array<{ index: number; found: ListingOfInvoice }> = [];
	for (const { index, invoice } of found) {
		const id = told[index];
		const named = id === null ? undefined : byId.get(id);
		// An item of another ledger may have the id of somebody else's listing here.
		const listing = named?.invoice.id === invoice.id ? named : byInvoice.get(invoice.id);
		if (!listing) problems.push(refusedItem(items, index, { reason: `A fatura ${invoice.number} não tem negativação que valha.` }));
		else if (seen.has(listing.listing.id)) problems.push(refusedItem(items, index, { reason: `A negativação ${listing.listing.id} já está em outro item desta execução.` }));
		else {
			seen.add(listing.listing.id);
			tasks.push({ index, found: listing });
		}
	}
	return { tasks, problems };
}
