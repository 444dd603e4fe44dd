import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { ContentStream } from './contentStream';
import type { BuiltMessage } from './message';
import { type Failure, type Phase, type SendOutcome, classifyFailure } from './outcome';
import { cleanWords, replyCode } from './reply';
import { type SmtpSettings, type SmtpTimeouts, connectionOptions, secretsOf } from './settings';
import { CONNECT_TIMEOUT, TOTAL_TIMEOUT, failureReason } from './trouble';

type SmtpError = SMTPConnection.SMTPError;

/**
 * What a session says of one message. `stale` marks a connection that had served before and turned out
 * gone before MAIL was answered: the message was certainly not accepted, and it tells nothing of the server.
 */
export type Delivered = (outcome: SendOutcome, stale: boolean) => void;

/** One connection to the server, carrying one message at a time and always knowing how far it has come. */
export class SmtpSession {
	/** Messages that were handed to this connection. */
	messages = 0;
	closed = false;
	/** Called after each message, when the connection can take the next one. */
	onReady: () => void = () => {};
	/** Called once, when the connection is gone. */
	onClosed: () => void = () => {};

	private readonly connection: SMTPConnection;
	private readonly secrets: readonly string[];
	private phase: Phase = 'connect';
	private content: ContentStream | null = null;
	/** Takes the failure of the operation under way; null when there is none. */
	private pending: ((failure: Failure, error: SmtpError | null) => void) | null = null;
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly settings: SmtpSettings,
		private readonly timeouts: SmtpTimeouts,
	) {
		this.secrets = secretsOf(settings);
		this.connection = new SMTPConnection(connectionOptions(settings, timeouts));
		this.connection.on('error', (error: SmtpError) => this.fail(error));
		// the reason, when there is one, may be told right after this event: it is to be heard first
		this.connection.on('end', () => queueMicrotask(() => this.ended()));
	}

	/** Connects, greets and authenticates. `done` gets the failure, or null when messages may follow. */
	open(done: (failure: Failure | null) => void): void {
		const connecting = setTimeout(() => {
			if (this.connection.stage === 'init') this.interrupt(CONNECT_TIMEOUT);
		}, this.timeouts.connect);
		const finish = (failure: Failure | null) => {
			clearTimeout(connecting);
			this.settle();
			if (failure) this.destroy();
			done(failure);
		};
		this.begin('connect', finish);
		this.connection.connect((error) => {
			if (error) {
				this.fail(error);
				return;
			}
			if (!this.pending) return;
			const { user = '', password = '' } = this.settings;
			// like n8n's own Send Email: a server that offers no AUTH is used without
			if ((!user && !password) || !this.connection.allowsAuth) {
				finish(null);
				return;
			}
			this.phase = 'auth';
			this.connection.login({ user, pass: password }, (refused) => {
				if (refused) this.fail(refused);
				else if (this.pending) finish(null);
			});
		});
	}

	/** Sends one message and says what became of it. Then comes either `onReady` or `onClosed`. */
	deliver(message: BuiltMessage, done: Delivered): void {
		const reused = this.messages > 0;
		this.messages += 1;
		const content = new ContentStream(message.raw, () => replyCode(String(this.connection.lastServerResponse)) === 354);
		this.begin('envelope', (failure, error) => {
			const stale = reused && failure.phase === 'envelope' && this.isStale(error);
			this.settle();
			this.recover(failure, error);
			done(this.tooLarge(error) ?? classifyFailure({ ...failure, sender: error?.command === 'MAIL FROM' }), stale);
		});
		this.content = content;
		this.connection.lastServerResponse = false;
		const envelope = { from: message.from, to: [message.to], size: message.raw.length };
		this.connection.send(envelope, content, (error, info) => {
			if (error) {
				this.fail(error);
				return;
			}
			if (!this.pending) return;
			const response = info?.response ?? '';
			const code = replyCode(response);
			if (code === null || code >= 300 || !content.ended) {
				this.end(response, null);
				return;
			}
			this.settle();
			done({ state: 'sent', response: cleanWords(response, this.secrets) }, false);
			this.onReady();
		});
	}

	/** Breaks off what is under way, at once: it ends by the phase it had reached. */
	interrupt(reason: string): void {
		const { pending } = this;
		const failure: Failure = { phase: this.reached(), reply: null, reason: reason + this.where() };
		this.destroy();
		pending?.(failure, null);
	}

	/** Says goodbye and closes, whether the server answers or not. */
	quit(): void {
		if (this.closed) return;
		this.timer = setTimeout(() => this.destroy(), this.timeouts.quit);
		this.connection.quit();
	}

	/** Closes the socket now; nothing unwritten is written any more. */
	private destroy(): void {
		this.pending = null;
		this.connection.close();
		this.ended();
	}

	private begin(phase: Phase, pending: NonNullable<typeof this.pending>): void {
		this.phase = phase;
		this.pending = pending;
		this.timer = setTimeout(() => this.interrupt(TOTAL_TIMEOUT), this.timeouts.message);
	}

	private settle(): void {
		clearTimeout(this.timer);
		this.pending = null;
		this.content = null;
	}

	private reached(): Phase {
		if (!this.content?.started) return this.phase;
		return this.content.ended ? 'answer' : 'content';
	}

	/** The reply that answered a command counts; what a closing socket left unfinished does not. */
	private fail(error: SmtpError): void {
		let counts = error.code === 'EENVELOPE' || error.code === 'EMESSAGE' || error.code === 'EAUTH';
		const phase = this.reached();
		if (phase === 'connect') counts = error.command !== 'CONN' || error.code === 'EPROTOCOL';
		// of commands sent in one go only the first knows its answer when the server says goodbye
		if (phase === 'envelope') counts ||= error.code === 'ECONNECTION' && error.responseCode === 421;
		this.end(error.response && counts ? error.response : null, error);
	}

	private end(reply: string | null, error: SmtpError | null): void {
		if (!this.pending) return;
		const phase = this.reached();
		const reason = failureReason(phase, reply, error, this.secrets) + this.where();
		this.pending({ phase, reply, reason }, error);
	}

	/** Names the server while the trouble is with reaching it. */
	private where(): string {
		return this.phase === 'connect' || this.phase === 'auth' ? ` (${this.settings.host}:${this.settings.port})` : '';
	}

	private isStale(error: SmtpError | null): boolean {
		if (!error || error.code === 'ETIMEDOUT') return false;
		return this.connection.lastServerResponse === false || (error.command === 'MAIL FROM' && error.responseCode === 421);
	}

	/** The server named its limit in the greeting, so MAIL was not even tried. */
	private tooLarge(error: SmtpError | null): SendOutcome | null {
		if (error?.code !== 'EMESSAGE' || error.response) return null;
		return { state: 'permanent', scope: 'message', reason: 'A mensagem é maior do que o servidor de e-mail aceita', code: null };
	}

	/** Makes the connection ready for the next message, or closes it when it is no longer in step. */
	private recover(failure: Failure, error: SmtpError | null): void {
		const code = failure.reply === null ? null : replyCode(failure.reply);
		const inStep = code !== null && code >= 400 && code !== 421 && failure.phase !== 'content' && error !== null;
		if (this.closed || !(inStep || this.tooLarge(error))) {
			this.destroy();
			return;
		}
		if (error?.code === 'EMESSAGE' || error?.command === 'MAIL FROM') {
			queueMicrotask(() => this.onReady());
			return;
		}
		// RCPT or DATA was refused: the transaction that MAIL began is still open
		this.begin('envelope', () => this.destroy());
		this.connection.reset((refused) => {
			if (!this.pending) return;
			this.settle();
			if (refused) this.destroy();
			else this.onReady();
		});
	}

	private ended(): void {
		if (this.pending) {
			this.end(null, Object.assign(new Error('closed'), { code: 'ECONNECTION' }));
		} else if (!this.closed) {
			this.closed = true;
			clearTimeout(this.timer);
			this.onClosed();
		}
	}
}
