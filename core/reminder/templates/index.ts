import { beforeDue } from './beforeDue';
import { dueToday } from './dueToday';
import { overdue1to5 } from './overdue1to5';
import { overdue6to15 } from './overdue6to15';
import { overdueOver15 } from './overdueOver15';
import type { ReadyTemplate, TemplateId } from './readyTemplate';
import { thanksForPaying } from './thanksForPaying';

export type { ReadyTemplate, TemplateId } from './readyTemplate';
export { TEMPLATE_IDS } from './readyTemplate';

/** The messages that come with the package, in the order of a régua. */
export const READY_TEMPLATES: Readonly<Record<TemplateId, ReadyTemplate>> = {
	beforeDue,
	dueToday,
	overdue1to5,
	overdue6to15,
	overdueOver15,
	thanksForPaying,
};
