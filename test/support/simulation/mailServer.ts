import type { EmailSender } from '../../../core/reminder/sendReminders';
import type { Ledger } from '../../../core/ledger/Ledger';
import type { EmailMessage, SendOutcome } from '../../../core/reminder/smtp';
import { compileTemplate } from '../../../core/reminder/render';
import type { Random } from '../random';

/** Its text names the invoices it covers, so that the server sees what a customer would read. */
export const SIMULATED_TEMPLATE = compileTemplate({
	subject: 'Suas faturas',
	message: 'Devidas: {{#each faturas}}[{{numero}}|{{vencimento}}]{{/each}}',
});

export interface Delivery {
	messageId: string;
	contactId: number;
	/** `number|due date|step` of each invoice. */
	covered: string[];
}

const FAULTS = ['message', 'server', 'permanent', 'lost answer', 'lost message', 'broke after', 'broke before', 'dies after', 'dies before'] as const;
export type Fault = (typeof FAULTS)[number];

/**
 * A mail server that goes wrong in every way there is, as the seed has it, and checks each message it takes
 * against the ledger at that moment. What breaks a rule is kept in `violations`.
 */
export class SimulatedServer {
	readonly deliveries: Delivery[] = [];
	readonly violations: string[] = [];
	faultRate = 0;
	/** Called while a message is under way. */
	meanwhile: (() => Promise<void>) | null = null;
	private readonly taken = new Set<string>();

	constructor(private readonly random: Random) {}

	/** The sender of one process. After `died` nothing it sends is answered, or arrives. */
	sender(ledger: Ledger): { sender: EmailSender; died: Promise<void> } {
		let dead = false;
		let die: () => void = () => undefined;
		const died = new Promise<void>((resolve) => (die = resolve));
		const never = new Promise<SendOutcome>(() => undefined);
		const send = async (message: EmailMessage): Promise<SendOutcome> => {
			if (dead) return await never;
			await this.meanwhile?.();
			const fault = this.random.chance(this.faultRate) ? this.random.pick(FAULTS) : null;
			const arrives = fault === null || fault === 'lost answer' || fault === 'broke after' || fault === 'dies after';
			if (arrives && !dead) await this.take(ledger, message);
			if (dead) return await never;
			if (fault === 'dies after' || fault === 'dies before') {
				dead = true;
				die();
				return await never;
			}
			return answer(fault);
		};
		return { sender: { send }, died };
	}

	/** What a person who looks into the mailbox would say. */
	hasArrived(contactId: number): boolean {
		return this.deliveries.some((delivery) => delivery.contactId === contactId);
	}

	private async take(ledger: Ledger, message: EmailMessage): Promise<void> {
		const covered = await ledger.db
			.selectFrom('claims as k')
			.innerJoin('contacts as t', 't.id', 'k.contact_id')
			.innerJoin('invoices as i', 'i.id', 'k.invoice_id')
			.innerJoin('customers as c', 'c.id', 'i.customer_id')
			.select(['t.id as contactId', 'i.number', 'k.due_date', 'k.step', 'k.step_day', 'i.status', 'i.agreement_id', 'i.promised_until', 'c.excluded_until', 't.claimed_on', 'c.email'])
			.where('t.message_id', '=', message.messageId)
			.where('t.state', '=', 'claimed')
			.where('k.state', '=', 'held')
			.execute();
		if (covered.length === 0) return void this.violations.push(`${message.messageId} was sent without a claim`);
		const told = [...message.text.matchAll(/\[(.+?)\|/g)].map(([, number]) => number).sort();
		const claimed = covered.map(({ number }) => number).sort();
		if (told.join() !== claimed.join()) this.violations.push(`the text tells of ${told.join()}, the claim of ${claimed.join()}`);
		for (const row of covered) {
			const key = `${row.number}|${row.due_date}|${row.step}`;
			if (this.taken.has(key)) this.violations.push(`${key} was delivered twice`);
			this.taken.add(key);
			// Steps of one day for different profiles are the same to whoever gets them.
			const day = `${row.number}|${row.due_date}|day ${row.step_day}`;
			if (this.taken.has(day)) this.violations.push(`${day} was delivered twice`);
			this.taken.add(day);
			if (row.status !== 'open') this.violations.push(`${key} was delivered while ${row.status}`);
			if (row.agreement_id !== null) this.violations.push(`${key} was delivered while in an agreement`);
			if (row.promised_until !== null && row.promised_until >= row.claimed_on) this.violations.push(`${key} was delivered while promised`);
			if (row.excluded_until !== null && row.excluded_until >= row.claimed_on) this.violations.push(`${key} was delivered while excluded`);
			if (row.email !== message.to) this.violations.push(`${key} went to ${message.to}`);
		}
		this.deliveries.push({ messageId: message.messageId, contactId: covered[0].contactId, covered: covered.map((row) => `${row.number}|${row.due_date}|${row.step}`) });
	}
}

function answer(fault: Fault | null): SendOutcome {
	switch (fault) {
		case null:
			return { state: 'sent', response: '250 ok' };
		case 'message':
			return { state: 'temporary', scope: 'message', reason: '451 mais tarde', code: 451 };
		case 'server':
			return { state: 'temporary', scope: 'server', reason: '421 agora não', code: 421 };
		case 'permanent':
			return { state: 'permanent', scope: 'message', reason: '550 não existe', code: 550 };
		case 'broke after':
		case 'broke before':
			throw new Error('o envio quebrou');
		default:
			return { state: 'ambiguous', reason: 'sem resposta' };
	}
}
