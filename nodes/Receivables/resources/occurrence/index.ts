import type { Resource } from '../../../shared/operation';
import { createOccurrenceOperation } from './create';
import { listOccurrencesOperation } from './list';
import { reportByCauseOperation } from './reportByCause';

export const occurrenceResource: Resource = {
	name: 'Occurrence',
	operations: { create: createOccurrenceOperation, getAll: listOccurrencesOperation, reportByCause: reportByCauseOperation },
};
