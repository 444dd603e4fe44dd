import type { Resource } from '../../../shared/operation';
import { cancelOperation } from './cancel';
import { requestOperation } from './request';

export const listingResource: Resource = {
	name: 'Listing (Negativação)',
	operations: { cancel: cancelOperation, request: requestOperation },
};
