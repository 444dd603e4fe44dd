import { dayOf, timeOf } from './clock.ts';
import type { EventName } from './events.ts';
import { present } from './present.ts';
import { Random } from './random.ts';
import { Table } from './table.ts';
import type { AsaasEvent, Customer, Dunning, Installment, Payment, Subscription, Webhook } from './types.ts';

/** One account at the gateway: all its data, and the log of every event that ever happened. */
export class AsaasAccount {
	readonly id: string;
	readonly name: string;
	readonly city = 'Curitiba';
	readonly postalCode = '80010000';
	/** Synthetic, with valid check digits. */
	readonly cpfCnpj = '11222333000181';
	readonly customers = new Table<Customer>();
	readonly payments = new Table<Payment>();
	readonly subscriptions = new Table<Subscription>();
	readonly installments = new Table<Installment>();
	readonly dunnings = new Table<Dunning>();
	readonly webhooks = new Table<Webhook>();
	readonly events: AsaasEvent[] = [];
	readonly random: Random;
	readonly now: () => Date;
	readonly pageUrl: string;
	readonly ignoreDueDateFilter: boolean;
	/** Told of each event. */
	onEvent: (event: AsaasEvent) => void = () => {};
	/** Told of a webhook that was changed or removed through the API. */
	onWebhookChange: (webhook: Webhook) => void = () => {};
	/** The last numbers that were given. */
	readonly counters = { number: 10_000_000, event: 368_604_920 };

	constructor(now: () => Date, random: Random, pageUrl: string, ignoreDueDateFilter: boolean, name = 'Comércio de Demonstração Ltda') {
		this.name = name;
		this.now = now;
		this.random = random;
		this.pageUrl = pageUrl.replace(/\/+$/, '');
		this.ignoreDueDateFilter = ignoreDueDateFilter;
		this.id = random.uuid();
	}

	/** Today, where the gateway is. */
	get today(): string {
		return dayOf(this.now());
	}

	/** Unique, eight digits: invoice numbers, nosso número and the ends of customers' ids. */
	nextNumber(): string {
		this.counters.number += 1;
		return String(this.counters.number);
	}

	emit(event: EventName, about: Payment | Subscription): void {
		this.counters.event += 1 + this.random.below(9);
		const made: AsaasEvent = {
			id: `evt_${this.random.hex(32)}&${this.counters.event}`,
			event,
			dateCreated: timeOf(this.now()),
			account: { id: this.id, ownerId: null },
			...(about.object === 'payment' ? { payment: structuredClone(present(about, this.today)) } : { subscription: structuredClone(about) }),
		};
		this.events.push(made);
		this.onEvent(made);
	}
}
