import type { Resource } from '../../shared/operation';
import { contactResource } from './contact';
import { customerResource } from './customer';
import { invoiceResource } from './invoice';
import { legalRateResource } from './legalRate';

/** A new resource is one folder and one line here. */
export const RESOURCES: Readonly<Record<string, Resource>> = {
	contact: contactResource,
	customer: customerResource,
	invoice: invoiceResource,
	legalRate: legalRateResource,
};
