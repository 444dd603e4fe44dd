import fc from 'fast-check';

import { messageIdFor } from '../../../../core/reminder/smtp/messageId';

describe('messageIdFor', () => {
	it('is the same for the same key, in every process and version', () => {
		expect(messageIdFor('abc', 'example.com')).toBe('<ba7816bf8f01cfea414140de5dae2223@example.com>');
	});

	it('is always a well-formed identifier, and another one for another key', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
				fc.pre(Buffer.from(one).compare(Buffer.from(other)) !== 0);
				expect(messageIdFor(one, 'example.com')).toMatch(/^<[0-9a-f]{32}@example\.com>$/);
				expect(messageIdFor(one, 'example.com')).not.toBe(messageIdFor(other, 'example.com'));
			}),
		);
	});

	it('takes a domain in its written form', () => {
		expect(messageIdFor('abc', 'Padaria-São.com.br')).toMatch(/@xn--padaria-so-[a-z0-9]+\.com\.br>$/);
	});

	it.each(['', 'a b.com', 'a.com>\r\nBcc: x@example.com', '@', '-a.com'])('refuses the domain %j', (domain) => {
		expect(() => messageIdFor('abc', domain)).toThrow(RangeError);
	});
});
