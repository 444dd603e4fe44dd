/** Whose doing a cause is: the world's and the customer's, or our own. */
export const CAUSE_ORIGINS = ['external', 'internal'] as const;
export type CauseOrigin = (typeof CAUSE_ORIGINS)[number];

/** What an occurrence tells of. */
export const OCCURRENCE_KINDS = ['note', 'call', 'complaint', 'dispute', 'dispute_resolved', 'promise', 'agreement_made', 'agreement_kept', 'agreement_broken', 'review_request'] as const;
export type OccurrenceKind = (typeof OCCURRENCE_KINDS)[number];

export const AGREEMENT_STATES = ['active', 'kept', 'broken', 'cancelled'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];
