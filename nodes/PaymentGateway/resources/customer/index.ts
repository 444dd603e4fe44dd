import type { Resource } from '../../../shared/operation';
import { turnOffNotificationsOperation } from './turnOffNotifications';

export const customerResource: Resource = {
	name: 'Customer',
	operations: { turnOffNotifications: turnOffNotificationsOperation },
};
