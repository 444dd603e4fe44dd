import type { Resource } from '../../../shared/operation';
import { eraseReportsOperation } from './erase';
import { getReportOperation } from './get';
import { getUsageOperation } from './getUsage';
import { getLookupsOperation, getUnknownLookupsOperation } from './listLookups';
import { lookUpOperation } from './lookUp';
import { settleLookupOperation } from './settle';

export const reportResource: Resource = {
	name: 'Report',
	operations: {
		erase: eraseReportsOperation,
		getLookups: getLookupsOperation,
		get: getReportOperation,
		getUnknown: getUnknownLookupsOperation,
		getUsage: getUsageOperation,
		lookUp: lookUpOperation,
		settle: settleLookupOperation,
	},
};
