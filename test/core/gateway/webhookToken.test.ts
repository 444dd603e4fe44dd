import fc from 'fast-check';
import { isToken, webhookToken } from '../../../core/gateway/webhookToken';

const key = fc.string({ minLength: 1 });

describe('the token of a webhook', () => {
	it('is the same for the same key and webhook, and another for any other', () => {
		fc.assert(
			fc.property(key, key, fc.string(), fc.string(), (secret, other, webhook, elsewhere) => {
				const token = webhookToken(secret, webhook);
				expect(token).toMatch(/^[\w-]{43}$/);
				expect(token).not.toMatch(/(.)\1{3}/);
				expect(webhookToken(secret, webhook)).toBe(token);
				if (other !== secret) expect(webhookToken(other, webhook)).not.toBe(token);
				if (elsewhere !== webhook) expect(webhookToken(secret, elsewhere)).not.toBe(token);
				expect(isToken(token, token)).toBe(true);
			}),
		);
	});

	it('cannot be made without a key', () => {
		expect(() => webhookToken('', 'x')).toThrow(RangeError);
	});

	it('is nothing but itself', () => {
		const token = webhookToken('chave', 'x');
		for (const given of ['', undefined, null, 0, true, {}, [token], Buffer.from(token), token.slice(1), `${token}=`, ` ${token}`, token.toLowerCase(), new String(token)]) expect(isToken(token, given)).toBe(false);
		fc.assert(fc.property(fc.string(), (given) => expect(isToken(token, given)).toBe(false)));
	});

	it('that is empty lets nobody in', () => {
		for (const given of ['', undefined, null, 'x']) expect(isToken('', given)).toBe(false);
	});
});
