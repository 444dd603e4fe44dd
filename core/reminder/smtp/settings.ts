import type SMTPConnection from 'nodemailer/lib/smtp-connection';

/** The server to send through: the fields of n8n's own `smtp` credential. */
export interface SmtpSettings {
	host: string;
	port: number;
	/** TLS from the first byte; otherwise STARTTLS is used when the server offers it. */
	secure: boolean;
	user?: string;
	password?: string;
	/** Never use STARTTLS. Has no meaning when `secure` is set. */
	disableStartTls?: boolean;
	/** Name we introduce ourselves with (EHLO). */
	hostName?: string;
	/** Take certificates that do not verify. */
	allowUnauthorizedCerts?: boolean;
}

/** Bounds in milliseconds. */
export interface SmtpTimeouts {
	/** Name, socket and, with `secure`, the TLS handshake. */
	connect: number;
	/** From the open socket to the server's greeting. */
	greeting: number;
	/** Silence of the server at any later point. */
	socket: number;
	/** The whole of one message, and the whole of opening a connection, even if the server keeps talking. */
	message: number;
	/** `close()`: what messages under way get to end by themselves. */
	close: number;
	/** The answer to QUIT. */
	quit: number;
}

export const DEFAULT_TIMEOUTS: SmtpTimeouts = {
	connect: 15_000,
	greeting: 30_000,
	socket: 60_000,
	message: 120_000,
	close: 10_000,
	quit: 2_000,
};

/** Far above any reply: a peer that never ends one is cut off here. */
const MAX_REPLY_BYTES = 64 * 1024;

export function connectionOptions(settings: SmtpSettings, timeouts: SmtpTimeouts): SMTPConnection.Options {
	return {
		host: settings.host,
		port: settings.port,
		secure: settings.secure,
		ignoreTLS: settings.disableStartTls === true,
		name: settings.hostName || undefined,
		tls: settings.allowUnauthorizedCerts ? { rejectUnauthorized: false } : undefined,
		// it cuts the time for the greeting short by this one, so it has to hold both
		connectionTimeout: timeouts.connect + timeouts.greeting,
		greetingTimeout: timeouts.greeting,
		socketTimeout: timeouts.socket,
		// closing never waits: nothing that is still unwritten may reach the server later
		socketCloseTimeout: 0,
		maxResponseSize: MAX_REPLY_BYTES,
	};
}

/** The forms in which a server might echo the password. */
export function secretsOf(settings: SmtpSettings): string[] {
	const { user = '', password = '' } = settings;
	if (!password) return [];
	const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
	return [base64(`\0${user}\0${password}`), base64(password), password];
}
