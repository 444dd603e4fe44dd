import type { Day } from '../calendar/day';
import type { Charges } from '../charges';
import type { Creditor } from '../creditor';
import { markAbandoned } from '../ledger/contacts/abandoned';
import { claimContact, type CoveredInvoice, type PixTxid } from '../ledger/contacts/claimContact';
import { finishContact } from '../ledger/contacts/finishContact';
import type { ContactState } from '../ledger/contacts/states';
import { chargesOf, type Charging } from '../ledger/charging';
import { invoicesByIds } from '../ledger/invoices/listInvoices';
import { balanceCents, toItem, type InvoiceWithCustomer } from '../ledger/invoices/toItem';
import type { Ledger } from '../ledger/Ledger';
import { LiveStatus } from '../gateway/liveStatus';
import { applyConfirmation, askGateways, linkOf, type Answers, type LiveCheck } from './confirm';
import { groupByCustomer, type MessageGroup, type ReminderRequest } from './groupByCustomer';
import type { NotSentReason } from './reasons';
import { buildContext, TemplateError, type CompiledTemplate, type RenderedMessage } from './render';
import { messageIdFor, type EmailAttachment, type EmailMessage, type SendOutcome } from './smtp';
import { claimKey } from '../ruler/stepId';
import { drawQrCode } from '../symbols';

/** What sends: the pooled SMTP connections, or anything that tells outcomes apart as exactly. */
export interface EmailSender {
	send(message: EmailMessage): Promise<SendOutcome>;
}

export interface ReminderSettings {
	creditor: Creditor;
	template: CompiledTemplate;
	purpose: 'reminder' | 'thanks';
	/** `name@domain` or `Name <name@domain>`. */
	from: string;
	replyTo: string | null;
	/** Messages under way at once. */
	concurrency: number;
	/** How often in all a message is tried that the server refuses for now. */
	maxAttempts: number;
	/** All invoices of one customer in one message; otherwise one message an invoice. */
	groupByCustomer: boolean;
	today: Day;
	/** How the creditor charges: what is due on a day on which banks are closed is not late before the next banking day has passed. */
	charging: Charging;
	/** How invoices that came from a payment gateway are asked about there; without it reminders of them wait. */
	live?: LiveCheck;
	/** Asked at each claim and outcome, so that the contacts show when they really happened. */
	clock: () => Date;
	signal?: AbortSignal;
}

export interface ReminderResult {
	index: number;
	sent: boolean;
	reason: NotSentReason | null;
	detail: string | null;
	contact: { id: number | null; state: ContactState | 'preview'; recipient: string; subject: string; messageId: string; text?: string } | null;
}

const CHANNEL = 'email';
/** Far longer than a message may take, so that only a dead process leaves a claim to run out. */
const LEASE_MINUTES = 10;
/** Messages in a row that fail because of the server, after which the rest is not even tried. */
const SERVER_FAILURES_TO_STOP = 3;
/** A server that leaves this many in a row without an answer would leave a whole portfolio for a person to settle. */
const UNKNOWN_TO_STOP = 10;

/**
 * Sends reminders, each at most once: writes the message, claims it in the ledger, sends it, writes down the
 * outcome. Every request gets a result. A message that cannot be written claims nothing; a server that is
 * down uses up nobody's attempts.
 */
export async function sendReminders(ledger: Ledger, sender: EmailSender, requests: readonly ReminderRequest[], settings: ReminderSettings): Promise<ReminderResult[]> {
	await markAbandoned(ledger.db, settings.clock().toISOString());
	const run = new ReminderRun(ledger, sender, settings);
	const groups = await prepare(ledger, requests, settings, run.results);
	const queue = groups.values();
	const worker = async () => {
		for (const group of queue) await run.deliver(group);
	};
	const workers = await Promise.allSettled(Array.from({ length: Math.min(settings.concurrency, groups.length) }, worker));
	// Only when nothing is under way any more: whoever called may close the ledger and the connections.
	for (const end of workers) if (end.status === 'rejected') throw end.reason;
	return run.results.sort((a, b) => a.index - b.index);
}

/** Asks nobody: a reminder of an invoice that came from a gateway waits until somebody lets it be asked. */
const ASKS_NOBODY: LiveCheck = { status: new LiveStatus(new Map()), ifUnreachable: 'hold' };

/**
 * Writes the messages as they would be sent, and claims and sends nothing: what a dry run shows. It may be called
 * inside a transaction, so gateways were asked before: `answers` is what they said.
 */
export async function previewReminders(ledger: Ledger, requests: readonly ReminderRequest[], settings: ReminderSettings, answers: Answers = new Map()): Promise<ReminderResult[]> {
	const results: ReminderResult[] = [];
	for (const prepared of await prepare(ledger, requests, settings, results)) {
		const group = await withAnswers(ledger, prepared, answers, settings, results, true);
		if (group.requests.length === 0) continue;
		const message = write(group, settings);
		if (message instanceof TemplateError) push(results, group, 'template', message.message);
		else {
			for (const { index } of group.requests) {
				results.push({ index, sent: false, reason: null, detail: null, contact: { id: null, state: 'preview', recipient: group.recipient, subject: message.subject, messageId: messageId(group, settings), text: message.text } });
			}
		}
	}
	return results.sort((a, b) => a.index - b.index);
}

async function prepare(ledger: Ledger, requests: readonly ReminderRequest[], settings: ReminderSettings, results: ReminderResult[]): Promise<ChargedGroup[]> {
	const invoices = await invoicesByIds(ledger.db, ledger.engine, requests.map(({ invoiceId }) => invoiceId));
	const { groups, refused } = groupByCustomer(requests, invoices, { together: settings.groupByCustomer, purpose: settings.purpose });
	for (const { index, reason } of refused) results.push({ index, sent: false, reason, detail: null, contact: null });
	return await withCharges(ledger, groups, settings, results);
}

/** Works out what each invoice amounts to; one whose amount cannot be known is written to nobody. */
async function withCharges(ledger: Ledger, groups: readonly MessageGroup[], settings: ReminderSettings, results: ReminderResult[]): Promise<ChargedGroup[]> {
	const invoices = groups.flatMap(({ requests }) => requests.map(({ invoice }) => invoice));
	const charges = await chargesOf(ledger.db, ledger.engine, invoices, settings.charging, settings.today);
	return groups.map((group): ChargedGroup => {
		const known = new Map<number, Charges>();
		const requests = group.requests.filter(({ index, invoiceId }) => {
			const found = charges.get(invoiceId);
			if (found instanceof Error) results.push({ index, sent: false, reason: 'charges', detail: found.message, contact: null });
			else if (found) known.set(invoiceId, found);
			return !(found instanceof Error);
		});
		return { ...group, requests, charges: known };
	}).filter(({ requests }) => requests.length > 0);
}

/** The group as it is after gateways were asked about its invoices. */
async function withAnswers(ledger: Ledger, group: ChargedGroup, answers: Answers, settings: ReminderSettings, results: ReminderResult[], inside: boolean): Promise<ChargedGroup> {
	const invoices = group.requests.map(({ invoice }) => invoice);
	if (!invoices.some(({ id }) => answers.has(id))) return group;
	const { ifUnreachable } = settings.live ?? ASKS_NOBODY;
	const told = await applyConfirmation(ledger, invoices, answers, { ifUnreachable, charging: settings.charging, today: settings.today, at: settings.clock().toISOString(), inside });
	const charges = new Map<number, Charges>();
	const requests = group.requests.flatMap((request) => {
		const found = told.get(request.invoiceId);
		if (!found) throw new Error(`nothing was told of invoice ${request.invoiceId}`);
		if ('reason' in found) {
			results.push({ index: request.index, sent: false, reason: found.reason, detail: found.detail, contact: null });
			return [];
		}
		charges.set(request.invoiceId, found.charges);
		return [{ ...request, invoice: found.invoice }];
	});
	return { ...group, requests, charges };
}

/** A message's invoices with what each amounts to. */
interface ChargedGroup extends MessageGroup {
	charges: ReadonlyMap<number, Charges>;
}

/** A message, and the txids by which the payments of its Pix codes are found. */
interface WrittenMessage extends RenderedMessage {
	pixTxids: PixTxid[];
}

class ReminderRun {
	readonly results: ReminderResult[] = [];
	private serverFailures = 0;
	private unknownInARow = 0;
	private serverReason: string | null = null;

	constructor(
		private readonly ledger: Ledger,
		private readonly sender: EmailSender,
		private readonly settings: ReminderSettings,
	) {}

	/** Takes one message from writing to its outcome, leaving out the invoices that the ledger refuses. */
	async deliver(whole: ChargedGroup): Promise<void> {
		if (this.stopsAt(whole)) return;
		let group = await this.confirm(whole);
		while (group.requests.length > 0) {
			if (this.stopsAt(group)) return;
			const message = write(group, this.settings);
			if (message instanceof TemplateError) return push(this.results, group, 'template', message.message);
			const id = messageId(group, this.settings);
			// Before the claim: what cannot be drawn must not leave a message claimed.
			const attachments = message.images.map(drawn);
			const claim = await claimContact(this.ledger, {
				ruler: group.ruler,
				channel: CHANNEL,
				customerId: group.customerId,
				recipient: group.recipient,
				subject: message.subject,
				messageId: id,
				pixTxids: message.pixTxids,
				invoices: group.requests.map(covered),
				purpose: this.settings.purpose,
				maxAttempts: this.settings.maxAttempts,
				at: this.settings.clock().toISOString(),
				today: this.settings.today,
				leaseMinutes: LEASE_MINUTES,
			});
			if ('contactId' in claim) return await this.send(group, claim.contactId, { ...message, attachments }, id);
			group = this.leaveOut(group, new Map(claim.refused.map(({ invoiceId, reason }) => [invoiceId, reason])));
		}
	}

	/** Whether nothing is sent any more, which the group's invoices are then told. */
	private stopsAt(group: ChargedGroup): boolean {
		const isDown = this.serverFailures >= SERVER_FAILURES_TO_STOP || this.unknownInARow >= UNKNOWN_TO_STOP;
		if (this.settings.signal?.aborted) push(this.results, group, 'stopped', null);
		else if (isDown) push(this.results, group, 'server_unavailable', this.serverReason);
		return this.settings.signal?.aborted === true || isDown;
	}

	/** Leaves out what the gateway that an invoice came from does not confirm to be owed, at this moment. */
	private async confirm(group: ChargedGroup): Promise<ChargedGroup> {
		if (this.settings.purpose === 'thanks') return group;
		const invoices = group.requests.map(({ invoice }) => invoice);
		if (!invoices.some(linkOf)) return group;
		const answers = await askGateways(this.settings.live ?? ASKS_NOBODY, invoices);
		return await withAnswers(this.ledger, group, answers, this.settings, this.results, false);
	}

	private leaveOut(group: ChargedGroup, refused: ReadonlyMap<number, NotSentReason>): ChargedGroup {
		if (refused.size === 0) throw new Error('a claim was refused without a reason');
		for (const { index, invoiceId } of group.requests) {
			const reason = refused.get(invoiceId);
			if (reason) this.results.push({ index, sent: false, reason, detail: null, contact: null });
		}
		return { ...group, requests: group.requests.filter(({ invoiceId }) => !refused.has(invoiceId)) };
	}

	private async send(group: MessageGroup, contactId: number, message: WrittenMessage & { attachments: EmailAttachment[] }, id: string): Promise<void> {
		const outcome = await this.trySend({
			from: this.settings.from,
			to: group.recipient,
			replyTo: this.settings.replyTo ?? undefined,
			subject: message.subject,
			html: message.html,
			text: message.text,
			messageId: id,
			attachments: message.attachments,
		});
		const { state, reason } = await this.writeDown(contactId, outcome);
		const detail = outcome.state === 'sent' ? null : outcome.reason;
		for (const { index } of group.requests) {
			this.results.push({ index, sent: reason === null, reason, detail, contact: { id: contactId, state, recipient: group.recipient, subject: message.subject, messageId: id } });
		}
	}

	/** A sender that breaks instead of answering may have sent the message before it did. */
	private async trySend(message: EmailMessage): Promise<SendOutcome> {
		try {
			return await this.sender.send(message);
		} catch (error) {
			return { state: 'ambiguous', reason: error instanceof Error ? error.message : String(error) };
		}
	}

	private async writeDown(contactId: number, outcome: SendOutcome): Promise<{ state: ContactState; reason: NotSentReason | null }> {
		const finish = async (end: Parameters<typeof finishContact>[2]) => await finishContact(this.ledger, contactId, end, this.settings.clock().toISOString());
		if (outcome.state === 'sent') {
			this.serverFailures = 0;
			this.unknownInARow = 0;
			return { state: await finish({ state: 'sent' }), reason: null };
		}
		if (outcome.state === 'ambiguous') {
			this.unknownInARow += 1;
			this.serverReason = outcome.reason;
			return { state: await finish({ state: 'unknown', reason: outcome.reason }), reason: 'unknown' };
		}
		this.unknownInARow = 0;
		if (outcome.scope === 'server') {
			this.serverFailures += 1;
			this.serverReason = outcome.reason;
			return { state: await finish({ state: 'postponed', reason: outcome.reason }), reason: 'server_unavailable' };
		}
		this.serverFailures = 0;
		if (outcome.state === 'permanent') return { state: await finish({ state: 'failed', reason: outcome.reason }), reason: 'refused' };
		return { state: await finish({ state: 'retry', reason: outcome.reason, maxAttempts: this.settings.maxAttempts }), reason: 'temporary' };
	}
}

function push(results: ReminderResult[], group: MessageGroup, reason: NotSentReason, detail: string | null): void {
	for (const { index } of group.requests) results.push({ index, sent: false, reason, detail, contact: null });
}

function write(group: ChargedGroup, settings: ReminderSettings): WrittenMessage | TemplateError {
	const items = group.requests.map(({ invoice }) => toItem(invoice, settings.today));
	try {
		const context = buildContext({
			creditor: settings.creditor,
			customer: items[0].customer,
			invoices: items.map(({ invoice }) => invoice),
			charges: group.charges,
			today: settings.today,
			calendar: settings.charging.calendar,
		});
		const message = settings.template.render(context);
		const shown = context.pix.filter(({ payload }) => message.text.includes(payload) || message.html.includes(payload));
		return { ...message, pixTxids: shown.flatMap(({ txid, invoiceIds }) => (txid === null ? [] : [{ txid, invoiceIds }])) };
	} catch (error) {
		if (error instanceof TemplateError) return error;
		throw error;
	}
}

function drawn({ cid, qrCode }: RenderedMessage['images'][number]): EmailAttachment {
	return { filename: `${cid.split('@')[0]}.png`, contentType: 'image/png', content: Buffer.from(drawQrCode(qrCode, 'png')), cid };
}

function covered({ invoice, step }: MessageGroup['requests'][number]): CoveredInvoice {
	return { invoiceId: invoice.id, step: step.id, stepDay: step.day, dueDate: invoice.due_date, balanceCents: balanceCents(invoice), terms: invoice.terms };
}

/** The dedupe key of a message: creditor, ruler, channel, and the step and due date of each invoice it covers. */
function messageId(group: MessageGroup, settings: ReminderSettings): string {
	const invoices = group.requests.map(({ invoice, step }: { invoice: InvoiceWithCustomer; step: { id: string } }) => `${invoice.id}/${invoice.due_date}/${claimKey(step.id)}`).sort();
	const domain = /@([^@>\s]+)>?\s*$/.exec(settings.from)?.[1] ?? 'localhost';
	return messageIdFor([settings.creditor.document, group.ruler, CHANNEL, ...invoices].join('|'), domain);
}
