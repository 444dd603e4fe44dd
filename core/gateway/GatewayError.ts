/**
 * `unauthorized`: the key is refused. `not_found`: no such thing there. `refused`: the gateway understood and said
 * no. `limited`: it asks to wait longer than we may. `unreachable`: no answer, or only failures, and nothing was
 * changed. `unclear`: something was to be changed there, and no answer tells whether it was.
 */
export type GatewayErrorKind = 'unauthorized' | 'not_found' | 'refused' | 'limited' | 'unreachable' | 'unclear';

/** What a gateway did not do, in words for the operator. Never holds a key, a header or a request. */
export class GatewayError extends Error {
	override name = 'GatewayError';

	constructor(
		readonly kind: GatewayErrorKind,
		message: string,
	) {
		super(message);
	}
}
