import type { Resource } from '../../../shared/operation';
import { classifyOperation } from './classify';

export const invoiceResource: Resource = {
	name: 'Invoice',
	operations: { classify: classifyOperation },
};
