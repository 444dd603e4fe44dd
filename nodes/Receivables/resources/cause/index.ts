import type { Resource } from '../../../shared/operation';
import { listCausesOperation } from './list';
import { retireCauseOperation } from './retire';
import { saveCauseOperation } from './save';

export const causeResource: Resource = {
	name: 'Cause',
	operations: { getAll: listCausesOperation, retire: retireCauseOperation, save: saveCauseOperation },
};
