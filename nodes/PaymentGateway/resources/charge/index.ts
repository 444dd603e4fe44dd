import type { Resource } from '../../../shared/operation';
import { cancelOperation } from './cancel';
import { createOperation } from './create';
import { getSecondCopyOperation } from './getSecondCopy';
import { receiveInCashOperation } from './receiveInCash';
import { syncOperation } from './sync';

export const chargeResource: Resource = {
	name: 'Charge',
	operations: {
		cancel: cancelOperation,
		create: createOperation,
		getSecondCopy: getSecondCopyOperation,
		receiveInCash: receiveInCashOperation,
		sync: syncOperation,
	},
};
