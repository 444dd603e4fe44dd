/**
 * A contact's life: `claimed → sent → delivered | read | bounced`, `claimed → failed`, `claimed → unknown`.
 * `unknown` is a message that may have been sent: it is never sent again by itself, a person settles it.
 */
export const CONTACT_STATES = ['claimed', 'sent', 'delivered', 'read', 'bounced', 'failed', 'unknown'] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

/** A claim is `held` by its contact, or `released` when the message certainly did not go out. */
export type ClaimState = 'held' | 'released';

/** States of a contact that reached the customer, or may have: what caps and histories count. */
export const REACHED_STATES: readonly ContactState[] = ['claimed', 'sent', 'delivered', 'read', 'unknown'];
