import type { Instant } from '../schema';

const DIGITS = 16;
const SECOND_MS = 1000;
/** Sorts after every event of the same instant. */
const LAST = Number.MAX_SAFE_INTEGER;

/**
 * When what a gateway said was so, as a text that sorts by it. Events and readings come in any order; only what
 * sorts after the last that was taken changes an invoice, so that in the end they lead to the same state.
 */
export type GatewayOrder = string;

/**
 * The order of an event. Its instant is a whole second: within it the rank decides, and the id only so that no two
 * events ever count as the same.
 */
export function orderOfEvent(event: { id: string; happenedAt: Instant; rank: number }): GatewayOrder {
	return orderOf(event.happenedAt, event.rank, event.id);
}

/**
 * The order of a charge that was read. It comes before the events of the second it was read in and of the one before,
 * which may be later than it: what two clocks, and seconds without parts, cannot tell apart is left to the event, and
 * the next one puts right what an older one undid. Readings among themselves go by the moment itself.
 */
export function orderOfReading(readAt: Instant): GatewayOrder {
	return orderOf(wholeSecond(new Date(Date.parse(readAt) - SECOND_MS).toISOString()), 0, readAt);
}

/** The order of the answer to a command of ours: it tells of all that came before it. */
export function orderOfCommand(readAt: Instant): GatewayOrder {
	return orderOf(wholeSecond(readAt), LAST, readAt);
}

function orderOf(at: Instant, rank: number, id: string): GatewayOrder {
	return `${at} ${String(rank).padStart(DIGITS, '0')} ${id}`;
}

function wholeSecond(at: Instant): Instant {
	return new Date(Math.floor(Date.parse(at) / SECOND_MS) * SECOND_MS).toISOString();
}
