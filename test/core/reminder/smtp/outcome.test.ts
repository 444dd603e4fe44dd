import { type Phase, classifyFailure, isCredentialRefused } from '../../../../core/reminder/smtp/outcome';

const outcome = (phase: Phase, reply: string | null) => {
	const result = classifyFailure({ phase, reply, reason: 'motivo' });
	return 'scope' in result ? `${result.state} ${result.scope} ${result.code}` : result.state;
};

describe('classifyFailure', () => {
	it.each<[Phase, string | null, string]>([
		['connect', null, 'temporary server null'],
		['connect', '554 no service', 'temporary server 554'],
		['connect', '421 busy', 'temporary server 421'],
		['connect', 'HTTP/1.1 400', 'temporary server null'],
		['auth', '535 wrong', 'temporary server 535'],
		['auth', '454 later', 'temporary server 454'],
		['auth', null, 'temporary server null'],
		['envelope', null, 'temporary message null'],
		['envelope', 'eh?', 'temporary message null'],
		['envelope', '250 but no 354', 'temporary message null'],
		['envelope', '451 later', 'temporary message 451'],
		['envelope', '452 full', 'temporary message 452'],
		['envelope', '421 bye', 'temporary server 421'],
		['envelope', '550 nobody', 'permanent message 550'],
		['envelope', '552 quota', 'permanent message 552'],
		['envelope', '530 log in', 'temporary server 530'],
		['envelope', '535 log in', 'temporary server 535'],
		['content', null, 'temporary message null'],
		['content', 'eh?', 'temporary message null'],
		['content', '552 too big', 'permanent message 552'],
		['content', '250 already?', 'ambiguous'],
		['answer', null, 'ambiguous'],
		['answer', 'eh?', 'ambiguous'],
		['answer', '550-half a reply', 'ambiguous'],
		['answer', '354 again', 'ambiguous'],
		['answer', '452 full', 'temporary message 452'],
		['answer', '421 bye', 'temporary server 421'],
		['answer', '554 spam', 'permanent message 554'],
	])('in %s, %j is %s', (phase, reply, expected) => {
		expect(outcome(phase, reply)).toBe(expected);
	});
});

describe('isCredentialRefused', () => {
	it('is true only for a permanent refusal of AUTH', () => {
		const refused = (phase: Phase, reply: string | null) => isCredentialRefused({ phase, reply, reason: '' });
		expect(refused('auth', '535 wrong')).toBe(true);
		expect(refused('auth', '454 later')).toBe(false);
		expect(refused('auth', null)).toBe(false);
		expect(refused('envelope', '535 log in')).toBe(false);
	});
});
