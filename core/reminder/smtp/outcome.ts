import { replyCode } from './reply';

/**
 * What became of one message. Nothing is guessed: `sent`, `temporary` and `permanent` are certain, and
 * what is not certain is `ambiguous`.
 *
 * `scope` says whose trouble it is: `message` counts against this message, `server` is the connection,
 * the credential or the sender's set-up, and would have hit any other message as well.
 */
export type SendOutcome =
	/** Accepted: the server answered 2xx to the whole message. */
	| { state: 'sent'; response: string }
	/** Certainly not accepted; to be tried on a later run. */
	| { state: 'temporary'; scope: 'message' | 'server'; reason: string; code: number | null }
	/** Refused for good, in the server's words. */
	| { state: 'permanent'; scope: 'message' | 'server'; reason: string; code: number | null }
	/** May have been accepted: a person must settle it. */
	| { state: 'ambiguous'; reason: string };

/**
 * How far a message had come. Up to `content` the server cannot have accepted it: RFC 5321 §4.1.1.4 lets
 * a message be processed only after its final dot, and `content` means that the dot was never written.
 *
 * - `connect`: name, socket, TLS, greeting, EHLO
 * - `auth`: AUTH
 * - `envelope`: MAIL, RCPT, DATA, until the server's 354
 * - `content`: 354 came, the content has not been handed over to its end
 * - `answer`: all of it was handed over, the final dot with it
 */
export type Phase = 'connect' | 'auth' | 'envelope' | 'content' | 'answer';

/** The end of an attempt that was not a clean acceptance. */
export interface Failure {
	phase: Phase;
	/** The complete reply that ended it; null when there was none (drop, timeout, a broken line). */
	reply: string | null;
	/** What happened, in Portuguese, made safe to show. */
	reason: string;
	/** It was the answer to MAIL: the sender was refused, not a recipient. */
	sender?: boolean;
}

/** RFC 1870 §6.1: the answer to MAIL that is about the size of this one message. */
const TOO_LARGE = 552;

/** RFC 4954 §6: not the recipient's fault but ours, whichever command they answer. */
const CREDENTIAL_CODES: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** Whether the server refused our credential for good, so that trying again can only lock the account. */
export function isCredentialRefused(failure: Failure): boolean {
	const code = failure.reply === null ? null : replyCode(failure.reply);
	return failure.phase === 'auth' && code !== null && code >= 500;
}

/**
 * The class of a failure, by the phase it fell in and the first digit of the reply (RFC 5321 §4.2.1):
 *
 * | phase | 4xx | 5xx | no valid reply |
 * | --- | --- | --- | --- |
 * | connect, auth | temporary, server | temporary, server | temporary, server |
 * | envelope, content | temporary | permanent | temporary |
 * | answer | temporary | permanent | ambiguous |
 *
 * A 5xx to MAIL is permanent and the server's, except 552 (size). 421 and, before the content, the codes that ask for a credential are temporary and the server's. A 2xx
 * that came before the content was over is a contradiction: ambiguous.
 */
export function classifyFailure(failure: Failure): SendOutcome {
	const { phase, reason } = failure;
	const code = failure.reply === null ? null : replyCode(failure.reply);
	const refusal = code !== null && code >= 400 ? code : null;
	if (phase === 'connect' || phase === 'auth') {
		return { state: 'temporary', scope: 'server', reason, code: refusal };
	}
	const contradiction = phase === 'content' && code !== null && code < 300;
	if (contradiction || (phase === 'answer' && refusal === null)) return { state: 'ambiguous', reason };
	if (refusal === null) return { state: 'temporary', scope: 'message', reason, code: null };
	if (refusal === 421 || (phase === 'envelope' && CREDENTIAL_CODES.has(refusal))) {
		return { state: 'temporary', scope: 'server', reason, code: refusal };
	}
	// A sender that may not send through this server is our set-up: no recipient has failed for it.
	const scope = failure.sender === true && refusal >= 500 && refusal !== TOO_LARGE ? 'server' : 'message';
	return { state: refusal < 500 ? 'temporary' : 'permanent', scope, reason, code: refusal };
}
