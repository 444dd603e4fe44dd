import type { Resource } from '../../../shared/operation';
import { excludeOperation } from './exclude';

export const customerResource: Resource = {
	name: 'Customer',
	operations: { exclude: excludeOperation },
};
