import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { listingGuards, mayBeListed, whyNotListed, type Guard } from '../../../../core/listing/guards';
import { requestListing, type ListingResult } from '../../../../core/listing/requestListing';
import { STATE_NAMES } from '../../../../core/listing/states';
import { markAbandonedListings } from '../../../../core/ledger/listing/claims';
import { readListingFacts } from '../../../../core/ledger/listing/facts';
import { currentItem } from '../../../shared/currentItem';
import { isRehearsed } from '../../../shared/dryRun';
import { GatewayWork } from '../../../shared/GatewayWork';
import { INVOICE_NUMBER_FIELDS } from '../../../shared/invoiceNumberFields';
import { ADDRESS_FIELD, addressOf, refuseIncomplete } from '../../../shared/listingAddress';
import { LISTING_POLICY_FIELD, readListingPolicy } from '../../../shared/listingPolicy';
import type { Operation } from '../../../shared/operation';
import { flagOf, textOf } from '../../../shared/values';
import { refusedItem } from '../../../shared/problems';
import { chosenProvider, httpFields, LISTING_GATEWAY_FIELD, PROVIDER_FIELD } from '../../listingProvider';
import { inclusionFile } from './files';
import { invoicesOfItems } from './invoicesOfItems';

export const requestOperation: Operation = {
	name: 'Request',
	action: 'Request listings',
	description: 'List each overdue invoice at a credit bureau (negativação), once every guard holds: notice delivered in time, not paid, not disputed and the others. Each is listed once.',
	fields: [
		{
			displayName: 'Whoever is listed wrongly is owed damages (STJ Súmula 385). What does not pass every guard leaves by "Not Yet" with the reason, and when it is paid you have 5 business days to take it back: see Get Removals Due.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		...INVOICE_NUMBER_FIELDS,
		PROVIDER_FIELD,
		LISTING_GATEWAY_FIELD,
		...httpFields('listing'),
		ADDRESS_FIELD,
		{ displayName: 'Description', name: 'description', type: 'string', default: '', placeholder: 'Mensalidade de novembro', description: 'Leave empty for the invoice’s own' },
		LISTING_POLICY_FIELD,
		{ displayName: 'Dry Run', name: 'dryRun', type: 'boolean', default: false, description: 'Whether to show what would be listed, asking nobody and writing nothing' },
	],
	async execute(context, items) {
		const { ledger, today, calendar, account } = context;
		const policy = readListingPolicy(this.getNodeParameter('guards', 0, {}));
		const columns = (this.getNodeParameter('addressColumns', 0, {}) ?? {}) as Record<string, string>;
		const dryRun = flagOf(this.getNodeParameter('dryRun', 0, false), 'Dry Run');
		const { found, problems } = await invoicesOfItems(this, context, items);
		const { provider, live, wantsAddress, makesFile } = await chosenProvider(this, 'listing');
		await markAbandonedListings(ledger.db, context.now.toISOString());
		const settings = { policy, provider, live, today, calendar, timeZone: account.timeZone, clock: () => new Date() };
		const outcomes = await new GatewayWork().each(found, ({ invoice }) => invoice.id, async ({ index, invoice }): Promise<ListingResult | { kind: 'rehearsed'; guards: Guard[] }> => {
			const { json } = items[index];
			const prepare = wantsAddress ? (now: typeof invoice) => refuseIncomplete(now, json, columns) : undefined;
			if (dryRun || isRehearsed(json)) {
				const facts = (await readListingFacts(ledger.db, ledger.engine, [invoice.id], account.timeZone)).get(invoice.id);
				const guards = facts ? listingGuards(facts, policy, today, calendar, { kind: facts.gateway === null ? 'none' : 'later' }) : [];
				if (!mayBeListed(guards)) return { kind: 'guarded', guards };
				prepare?.(invoice);
				return { kind: 'rehearsed', guards };
			}
			const description = textOf(this.getNodeParameter('description', index, ''), 'Description') || null;
			return await requestListing(ledger, { invoiceId: invoice.id, description, address: addressOf(json, columns), prepare }, settings);
		});
		const requested: INodeExecutionData[] = [];
		const notYet: INodeExecutionData[] = [];
		const listed: number[] = [];
		const invoiceAt = new Map(found.map(({ index, invoice }) => [index, invoice]));
		for (const outcome of [...outcomes].sort((one, other) => one.index - other.index)) {
			const { index } = outcome;
			const invoice = invoiceAt.get(index);
			if ('reason' in outcome || !invoice) {
				problems.push(refusedItem(items, index, { reason: 'reason' in outcome ? outcome.reason : '' }));
				continue;
			}
			const { result } = outcome;
			const { guards } = result;
			const json: IDataObject = { ...items[index].json, ...(await currentItem(ledger.db, context, invoice.id)), guards: { mayBeListed: result.kind !== 'guarded', text: result.kind === 'guarded' ? whyNotListed(guards) : 'Passou por todas as condições.', all: guards } as unknown as IDataObject };
			if (result.kind === 'guarded') notYet.push({ json, pairedItem: { item: index } });
			else if (result.kind === 'rehearsed') requested.push({ json: { ...json, dryRun: true, listing: { provider: provider.name, text: 'Ensaio (dry run): seria pedida. Nada foi pedido nem gravado.' } }, pairedItem: { item: index } });
			else {
				listed.push(result.listingId);
				requested.push({ json: { ...json, listing: listingOf(result, provider.name), removal: result.removal as IDataObject | null }, pairedItem: { item: index } });
			}
		}
		problems.sort((one, other) => (one.json.row as number) - (other.json.row as number));
		const addresses = new Map(found.map(({ index, invoice }) => [invoice.id, addressOf(items[index].json, columns)]));
		return [requested, notYet, makesFile ? await inclusionFile(this, context, listed, addresses) : [], problems];
	},
};

function listingOf({ listingId: id, state, detail }: Extract<ListingResult, { kind: 'requested' }>, provider: string): IDataObject {
	const doubt = state === 'unknown' ? ' Não se sabe se o bureau a recebeu: ela não será pedida de novo sozinha. Confira lá e diga o que houve em Confirm.' : '';
	return { id, provider, state, stateText: `A negativação está ${STATE_NAMES[state]}.${doubt}`, detail };
}
