import type { INodeExecutionData } from 'n8n-workflow';
import type { Removal } from '../../../../core/listing/removal';
import { markAbandonedListings } from '../../../../core/ledger/listing/claims';
import { listingsToCheck } from '../../../../core/ledger/listing/listListings';
import type { Operation } from '../../../shared/operation';
import { listingItem, removalOfListing } from './listingItem';

const RANKS: Readonly<Record<Removal['urgency'], number>> = { overdue: 0, soon: 1, ok: 2 };

export const getRemovalsDueOperation: Operation = {
	name: 'Get Removals Due',
	action: 'List the listings that must be taken back',
	description: 'List every listing whose reason is gone (paid, cancelled, disputed, in an agreement, about to be 5 years old), the most pressing first, with the last day to take it back',
	fields: [],
	async execute(context) {
		const { ledger, today, calendar } = context;
		await markAbandonedListings(ledger.db, context.now.toISOString());
		const due = (await listingsToCheck(ledger.db, today, calendar)).flatMap((found) => {
			const removal = removalOfListing(found, today, calendar);
			return removal === null ? [] : [{ found, removal }];
		});
		due.sort((one, other) => RANKS[one.removal.urgency] - RANKS[other.removal.urgency] || (one.removal.dueOn ?? '').localeCompare(other.removal.dueOn ?? '') || one.found.listing.id - other.found.listing.id);
		const overdue = due.filter(({ removal }) => removal.urgency === 'overdue').length;
		if (overdue > 0) {
			this.addExecutionHints({
				message: `${overdue === 1 ? '1 negativação precisa' : `${overdue} negativações precisam`} ser retirada${overdue === 1 ? '' : 's'} JÁ: o prazo acabou ou o motivo caiu. Cada dia a mais pode custar indenização (STJ Súmulas 385 e 548).`,
				location: 'outputPane',
				type: 'danger',
			});
		}
		const pairedItem = this.getInputData().map((_, item) => ({ item }));
		return [due.map(({ found }): INodeExecutionData => ({ json: listingItem(found, today, calendar), pairedItem })), []];
	},
};
