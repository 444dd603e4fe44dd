import type { Resource } from '../../../shared/operation';
import { excludeOperation } from './exclude';
import { listOperation } from './list';

export const customerResource: Resource = {
	name: 'Customer',
	operations: { exclude: excludeOperation, getAll: listOperation },
};
