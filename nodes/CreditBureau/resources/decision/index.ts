import type { Resource } from '../../../shared/operation';
import { decideOperation } from './decide';

export const decisionResource: Resource = {
	name: 'Credit Decision',
	operations: { decide: decideOperation },
};
