/**
 * `requesting → listed → removing → removed`; `requesting → refused`. A request or a removal whose answer was lost is
 * `unknown`: it is not asked for again by itself, it is listed, and a person settles it.
 */
export const LISTING_STATES = ['requesting', 'listed', 'removing', 'removed', 'refused', 'unknown'] as const;
export type ListingState = (typeof LISTING_STATES)[number];

/** What operators read, after "a negativação está". */
export const STATE_NAMES: Readonly<Record<ListingState, string>> = {
	requesting: 'pedida',
	listed: 'ativa',
	removing: 'com a retirada pedida',
	removed: 'retirada',
	refused: 'não feita',
	unknown: 'sem resposta conhecida',
};

/** States of a listing that is not over: an invoice has one of them at most. */
export const IN_FORCE: readonly ListingState[] = ['requesting', 'listed', 'removing', 'unknown'];

/** The state of one that stood, or may have, and does not any more. */
export const TAKEN_BACK = 'removed' satisfies ListingState;
