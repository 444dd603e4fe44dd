import { AsaasAccount } from './account.ts';
import { Deliveries } from './delivery.ts';
import { AsaasDouble } from './double.ts';
import { Failures } from './failures.ts';
import { Limits } from './limits.ts';
import type { Mischief } from './queue.ts';
import { Random } from './random.ts';
import { listen, type RecordedRequest } from './server.ts';

export interface AsaasOptions {
	/** Default 0: any free one. */
	port?: number;
	/** The double's clock: its days are those of São Paulo. Default: this machine's. */
	now?: () => Date;
	/** From a whole request to its answer. Default 0. */
	latencyMs?: number | (() => number);
	/** Of ids and of chance. Default 1. */
	seed?: number;
	/** The list of charges ignores `dueDate[ge]` and `dueDate[le]`, as users have seen it do. Default true. */
	ignoreDueDateFilter?: boolean;
	/** Of the key: with the same one, a double of later ids has the key it had before. Default: `seed`. */
	keySeed?: number;
	/** Requests in 12 hours. Default 25,000. */
	requestLimit?: number;
	/** A webhook's first delivery again after so long, the second after twice as long, and so on. Default 50. */
	webhookRetryMs?: number;
	/** Start of `invoiceUrl`. Default: the double's own pages. */
	pageUrl?: string;
	/** Name of the account's owner, as the payment pages say it. */
	creditorName?: string;
	/** How deliveries misbehave. Default: not at all. */
	mischief?: Partial<Mischief>;
}

/** Starts the gateway's API on 127.0.0.1. */
export async function startAsaas(options: AsaasOptions = {}): Promise<AsaasDouble> {
	const { now = () => new Date(), latencyMs = 0, seed = 1 } = options;
	const random = new Random(seed);
	const requests: RecordedRequest[] = [];
	const failures = new Failures();
	const { server, desk } = await listen(options.port ?? 0, (port) => ({
		account: new AsaasAccount(now, random, options.pageUrl ?? `http://127.0.0.1:${port}`, options.ignoreDueDateFilter ?? true, options.creditorName),
		// the redirection reads the port out of it
		apiKey: `$aact_hmlg_${port}_${new Random(options.keySeed ?? seed).letters(40)}`,
		limits: new Limits(options.requestLimit ?? 25_000, now),
		failures,
		requests,
		latencyMs: typeof latencyMs === 'function' ? latencyMs : () => latencyMs,
	}));
	const deliveries = new Deliveries(desk.account, options.webhookRetryMs ?? 50, { twicePercent: 0, shuffle: false, ...options.mischief });
	const stop = async () => {
		deliveries.stop();
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	};
	return new AsaasDouble(desk.account, desk.apiKey, requests, failures, deliveries, stop);
}
