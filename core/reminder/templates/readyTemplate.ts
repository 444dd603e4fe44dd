export const TEMPLATE_IDS = ['beforeDue', 'dueToday', 'overdue1to5', 'overdue6to15', 'overdueOver15', 'thanksForPaying'] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** A message that comes with the package, to be used as it is or as a start. */
export interface ReadyTemplate {
	id: TemplateId;
	/** Shown in the node. */
	label: string;
	description: string;
	/** The days, relative to the due date, that it was written for. */
	days: string;
	/** Handlebars, in Portuguese. */
	subject: string;
	/** Plain text with Handlebars; HTML and text are made from it. */
	message: string;
}
