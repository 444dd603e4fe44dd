import type { Resource } from '../../shared/operation';
import { agreementResource } from './agreement';
import { causeResource } from './cause';
import { contactResource } from './contact';
import { customerResource } from './customer';
import { invoiceResource } from './invoice';
import { legalRateResource } from './legalRate';
import { occurrenceResource } from './occurrence';
import { reportResource } from './report';

/** A new resource is one folder and one line here. */
export const RESOURCES: Readonly<Record<string, Resource>> = {
	agreement: agreementResource,
	cause: causeResource,
	contact: contactResource,
	customer: customerResource,
	invoice: invoiceResource,
	legalRate: legalRateResource,
	occurrence: occurrenceResource,
	report: reportResource,
};
