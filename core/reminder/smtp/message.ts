import addressparser from 'nodemailer/lib/addressparser';
import MailComposer from 'nodemailer/lib/mail-composer';

import type { SendOutcome } from './outcome';

/** A file inside the message; with `cid` it is shown where the HTML says `cid:…`. */
export interface EmailAttachment {
	filename: string;
	contentType: string;
	content: Buffer;
	cid?: string;
}

/** One message to one address. */
export interface EmailMessage {
	/** Sender: `name@domain` or `Name <name@domain>`. */
	from: string;
	/** Exactly one address, with or without a name. */
	to: string;
	replyTo?: string;
	subject: string;
	html: string;
	text: string;
	/** As the message carries it; angle brackets are put around it when missing. */
	messageId: string;
	headers?: Record<string, string>;
	attachments?: EmailAttachment[];
}

/** A message as it goes over the wire. */
export interface BuiltMessage {
	from: string;
	to: string;
	raw: Buffer;
}

const CONTROL = /\p{Cc}/u;
const ADDRESS = /^[^\s<>@"(),:;\\[\]]+@[^\s<>@"(),:;\\[\]]+$/;
const MESSAGE_ID = /^<?[!-;=?A-~]+@[!-;=?A-~]+>?$/;
const HEADER_NAME = /^[!-9;-~]+$/;
/** Set by this module alone. */
const RESERVED = /^(from|sender|to|cc|bcc|reply-to|subject|message-id|date|mime-version|auto-submitted|content-.*|resent-.*)$/i;

/**
 * Why `message` cannot be handed to a server at all, or null. Whatever could smuggle in a header or a
 * second recipient is refused, not repaired. Trouble with the sender's own addresses is the set-up's
 * (scope `server`): no recipient is marked as failed for it.
 */
export function messageProblem(message: EmailMessage): SendOutcome | null {
	const sender = oneAddressProblem(message.from) ?? (message.replyTo ? oneAddressProblem(message.replyTo) : null);
	if (sender) return { state: 'temporary', scope: 'server', reason: `Endereço do remetente: ${sender}`, code: null };
	const recipient = oneAddressProblem(message.to);
	const reason = recipient ? `Endereço do destinatário: ${recipient}` : contentProblem(message);
	return reason === null ? null : { state: 'permanent', scope: 'message', reason, code: null };
}

function contentProblem(message: EmailMessage): string | null {
	if (CONTROL.test(message.subject)) return 'O assunto contém quebra de linha ou outro caractere de controle';
	if (!MESSAGE_ID.test(message.messageId)) return 'O identificador da mensagem (Message-ID) é inválido';
	for (const [name, value] of Object.entries(message.headers ?? {})) {
		if (!HEADER_NAME.test(name) || RESERVED.test(name) || CONTROL.test(value)) {
			return `O cabeçalho ${JSON.stringify(name)} é inválido`;
		}
	}
	for (const { filename, contentType, cid = '' } of message.attachments ?? []) {
		if (CONTROL.test(filename + contentType + cid)) return 'O nome ou o tipo de um anexo é inválido';
	}
	return null;
}

function oneAddressProblem(text: string): string | null {
	if (CONTROL.test(text)) return 'contém quebra de linha ou outro caractere de controle';
	const found = addressparser(text);
	if (found.length === 0) return 'está vazio';
	if (found.length > 1 || found[0].group) return 'há mais de um endereço';
	// as it is written, not as the parser makes the best of it: "ana maria@example.com" is nobody's
	const { address } = found[0];
	const asWritten = text.trim() === address || text.trim().endsWith(`<${address}>`);
	return asWritten && ADDRESS.test(address) ? null : 'não é um endereço de e-mail válido';
}

/** Builds the MIME message. Rejects only for a message that {@link messageProblem} finds fault with. */
export function buildMessage(message: EmailMessage): Promise<BuiltMessage> {
	const composer = new MailComposer({
		from: message.from,
		to: message.to,
		replyTo: message.replyTo,
		subject: message.subject,
		text: message.text,
		html: message.html,
		messageId: `<${message.messageId.replace(/^<|>$/g, '')}>`,
		headers: { ...message.headers, 'Auto-Submitted': 'auto-generated' },
		attachments: message.attachments?.map((file) => ({ ...file })),
		disableFileAccess: true,
		disableUrlAccess: true,
	});
	return new Promise((resolve, reject) => {
		const node = composer.compile();
		const { from, to } = node.getEnvelope();
		if (!from || to.length !== 1) {
			reject(new TypeError('A message has one sender and one recipient'));
			return;
		}
		node.build((error, raw) => {
			if (error || !raw) reject(error ?? new TypeError('The message is empty'));
			else resolve({ from, to: to[0], raw });
		});
	});
}
