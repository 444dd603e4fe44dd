import { type Move, type Script, type ScriptedServer, startScriptedServer } from './scripted.ts';

const SCRIPTS = {
	/** Not SMTP at all. */
	'nonsense-greeting': { moves: { greeting: { send: 'HTTP/1.1 400 Bad Request\r\n\r\n', close: true } } },
	'never-greets': { moves: { greeting: 'silence' } },
	'closes-at-once': { moves: { greeting: 'close' } },
	'greets-421': { moves: { greeting: { send: '421 4.3.2 Too many connections\r\n', close: true } } },
	'greets-554': { moves: { greeting: { send: '554 No SMTP service here\r\n', close: true } } },
	'nonsense-after-data': { moves: { answer: { send: 'was that all?\r\n' } } },
	'half-an-answer': { moves: { answer: { send: '250 ke', close: true } } },
	'single-bytes': {
		moves: {
			greeting: { send: '220 slow\r\n', split: true },
			EHLO: { send: '250-slow\r\n250-SIZE 1000000\r\n250 PIPELINING\r\n', split: true },
			DATA: { send: '354 go\r\n', split: true },
			answer: { send: '250-2.0.0 took\r\n250 2.0.0 a while\r\n', split: true },
		},
	},
	'endless-ehlo': { moves: { EHLO: 'endless' } },
	'endless-answer': { moves: { answer: 'endless' } },
} satisfies Record<string, Script>;

export type Nonsense = keyof typeof SCRIPTS;
export type { Move, ScriptedServer };

/** Starts a server that behaves badly in the named way, on 127.0.0.1. */
export function startNonsenseServer(kind: Nonsense): Promise<ScriptedServer> {
	return startScriptedServer(SCRIPTS[kind]);
}
