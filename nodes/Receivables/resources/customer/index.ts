import type { Resource } from '../../../shared/operation';
import { excludeOperation } from './exclude';
import { getHistoryOperation } from './getHistory';
import { listOperation } from './list';
import { setCreditLimitOperation } from './setCreditLimit';

export const customerResource: Resource = {
	name: 'Customer',
	operations: { exclude: excludeOperation, getAll: listOperation, getHistory: getHistoryOperation, setCreditLimit: setCreditLimitOperation },
};
