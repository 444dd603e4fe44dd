import type { Resource } from '../../../shared/operation';
import { reclassifyOperation } from './reclassify';

export const portfolioResource: Resource = {
	name: 'Portfolio',
	operations: { reclassify: reclassifyOperation },
};
