import type { AsaasAccount } from './account.ts';
import { type Mischief, Queue } from './queue.ts';
import type { AsaasEvent, Webhook } from './types.ts';

/** All deliveries of an account. */
export class Deliveries {
	readonly mischief: Mischief;
	private readonly account: AsaasAccount;
	private readonly retryMs: number;
	private readonly queues = new Map<string, Queue>();

	constructor(account: AsaasAccount, retryMs: number, mischief: Mischief) {
		this.account = account;
		this.retryMs = retryMs;
		this.mischief = mischief;
		account.onEvent = (event) => this.push(event);
		account.onWebhookChange = (webhook) => this.changed(webhook);
	}

	get isSettled(): boolean {
		return [...this.queues.values()].every((queue) => queue.isSettled);
	}

	/** Waits until nothing is pending. What an interrupted webhook keeps is not. */
	async settled(timeoutMs: number): Promise<void> {
		const until = Date.now() + timeoutMs;
		// an event waits for its turn of the event loop before it is under way
		await new Promise((resolve) => setImmediate(resolve));
		while (!this.isSettled) {
			if (Date.now() > until) throw new Error(`Deliveries of webhooks are still pending after ${timeoutMs} ms`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	stop(): void {
		for (const queue of this.queues.values()) queue.stop();
	}

	private push(event: AsaasEvent): void {
		for (const webhook of this.account.webhooks.values()) {
			if (webhook.enabled && webhook.events.includes(event.event)) this.queueOf(webhook).add(event);
		}
	}

	private changed(webhook: Webhook): void {
		const queue = this.queueOf(webhook);
		if (this.account.webhooks.has(webhook.id)) return queue.pump();
		queue.stop();
		this.queues.delete(webhook.id);
	}

	private queueOf(webhook: Webhook): Queue {
		const known = this.queues.get(webhook.id);
		if (known) return known;
		const queue = new Queue(webhook, this.account, this.retryMs, this.mischief);
		this.queues.set(webhook.id, queue);
		return queue;
	}
}
