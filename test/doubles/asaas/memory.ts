import type { AsaasAccount } from './account.ts';
import type { Table } from './table.ts';

const TABLES = ['customers', 'payments', 'subscriptions', 'installments', 'dunnings', 'webhooks'] as const;
type Rows = Table<{ id: string }>;

/** The account as text, for a double that lives on after its process. The log of events is not kept. */
export function remembered(account: AsaasAccount): string {
	const tables = Object.fromEntries(TABLES.map((name) => [name, [...(account[name] as unknown as Rows).values()]]));
	return JSON.stringify({ counters: account.counters, ...tables });
}

/** Fills a new account with what {@link remembered} gave. */
export function recall(account: AsaasAccount, text: string): void {
	const kept = JSON.parse(text) as { counters: AsaasAccount['counters'] } & Record<(typeof TABLES)[number], Array<{ id: string }>>;
	Object.assign(account.counters, kept.counters);
	for (const name of TABLES) for (const row of kept[name]) (account[name] as unknown as Rows).set(row.id, row);
}

/** Has `save` called after everything that changes the account from outside: events, and webhooks made through the API. */
export function onChange(account: AsaasAccount, save: () => void): void {
	const { onEvent, onWebhookChange } = account;
	account.onEvent = (event) => {
		onEvent(event);
		save();
	};
	account.onWebhookChange = (webhook) => {
		onWebhookChange(webhook);
		save();
	};
}
