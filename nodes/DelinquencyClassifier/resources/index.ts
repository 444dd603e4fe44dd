import type { Resource } from '../../shared/operation';
import { customerResource } from './customer';
import { invoiceResource } from './invoice';
import { portfolioResource } from './portfolio';

/** A new resource is one folder and one line here. */
export const RESOURCES: Readonly<Record<string, Resource>> = {
	customer: customerResource,
	invoice: invoiceResource,
	portfolio: portfolioResource,
};
