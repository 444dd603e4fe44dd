import type { AsaasAccount } from './account.ts';
import { post } from './post.ts';
import type { AsaasEvent, Webhook } from './types.ts';

/** Failures in a row after which the gateway stops trying. */
const MOST_FAILURES = 15;
/** Deliveries that a webhook without order has under way at once. */
const AT_ONCE = 10;

/** What deliveries may do and usually do not; it can be changed at any time. */
export interface Mischief {
	/** Delivers so many of a hundred events twice: "at least once". */
	twicePercent: number;
	/** Takes what waits in any order, where the webhook does not ask for order. */
	shuffle: boolean;
}

/** What is to be delivered to one webhook. */
export class Queue {
	private readonly webhook: Webhook;
	private readonly account: AsaasAccount;
	private readonly retryMs: number;
	private readonly mischief: Mischief;
	private readonly waiting: AsaasEvent[] = [];
	private readonly timers = new Set<NodeJS.Timeout>();
	private underWay = 0;
	private failures = 0;
	private stopped = false;
	private readonly aborting = new AbortController();

	constructor(webhook: Webhook, account: AsaasAccount, retryMs: number, mischief: Mischief) {
		this.webhook = webhook;
		this.account = account;
		this.retryMs = retryMs;
		this.mischief = mischief;
	}

	/** Nothing is under way, and nothing will be without somebody doing something. */
	get isSettled(): boolean {
		return this.underWay === 0 && this.timers.size === 0 && (this.waiting.length === 0 || !this.isOpen);
	}

	private get isOpen(): boolean {
		return !this.stopped && this.webhook.enabled && !this.webhook.interrupted;
	}

	private get keepsOrder(): boolean {
		return this.webhook.sendType === 'SEQUENTIALLY';
	}

	add(event: AsaasEvent): void {
		const times = this.account.random.below(100) < this.mischief.twicePercent ? 2 : 1;
		for (let time = 0; time < times; time += 1) this.waiting.push(event);
		// what happens in the same moment goes out together, so that it can be shuffled
		setImmediate(() => this.pump());
	}

	pump(): void {
		while (this.isOpen && this.waiting.length > 0) {
			// in order nothing passes an event that has to be tried again
			if (this.keepsOrder ? this.underWay + this.timers.size > 0 : this.underWay >= AT_ONCE) return;
			const at = this.mischief.shuffle && !this.keepsOrder ? this.account.random.below(this.waiting.length) : 0;
			const [event] = this.waiting.splice(at, 1);
			this.underWay += 1;
			void this.attempt(event);
		}
	}

	stop(): void {
		this.stopped = true;
		for (const timer of this.timers) clearTimeout(timer);
		this.timers.clear();
		this.aborting.abort();
	}

	private async attempt(event: AsaasEvent): Promise<void> {
		const status = await post(this.webhook, event, this.aborting.signal);
		this.underWay -= 1;
		this.failures = status === 200 ? 0 : this.failures + 1;
		if (this.failures >= MOST_FAILURES) {
			this.webhook.interrupted = true;
			this.failures = 0;
			this.waiting.unshift(event);
		} else if (status !== 200 && !this.stopped) {
			this.tryLater(event);
		}
		this.pump();
	}

	/** Tries again, each time a little later than before. */
	private tryLater(event: AsaasEvent): void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			this.waiting.unshift(event);
			this.pump();
		}, this.retryMs * this.failures);
		this.timers.add(timer);
	}
}
