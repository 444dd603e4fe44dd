import type { Resource } from '../../../shared/operation';
import { createOperation } from './create';

export const subscriptionResource: Resource = {
	name: 'Subscription',
	operations: { create: createOperation },
};
