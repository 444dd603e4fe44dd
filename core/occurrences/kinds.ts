/** Whose doing a cause is: the world's and the customer's, or our own. */
export const CAUSE_ORIGINS = ['external', 'internal'] as const;
export type CauseOrigin = (typeof CAUSE_ORIGINS)[number];

/** What an occurrence tells of. */
export const OCCURRENCE_KINDS = ['note', 'call', 'complaint', 'dispute', 'dispute_resolved', 'promise', 'agreement_made', 'agreement_kept', 'agreement_broken', 'agreement_cancelled', 'review_request'] as const;
export type OccurrenceKind = (typeof OCCURRENCE_KINDS)[number];

export const AGREEMENT_STATES = ['active', 'kept', 'broken', 'cancelled'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

/** What operators read. */
export const KIND_NAMES: Readonly<Record<OccurrenceKind, string>> = {
	note: 'Anotação',
	call: 'Ligação',
	complaint: 'Reclamação',
	dispute: 'Contestação',
	dispute_resolved: 'Contestação encerrada',
	promise: 'Promessa de pagamento',
	agreement_made: 'Acordo feito',
	agreement_kept: 'Acordo cumprido',
	agreement_broken: 'Acordo quebrado',
	agreement_cancelled: 'Acordo cancelado',
	review_request: 'Pedido de revisão da classificação',
};

export const ORIGIN_NAMES: Readonly<Record<CauseOrigin, string>> = { external: 'Causa externa', internal: 'Causa interna' };

export const AGREEMENT_STATE_NAMES: Readonly<Record<AgreementState, string>> = { active: 'Em andamento', kept: 'Cumprido', broken: 'Quebrado', cancelled: 'Cancelado' };

/** Kinds that a person writes down as they are; each of the others is the trace of something done to an invoice or agreement. */
export const FREE_KINDS = ['note', 'call', 'complaint', 'review_request'] as const satisfies readonly OccurrenceKind[];

/**
 * Kinds that by themselves say nothing of why something is unpaid: how a dispute or agreement came out, and a question
 * about the customer's own classification. Without a cause they leave none untold.
 */
export const KINDS_SILENT_ON_CAUSE: readonly OccurrenceKind[] = ['dispute_resolved', 'agreement_kept', 'agreement_broken', 'agreement_cancelled', 'review_request'];
