import { createHmac, timingSafeEqual } from 'node:crypto';

const FOUR_ALIKE = /(.)\1{3}/;

/**
 * The token that a webhook must bring. It is made from the account's key and the webhook's own name, so it is kept
 * nowhere, every process knows it, and a new key makes a new one. 43 characters; never four alike in a row, which
 * gateways take for a weak one.
 */
export function webhookToken(secret: string, webhook: string): string {
	if (secret === '') throw new RangeError('A credencial do gateway não tem chave: sem ela nenhum aviso pode ser aceito.');
	for (let attempt = 0; ; attempt += 1) {
		const token = createHmac('sha256', secret).update(`n8n-nodes-cobranca webhook ${attempt} ${webhook}`).digest('base64url');
		if (!FOUR_ALIKE.test(token)) return token;
	}
}

/** Whether a delivery brings the token, compared in a time that does not tell how much of it was right. Nothing is never it. */
export function isToken(expected: string, given: unknown): boolean {
	if (expected === '' || typeof given !== 'string') return false;
	// Digests are of one length whatever is given.
	const digest = (text: string) => createHmac('sha256', expected).update(text).digest();
	return timingSafeEqual(digest(expected), digest(given));
}
