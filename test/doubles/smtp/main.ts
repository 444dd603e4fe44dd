/**
 * The double as a process of its own:
 * `node test/doubles/smtp/main.ts --port 2525 --greet-delay 100 --log received.jsonl`.
 * Prints one line `{"port":2525}` when it listens, and stops at SIGTERM or SIGINT.
 */
import { parseArgs } from 'node:util';

import { startSmtpServer } from './server.ts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '0' },
		'greet-delay': { type: 'string', default: '0' },
		'message-delay': { type: 'string', default: '0' },
		'max-clients': { type: 'string' },
		user: { type: 'string' },
		password: { type: 'string' },
		log: { type: 'string' },
	},
});

const starting = startSmtpServer({
	port: Number(values.port),
	greetDelayMs: Number(values['greet-delay']),
	perMessageDelayMs: Number(values['message-delay']),
	maxClients: values['max-clients'] === undefined ? undefined : Number(values['max-clients']),
	auth: values.user === undefined ? undefined : { user: values.user, pass: values.password ?? '' },
	log: values.log,
});

void starting.then((server) => {
	process.stdout.write(`${JSON.stringify({ port: server.port })}\n`);
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => void server.stop().then(() => process.exit(0)));
	}
});
