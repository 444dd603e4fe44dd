import type { EmailMessage } from '../../../../core/reminder/smtp/message';
import { messageIdFor } from '../../../../core/reminder/smtp/messageId';
import type { SmtpSettings, SmtpTimeouts } from '../../../../core/reminder/smtp/settings';

/** Bounds short enough to wait for, in milliseconds. */
export const SHORT: Partial<SmtpTimeouts> = { connect: 5_000, greeting: 5_000, socket: 1_500, message: 5_000, close: 500, quit: 250 };

/** A message whose recipient asks the double for a behaviour by its tag. */
export function email(name: string, tag = 'accept', changes: Partial<EmailMessage> = {}): EmailMessage {
	return {
		from: '"Padaria São João" <cobranca@example.com>',
		to: `${name}+${tag}@example.com`,
		subject: `Sua fatura ${name} vence amanhã`,
		html: `<p>Olá, ${name}!</p>`,
		text: `Olá, ${name}!\n.\nlinha depois de um ponto`,
		messageId: messageIdFor(`${name}/${tag}`, 'example.com'),
		...changes,
	};
}

export function settingsFor(server: { host: string; port: number }, changes: Partial<SmtpSettings> = {}): SmtpSettings {
	return { host: server.host, port: server.port, secure: false, ...changes };
}
