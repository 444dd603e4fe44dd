import type { Resource } from '../../shared/operation';
import { decisionResource } from './decision';
import { listingResource } from './listing';
import { reportResource } from './report';

/** A new resource is one folder and one line here. */
export const RESOURCES: Readonly<Record<string, Resource>> = {
	decision: decisionResource,
	listing: listingResource,
	report: reportResource,
};
