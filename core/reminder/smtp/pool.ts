import { type BuiltMessage, type EmailMessage, buildMessage, messageProblem } from './message';
import { type Failure, type SendOutcome, classifyFailure, isCredentialRefused } from './outcome';
import { SmtpSession } from './session';
import { DEFAULT_TIMEOUTS, type SmtpSettings, type SmtpTimeouts } from './settings';

export interface SmtpPoolOptions {
	/** Most connections open at once, 1 or more. */
	connections: number;
	/** After so many messages a connection is replaced; many servers set such a limit. Default 100. */
	messagesPerConnection?: number;
	timeouts?: Partial<SmtpTimeouts>;
}

interface Job {
	message: EmailMessage;
	resolve: (outcome: SendOutcome) => void;
	/** The connection that carries it, while it does. */
	session: SmtpSession | null;
	/** Why it is to be broken off. */
	cancelled: string | null;
	retried: boolean;
}

/** So many connections refused one after another, none being left, is a server that is not there. */
const GIVE_UP_AFTER = 3;
const CANCELLED = 'O envio foi cancelado';
const CLOSED = 'O envio foi encerrado antes desta mensagem';

/**
 * Sends messages over a few connections that each carry many, and says of every message what became of
 * it. It never sends one again by itself, but for the one case in which that is certain to be no repeat:
 * a connection that had been lying open turns out gone before MAIL was answered.
 *
 * When the server takes fewer connections than asked for, the pool makes do with those it gets. When it
 * takes none, what is waiting ends as temporary (scope `server`) instead of trying on for every message.
 */
export class SmtpPool {
	private readonly timeouts: SmtpTimeouts;
	private readonly queue: Job[] = [];
	private readonly sessions = new Set<SmtpSession>();
	private readonly idle: SmtpSession[] = [];
	private readonly opening = new Set<SmtpSession>();
	private readonly leaving = new Set<SmtpSession>();
	/** Connections that may be open: what was asked for, or fewer when the server takes no more. */
	private limit: number;
	private readonly most: number;
	private everOpened = false;
	private failedOpenings = 0;
	/** The server refused the credential before it ever took it: asking again could lock the account. */
	private refused: Failure | null = null;
	private closing: Promise<void> | null = null;
	private onEmpty: (() => void) | null = null;

	constructor(
		private readonly settings: SmtpSettings,
		private readonly options: SmtpPoolOptions,
	) {
		this.timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
		this.most = Math.max(1, Math.floor(options.connections) || 1);
		this.limit = this.most;
	}

	/**
	 * Sends one message; waits its turn when all connections are busy. Never rejects: whatever goes wrong
	 * is an outcome. An aborted message that is still waiting is certainly not sent; one under way is
	 * broken off and classed by how far it had come.
	 */
	send(message: EmailMessage, signal?: AbortSignal): Promise<SendOutcome> {
		const problem = messageProblem(message);
		if (problem) return Promise.resolve(problem);
		if (this.refused) return Promise.resolve(classifyFailure(this.refused));
		if (this.closing || signal?.aborted) return Promise.resolve(notSent(this.closing ? CLOSED : CANCELLED));
		return new Promise((done) => {
			const job: Job = { message, resolve: done, session: null, cancelled: null, retried: false };
			if (signal) {
				const abort = () => this.cancel(job, CANCELLED);
				signal.addEventListener('abort', abort, { once: true });
				job.resolve = (outcome) => {
					signal.removeEventListener('abort', abort);
					done(outcome);
				};
			}
			this.queue.push(job);
			this.pump();
		});
	}

	/**
	 * Closes every connection: idle ones with QUIT, busy ones after their message, or after the `close`
	 * timeout at the latest. What is still waiting is not sent. Resolves when no socket is left.
	 */
	close(): Promise<void> {
		this.closing ??= this.shutDown();
		return this.closing;
	}

	private shutDown(): Promise<void> {
		return new Promise((resolve) => {
			for (const job of this.queue.splice(0)) job.resolve(notSent(CLOSED));
			for (const session of [...this.opening]) session.interrupt(CLOSED);
			for (const session of this.idle.splice(0)) this.retire(session);
			const bound = setTimeout(() => {
				for (const session of [...this.sessions]) session.interrupt('O envio foi encerrado durante esta mensagem');
			}, this.timeouts.close);
			this.onEmpty = () => {
				clearTimeout(bound);
				resolve();
			};
			if (this.sessions.size === 0) this.onEmpty();
		});
	}

	private pump(): void {
		while (this.queue.length > 0 && this.idle.length > 0) {
			this.start(this.idle.pop() as SmtpSession, this.queue.shift() as Job);
		}
		while (this.queue.length > this.opening.size && this.sessions.size < this.limit) this.open();
	}

	private open(): void {
		const session = new SmtpSession(this.settings, this.timeouts);
		this.sessions.add(session);
		this.opening.add(session);
		session.onClosed = () => this.gone(session);
		session.onReady = () => this.ready(session);
		session.open((failure) => {
			this.opening.delete(session);
			if (failure) {
				this.openingFailed(failure);
				return;
			}
			this.everOpened = true;
			this.failedOpenings = 0;
			this.limit = Math.min(this.most, this.limit + 1);
			this.ready(session);
		});
	}

	/** With others serving or on their way, make do with those; with none left, the messages bear it. */
	private openingFailed(failure: Failure): void {
		this.failedOpenings += 1;
		const live = this.sessions.size - this.leaving.size;
		if (live > 0) {
			this.limit = live;
			return;
		}
		this.limit = 1;
		const credential = isCredentialRefused(failure);
		if (credential && !this.everOpened) this.refused = failure;
		const giveUp = credential || this.failedOpenings >= GIVE_UP_AFTER;
		for (const job of this.queue.splice(0, giveUp ? this.queue.length : 1)) job.resolve(classifyFailure(failure));
		if (giveUp) this.failedOpenings = 0;
		this.pump();
	}

	private start(session: SmtpSession, job: Job): void {
		buildMessage(job.message).then(
			(built) => this.deliver(session, job, built),
			(error: unknown) => {
				const detail = error instanceof Error ? error.message : String(error);
				job.resolve({ state: 'temporary', scope: 'message', reason: `Não foi possível montar a mensagem: ${detail}`, code: null });
				this.ready(session);
			},
		);
	}

	private deliver(session: SmtpSession, job: Job, built: BuiltMessage): void {
		if (job.cancelled !== null) {
			job.resolve(notSent(job.cancelled));
			this.ready(session);
			return;
		}
		job.session = session;
		session.deliver(built, (outcome, stale) => {
			job.session = null;
			if (stale && !job.retried && job.cancelled === null && !this.closing) {
				job.retried = true;
				this.queue.unshift(job);
				// the others have been lying open as long: a fresh one serves it
				for (const other of this.idle.splice(0)) this.retire(other);
				this.pump();
			} else {
				job.resolve(outcome);
			}
		});
	}

	private ready(session: SmtpSession): void {
		if (session.closed) return;
		if (this.closing || session.messages >= (this.options.messagesPerConnection ?? 100)) this.retire(session);
		else this.idle.push(session);
		this.pump();
	}

	private retire(session: SmtpSession): void {
		this.leaving.add(session);
		session.quit();
	}

	private gone(session: SmtpSession): void {
		this.sessions.delete(session);
		this.leaving.delete(session);
		const position = this.idle.indexOf(session);
		if (position >= 0) this.idle.splice(position, 1);
		if (this.closing && this.sessions.size === 0) this.onEmpty?.();
		// one that never opened is accounted for first: see openingFailed
		else if (!this.opening.has(session)) this.pump();
	}

	private cancel(job: Job, reason: string): void {
		const position = this.queue.indexOf(job);
		if (position >= 0) {
			this.queue.splice(position, 1);
			job.resolve(notSent(reason));
			return;
		}
		job.cancelled = reason;
		job.session?.interrupt(reason);
	}
}

/** An end that came before the server was told of the message, and by no fault of it. */
function notSent(reason: string): SendOutcome {
	return { state: 'temporary', scope: 'server', reason, code: null };
}
