import type { ListingProvider } from './ListingProvider';

/** Name of the listings that a person carries to the bureau in a file. */
export const FILE_PROVIDER = 'file';

/** Nobody is asked: the rows go into a file that a person uploads at the bureau and then confirms. */
export const fileProvider: ListingProvider = {
	name: FILE_PROVIDER,
	label: 'arquivo',
	request: async () => await Promise.resolve({ state: 'waiting', reference: null, detail: 'No arquivo de inclusão: envie-o ao bureau e confirme em Listing → Confirm.' }),
	remove: async () => await Promise.resolve({ state: 'waiting', reference: null, detail: 'No arquivo de exclusão: envie-o ao bureau e confirme em Listing → Confirm.' }),
	find: async () => await Promise.resolve(null),
};
