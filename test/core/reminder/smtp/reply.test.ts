import fc from 'fast-check';

import { cleanWords, replyCode } from '../../../../core/reminder/smtp/reply';

describe('replyCode', () => {
	it.each([
		['250 OK', 250],
		['250', 250],
		['250-first\n250-second\n250 last', 250],
		['421-bye\r\n421 now', 421],
	])('reads %j', (text, code) => {
		expect(replyCode(text)).toBe(code);
	});

	it.each(['', 'OK', '25', '2500', '250OK', '250-more to come', '250-one\n550 two', '250 one\n250 two', '199 early', '600 late', ' 250 OK', '5 5 0 no'])(
		'finds no reply in %j',
		(text) => {
			expect(replyCode(text)).toBeNull();
		},
	);
});

describe('cleanWords', () => {
	it('makes one line of a reply and keeps its code once', () => {
		expect(cleanWords('550-5.1.1 No such\r\n550 user', [])).toBe('550 5.1.1 No such user');
	});

	it('hides secrets in whatever form they were listed', () => {
		expect(cleanWords('535 wrong: s3cret (czNjcmV0)', ['czNjcmV0', 's3cret'])).toBe('535 wrong: *** (***)');
	});

	it('never keeps a control character, nor more than 300 characters', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (text) => {
				const words = cleanWords(text, []);
				expect(words).not.toMatch(/\p{Cc}/u);
				expect([...words].length).toBeLessThanOrEqual(300);
			}),
		);
		expect([...cleanWords('é'.repeat(900), [])]).toHaveLength(300);
	});
});
