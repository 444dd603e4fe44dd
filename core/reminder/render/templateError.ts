/** The piece of a template an error is in. */
export type TemplatePart = 'subject' | 'message' | 'html' | 'text';

export type TemplateErrorCode =
	| 'syntax'
	| 'unknownVariable'
	| 'unknownHelper'
	| 'unknownPartial'
	| 'notAllowed'
	| 'wrongUse'
	| 'emptyVariable'
	| 'emptyPart'
	| 'tooLarge';

/** What operators call each part. */
export const PART_LABELS: Readonly<Record<TemplatePart, string>> = {
	subject: 'assunto',
	message: 'mensagem',
	html: 'HTML',
	text: 'texto',
};

/** 1-based place inside a template part. */
export interface TemplatePlace {
	line: number;
	column: number;
}

export interface TemplateErrorDetails {
	code: TemplateErrorCode;
	part: TemplatePart;
	/** What is wrong and what to do, in Portuguese, without the place: the error puts that in front. */
	reason: string;
	place?: TemplatePlace;
	/** The variable, as the template writes it. */
	variable?: string;
}

/**
 * A template that cannot be used (found when it is compiled), or one that cannot be filled in for a given
 * customer (found when it is rendered). `message` is Portuguese and meant for the operator.
 */
export class TemplateError extends Error {
	readonly code: TemplateErrorCode;
	readonly part: TemplatePart;
	readonly line: number | null;
	readonly column: number | null;
	readonly variable: string | null;

	constructor(details: TemplateErrorDetails) {
		const { code, part, reason, place, variable } = details;
		const where = place
			? `${PART_LABELS[part]}, linha ${place.line}, coluna ${place.column}`
			: PART_LABELS[part];
		super(`Modelo (${where}): ${reason}`);
		this.name = 'TemplateError';
		this.code = code;
		this.part = part;
		this.line = place?.line ?? null;
		this.column = place?.column ?? null;
		this.variable = variable ?? null;
	}
}
