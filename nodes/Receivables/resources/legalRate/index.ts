import type { Resource } from '../../../shared/operation';
import { importLegalRatesOperation } from './import';
import { listLegalRatesOperation } from './list';

export const legalRateResource: Resource = {
	name: 'Legal Rate',
	operations: { getAll: listLegalRatesOperation, import: importLegalRatesOperation },
};
