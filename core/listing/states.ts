/**
 * `requesting → listed → removing → removed`; `requesting → refused`. A request or a removal whose answer was lost is
 * `unknown`: it is not asked for again by itself, it is listed, and a person settles it.
 */
export const LISTING_STATES = ['requesting', 'listed', 'removing', 'removed', 'refused', 'unknown'] as const;
export type ListingState = (typeof LISTING_STATES)[number];
