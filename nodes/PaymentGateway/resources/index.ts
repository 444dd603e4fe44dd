import type { Resource } from '../../shared/operation';
import { chargeResource } from './charge';
import { customerResource } from './customer';
import { eventResource } from './event';
import { listingResource } from './listing';
import { subscriptionResource } from './subscription';

/** A new resource is one folder and one line here. */
export const RESOURCES: Readonly<Record<string, Resource>> = {
	charge: chargeResource,
	customer: customerResource,
	event: eventResource,
	listing: listingResource,
	subscription: subscriptionResource,
};
