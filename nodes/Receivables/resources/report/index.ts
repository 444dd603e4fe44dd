import type { Resource } from '../../../shared/operation';
import { ageingOperation } from './ageing';
import { indicatorsOperation } from './indicators';
import { recoveryOperation } from './recovery';
import { rollRatesOperation } from './rollRates';

export const reportResource: Resource = {
	name: 'Report',
	operations: { ageing: ageingOperation, indicators: indicatorsOperation, recovery: recoveryOperation, rollRates: rollRatesOperation },
};
