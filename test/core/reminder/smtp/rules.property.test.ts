import fc from 'fast-check';

import { SmtpPool } from '../../../../core/reminder/smtp/pool';
import { type Move, type Stage, startScriptedServer } from '../../../doubles/smtp/index.ts';
import { SHORT, email, settingsFor } from './fixtures';

interface Case {
	move: Move;
	/** Code of the complete reply that the move gives; null when it gives none. */
	code: number | null;
}

const STAGES: Stage[] = ['greeting', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'answer'];

const reply = (code: number): Case => ({ move: { send: `${code} because\r\n` }, code });
const multiline = (code: number): Case => ({ move: { send: `${code}-be\r\n${code} cause\r\n`, split: true }, code });

const anyCase: fc.Arbitrary<Case> = fc.oneof(
	fc.constantFrom(421, 450, 451, 452, 500, 503, 530, 535, 550, 552, 554).chain((code) => fc.constantFrom(reply(code), multiline(code))),
	fc.constantFrom<Case>(
		{ move: 'close', code: null },
		{ move: { send: 'qué?\r\n' }, code: null },
		{ move: { send: '5\r\n' }, code: null },
		{ move: { send: '550 no line end', close: true }, code: null },
		{ move: { send: '250 no line end', close: true }, code: null },
		{ move: { send: '250-unfinished\r\n', close: true }, code: null },
		{ move: { send: '550-no\r\n250 yes\r\n' }, code: null },
		{ move: { send: '\0\u00ff\u0001\r\n' }, code: null },
	),
);

/** The rule table of the issue, written once more. */
function expected(stage: Stage, code: number | null): string {
	if (stage === 'greeting' || stage === 'AUTH') return 'temporary server';
	if (code === null) return stage === 'answer' ? 'ambiguous' : 'temporary message';
	if (code === 421) return 'temporary server';
	if (stage !== 'answer' && (code === 530 || code === 535)) return 'temporary server';
	return `${code < 500 ? 'temporary' : 'permanent'} ${stage === 'MAIL' && code >= 500 && code !== 552 ? 'server' : 'message'}`;
}

it('classes whatever a server says at whatever point by the rules, and sends no content twice', async () => {
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...STAGES), anyCase, fc.boolean(), async (stage, { move, code }, pipelining) => {
			const extensions = ['AUTH PLAIN LOGIN', ...(pipelining ? ['PIPELINING'] : [])];
			const server = await startScriptedServer({ moves: { [stage]: move }, extensions });
			const settings = settingsFor(server, { user: 'loja', password: 'segredo' });
			const pool = new SmtpPool(settings, { connections: 1, timeouts: SHORT });
			const outcome = await pool.send(email('ana'));
			await pool.close();
			await server.stop();

			expect('scope' in outcome ? `${outcome.state} ${outcome.scope}` : outcome.state).toBe(expected(stage, code));
			if ('code' in outcome) expect(outcome.code).toBe(code);
			expect(server.contents).toHaveLength(stage === 'answer' ? 1 : 0);
			expect(JSON.stringify(outcome)).not.toContain('segredo');
		}),
		{ numRuns: 250 },
	);
}, 60_000);

it('classes silence by the point at which it falls', async () => {
	const outcomes = STAGES.map(async (stage) => {
		const server = await startScriptedServer({ moves: { [stage]: 'silence' }, extensions: ['AUTH PLAIN'] });
		const settings = settingsFor(server, { user: 'loja', password: 'segredo' });
		const pool = new SmtpPool(settings, { connections: 1, timeouts: { ...SHORT, greeting: 1_500 } });
		const outcome = await pool.send(email('ana'));
		await pool.close();
		await server.stop();
		return 'scope' in outcome ? `${outcome.state} ${outcome.scope}` : outcome.state;
	});
	expect(await Promise.all(outcomes)).toEqual(STAGES.map((stage) => expected(stage, null)));
});

it('takes one line of any text as the answer to a message only for what it is', async () => {
	const digits = fc.stringMatching(/^[0-9]{1,4}$/);
	const rest = fc.string({ unit: 'grapheme-ascii', maxLength: 8 });
	const line = fc.oneof(rest, fc.tuple(digits, fc.constantFrom(' ', '-', ''), rest).map((parts) => parts.join('')));
	await fc.assert(
		fc.asyncProperty(line, async (text) => {
			// where the client has to wait for more, the end of the connection is all that comes
			const close = text.trim() === '' || /^\d+-/.test(text);
			const server = await startScriptedServer({ moves: { answer: { send: `${text}\r\n`, close } } });
			const pool = new SmtpPool(settingsFor(server), { connections: 1, timeouts: SHORT });
			const { state } = await pool.send(email('ana'));
			await pool.close();
			await server.stop();

			const code = /^([245])\d\d( .*)?$/.exec(text)?.[1];
			const states: Record<string, string> = { 2: 'sent', 4: 'temporary', 5: 'permanent' };
			expect(state).toBe(code === undefined ? 'ambiguous' : states[code]);
		}),
		{ numRuns: 150 },
	);
}, 60_000);
