/**
 * The double as a process of its own:
 * `node playground/node24.mjs test/doubles/asaas/main.ts --port 9090 --charges 5`.
 * Prints one line `{"port":9090,"apiKey":"$aact_hmlg_9090_…"}` when it listens, and stops at SIGTERM or SIGINT.
 */
import { parseArgs } from 'node:util';

import { startAsaas } from './start.ts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '0' },
		seed: { type: 'string', default: '1' },
		latency: { type: 'string', default: '0' },
		'page-url': { type: 'string' },
		charges: { type: 'string', default: '0' },
	},
});

const starting = startAsaas({
	port: Number(values.port),
	seed: Number(values.seed),
	latencyMs: Number(values.latency),
	pageUrl: values['page-url'],
});

void starting.then((asaas) => {
	asaas.addMany(Number(values.charges));
	process.stdout.write(`${JSON.stringify({ port: asaas.port, apiKey: asaas.apiKey })}\n`);
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => void asaas.stop().then(() => process.exit(0)));
	}
});
