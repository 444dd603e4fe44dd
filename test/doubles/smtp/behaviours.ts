/** What the double does with a message, by the tag of its recipient: `anyone+refuse@example.com`. */
export const BEHAVIOURS = [
	'accept',
	/** 550 to RCPT. */
	'refuse',
	/** 451 to RCPT. */
	'defer',
	/** 550 to MAIL: the one that goes by the sender's tag, `anyone+refuse-sender@example.com`. */
	'refuse-sender',
	/** 421 to RCPT, which ends the connection. */
	'goodbye',
	/** Closes the socket instead of answering RCPT. */
	'drop-at-rcpt',
	/** Closes the socket at the first bytes of the content. */
	'drop-in-content',
	/** Takes the whole message, keeps it, and closes the socket instead of answering. */
	'drop-after-data',
	/** Takes the whole message, keeps it, and never answers. */
	'silent-after-data',
	/** 554 after the whole message; it is not kept. */
	'refuse-after-data',
	/** 452 after the whole message; it is not kept. */
	'defer-after-data',
	/** 421 after the whole message; it is not kept, the connection ends. */
	'goodbye-after-data',
] as const;

export type Behaviour = (typeof BEHAVIOURS)[number];

/** The behaviour that an address asks for by its tag; `accept` without one. */
export function behaviourOf(address: string): Behaviour {
	const tag = /\+([a-z-]+)@/.exec(address)?.[1];
	return BEHAVIOURS.find((behaviour) => behaviour === tag) ?? 'accept';
}
