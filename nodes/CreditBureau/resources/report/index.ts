import type { Resource } from '../../../shared/operation';
import { lookUpOperation } from './lookUp';

export const reportResource: Resource = {
	name: 'Report',
	operations: { lookUp: lookUpOperation },
};
