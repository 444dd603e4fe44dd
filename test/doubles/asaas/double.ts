import type { AsaasAccount } from './account.ts';
import { addDays } from './clock.ts';
import { type ChargeChanges, makeCharge } from './charge.ts';
import type { Deliveries } from './delivery.ts';
import { chargeback, disputeChargeback, loseChargeback, view, winChargeback } from './disputes.ts';
import { denyDunning, processDunning } from './dunnings.ts';
import type { FailureRule, Failures } from './failures.ts';
import { change, mustBe, pay, type PayOptions, receiveInCash, refund, remove, restore, settle, undoReceivedInCash } from './life.ts';
import { makeCustomer } from './people.ts';
import type { Mischief } from './queue.ts';
import type { RecordedRequest } from './server.ts';
import { renewSubscriptions } from './subscriptions.ts';
import type { Customer, Payment } from './types.ts';

/** The gateway, and what people, banks and the passing of time do there: each makes the events that the real one makes. */
export class AsaasDouble {
	readonly account: AsaasAccount;
	readonly apiKey: string;
	readonly port: number;
	readonly url: string;
	readonly requests: RecordedRequest[];
	/** May be changed at any time. */
	readonly mischief: Mischief;
	readonly stop: () => Promise<void>;
	private readonly failures: Failures;
	private readonly deliveries: Deliveries;

	constructor(account: AsaasAccount, apiKey: string, requests: RecordedRequest[], failures: Failures, deliveries: Deliveries, stop: () => Promise<void>) {
		this.account = account;
		this.apiKey = apiKey;
		this.port = Number(apiKey.split('_')[2]);
		this.url = `http://127.0.0.1:${this.port}`;
		this.requests = requests;
		this.failures = failures;
		this.deliveries = deliveries;
		this.mischief = deliveries.mischief;
		this.stop = stop;
	}

	/** Straight into the data. */
	addCustomer(changes: Partial<Customer> = {}): Customer {
		return makeCustomer(this.account, changes);
	}

	/** Straight into the data, of a new customer unless told; with PAYMENT_CREATED only when asked for. */
	addPayment({ event = false, ...changes }: ChargeChanges & { event?: boolean } = {}): Payment {
		const payment = makeCharge(this.account, changes);
		if (event) this.account.emit('PAYMENT_CREATED', payment);
		return payment;
	}

	/** Many charges at once, five to a customer, due from 60 days ago to 60 days ahead unless `make` says otherwise. */
	addMany(count: number, make: (index: number) => ChargeChanges = () => ({})): void {
		const { account } = this;
		let customer = '';
		for (let index = 0; index < count; index += 1) {
			if (index % 5 === 0) customer = makeCustomer(account).id;
			makeCharge(account, { customer, value: 50 + (index % 1000), dueDate: addDays(account.today, ((index * 37) % 121) - 60), ...make(index) });
		}
	}

	pay(id: string, options?: PayOptions): Payment {
		return this.act(id, (payment) => pay(this.account, payment, options));
	}

	/** The money of a confirmed card payment, or of a won dispute, comes in. */
	settle(id: string): Payment {
		return this.act(id, (payment) => settle(this.account, payment));
	}

	receiveInCash(id: string, options?: PayOptions): Payment {
		return this.act(id, (payment) => receiveInCash(this.account, payment, options));
	}

	undoReceivedInCash(id: string): Payment {
		return this.act(id, (payment) => undoReceivedInCash(this.account, payment));
	}

	refund(id: string): Payment {
		return this.act(id, (payment) => refund(this.account, payment));
	}

	partiallyRefund(id: string, value: number): Payment {
		return this.act(id, (payment) => refund(this.account, payment, value));
	}

	chargeback(id: string): Payment {
		return this.act(id, (payment) => chargeback(this.account, payment));
	}

	disputeChargeback(id: string): Payment {
		return this.act(id, (payment) => disputeChargeback(this.account, payment));
	}

	/** The money is back after {@link settle}. */
	winChargeback(id: string): Payment {
		return this.act(id, (payment) => winChargeback(this.account, payment));
	}

	loseChargeback(id: string): Payment {
		return this.act(id, (payment) => loseChargeback(this.account, payment));
	}

	remove(id: string): Payment {
		return this.act(id, (payment) => remove(this.account, payment));
	}

	restore(id: string): Payment {
		return this.act(id, (payment) => restore(this.account, payment));
	}

	postpone(id: string, dueDate: string): Payment {
		return this.act(id, (payment) => change(this.account, payment, { dueDate }));
	}

	changeValue(id: string, value: number): Payment {
		return this.act(id, (payment) => change(this.account, payment, { value }));
	}

	/** The night after the due date. Throws while that is still to come: move the clock first. */
	makeOverdue(id: string): Payment {
		return this.act(id, (payment) => {
			mustBe(payment, ['PENDING'], 'vencer');
			if (payment.dueDate >= this.account.today) throw new RangeError(`${id} is due on ${payment.dueDate} and today is ${this.account.today}`);
			payment.status = 'OVERDUE';
			this.account.emit('PAYMENT_OVERDUE', payment);
		});
	}

	/** What the gateway does every night: charges fall overdue, subscriptions make their next ones. */
	night(): void {
		for (const payment of this.account.payments.values()) {
			if (payment.status === 'PENDING' && !payment.deleted && payment.dueDate < this.account.today) this.makeOverdue(payment.id);
		}
		renewSubscriptions(this.account);
	}

	view(id: string, what?: 'invoice' | 'bankSlip'): Payment {
		return this.act(id, (payment) => view(this.account, payment, what));
	}

	processDunning(id: string): void {
		processDunning(this.row(this.account.dunnings, id));
	}

	denyDunning(id: string, reason: string): void {
		denyDunning(this.account, this.row(this.account.dunnings, id), reason);
	}

	fail(rule: FailureRule): void {
		this.failures.add(rule);
	}

	clearFailures(): void {
		this.failures.clear();
	}

	/** Waits until no delivery is pending; what an interrupted webhook keeps is not. */
	deliverySettled(timeoutMs = 10_000): Promise<void> {
		return this.deliveries.settled(timeoutMs);
	}

	private act(id: string, act: (payment: Payment) => void): Payment {
		const payment = this.row(this.account.payments, id);
		act(payment);
		return payment;
	}

	private row<T>(table: Map<string, T>, id: string): T {
		const row = table.get(id);
		if (row === undefined) throw new RangeError(`There is no ${id}`);
		return row;
	}
}
