import type { Resource } from '../../../shared/operation';
import { checkOperation } from './check';
import { confirmOperation } from './confirm';
import { getManyOperation } from './getMany';
import { getRemovalsDueOperation } from './getRemovalsDue';
import { recordDeliveryOperation } from './recordDelivery';
import { recordNoticeOperation } from './recordNotice';
import { removeOperation } from './remove';
import { requestOperation } from './request';

export const listingResource: Resource = {
	name: 'Listing (Negativação)',
	operations: {
		check: checkOperation,
		confirm: confirmOperation,
		getAll: getManyOperation,
		getRemovalsDue: getRemovalsDueOperation,
		recordDelivery: recordDeliveryOperation,
		recordNotice: recordNoticeOperation,
		remove: removeOperation,
		request: requestOperation,
	},
};
