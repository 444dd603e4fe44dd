import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Day } from '../core/calendar/day.ts';
import { onChange, recall, remembered, startAsaas, type AsaasDouble } from '../test/doubles/asaas/index.ts';
import { makeDemoCharges } from './demo-charges.ts';
import { sleep } from './processes.ts';

/** The payment gateway of the demo: the tests' double, which remembers its account from one start to the next. */
export interface DemoAsaas {
	double: AsaasDouble;
	stop(): Promise<void>;
}

/** What n8n is started with so that what the nodes send to Asaas goes to the simulated one. */
export function asaasEnv(root: string, { port }: { port: number }): NodeJS.ProcessEnv {
	return {
		NODE_OPTIONS: `--require ${JSON.stringify(join(root, 'test', 'doubles', 'asaas', 'redirect.cjs'))}`,
		COBRANCA_TEST_ASAAS_PORT: String(port),
	};
}

/** Starts the simulated gateway on `port`, with what `file` remembers or the demo's charges around `today`. */
export async function startDemoAsaas({ port, file, today, creditorName }: { port: number; file: string; today: Day; creditorName: string }): Promise<DemoAsaas> {
	const kept = existsSync(file) ? readFileSync(file, 'utf8') : null;
	// Other ids than those of earlier starts, since an event of the same id would be one that n8n has had; but the same key,
	// which n8n listens with as soon as it starts.
	const double = await startAsaas({ port, creditorName, keySeed: 1, seed: kept === null ? 1 : Date.now() });
	if (kept === null) makeDemoCharges(double, today);
	else recall(double.account, kept);
	const save = () => {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, remembered(double.account));
	};
	save();
	onChange(double.account, save);
	return {
		double,
		async stop() {
			save();
			await double.stop();
		},
	};
}

/** Waits until `found` says yes; throws with `what` when it does not within `timeoutMs`. */
export async function waitFor(what: string, found: () => boolean, timeoutMs = 30_000): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!found()) {
		if (Date.now() > deadline) throw new Error(`${what} did not happen within ${timeoutMs / 1000} seconds`);
		await sleep(100);
	}
}
