import type { Resource } from '../../../shared/operation';
import { listContactsOperation, listUnknownOperation } from './list';
import { settleOperation } from './settle';

export const contactResource: Resource = {
	name: 'Contact',
	operations: {
		getAll: listContactsOperation,
		getUnknown: listUnknownOperation,
		settle: settleOperation,
	},
};
