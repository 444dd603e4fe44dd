import type { Resource } from '../../../shared/operation';
import { getEventsOperation } from './getAll';

export const eventResource: Resource = {
	name: 'Event',
	operations: { getAll: getEventsOperation },
};
