import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { SmtpSettings } from '../../core/reminder/smtp';

/** n8n's own `smtp` credential, the one its Send Email node uses. */
export const SMTP_CREDENTIAL = 'smtp';

/** The server that an `smtp` credential describes. Throws a RangeError when it names none. */
export function readSmtpSettings(data: ICredentialDataDecryptedObject, allowUnauthorizedCerts: boolean): SmtpSettings {
	const host = String(data.host ?? '').trim();
	if (!host) throw new RangeError('A credencial SMTP não tem o endereço do servidor (Host).');
	return {
		host,
		port: Number(data.port ?? 465),
		secure: data.secure !== false,
		user: String(data.user ?? '') || undefined,
		password: String(data.password ?? '') || undefined,
		disableStartTls: data.disableStartTls === true,
		hostName: String(data.hostName ?? '') || undefined,
		allowUnauthorizedCerts,
	};
}
