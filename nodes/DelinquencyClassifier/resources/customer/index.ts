import type { Resource } from '../../../shared/operation';
import { getClassificationOperation } from './getClassification';
import { overruleOperation } from './overrule';
import { withdrawOverruleOperation } from './withdrawOverrule';

export const customerResource: Resource = {
	name: 'Customer',
	operations: {
		getClassification: getClassificationOperation,
		overrule: overruleOperation,
		withdrawOverrule: withdrawOverruleOperation,
	},
};
