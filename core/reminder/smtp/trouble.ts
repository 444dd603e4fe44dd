import type SMTPConnection from 'nodemailer/lib/smtp-connection';

import type { Phase } from './outcome';
import { cleanWords, replyCode } from './reply';

export const CONNECT_TIMEOUT = 'O servidor de e-mail não aceitou a conexão no prazo';
export const TOTAL_TIMEOUT = 'O prazo total do envio se esgotou';

const TLS_CODE = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/**
 * Why an attempt failed, in Portuguese, without secrets: the server's own words where it gave any.
 *
 * @param reply The reply that ended it, null when there was none.
 * @param error What the socket or the protocol engine reported.
 */
export function failureReason(
	phase: Phase,
	reply: string | null,
	error: SMTPConnection.SMTPError | null,
	secrets: readonly string[],
): string {
	const words = reply === null ? '' : cleanWords(reply, secrets);
	const code = reply === null ? null : replyCode(reply);
	if (phase === 'auth' && words) {
		const refused = code !== null && code >= 500;
		return `${refused ? 'O servidor de e-mail recusou o usuário ou a senha da credencial' : 'O servidor de e-mail não conferiu a credencial'}: ${words}`;
	}
	if (phase === 'auth' && error?.code === 'EAUTH') return 'A credencial do servidor de e-mail está sem usuário ou sem senha';
	if (phase === 'connect' && words) return `O servidor de e-mail não abriu a sessão: ${words}`;
	if (!words) return describeTrouble(error, secrets);
	const expected = code !== null && code >= 400 && phase !== 'content';
	return expected ? words : `Resposta inesperada do servidor de e-mail: ${words}`;
}

function describeTrouble(error: SMTPConnection.SMTPError | null, secrets: readonly string[]): string {
	const code = error?.code;
	const system = String((error as { originalCode?: unknown } | null)?.originalCode ?? '');
	if (code === 'ETIMEDOUT' || system === 'ETIMEDOUT') return describeTimeout(error);
	if (code === 'EDNS') return 'O endereço do servidor de e-mail não foi encontrado';
	if (system === 'ECONNREFUSED') return 'O servidor de e-mail não está atendendo nesta porta';
	const detail = system ? ` (${system})` : '';
	if (code === 'ETLS' || TLS_CODE.test(system)) {
		return `Não foi possível abrir uma conexão segura com o servidor de e-mail${detail}; confira a porta, a opção SSL/TLS e o certificado`;
	}
	const words = error?.response ? `: ${cleanWords(error.response, secrets)}` : '';
	if (code === 'EPROTOCOL') return `O servidor de e-mail respondeu fora do protocolo${words}`;
	if (code === 'ESTREAM') return 'O servidor de e-mail não autorizou o envio do conteúdo (resposta 354 ao comando DATA)';
	return `O servidor de e-mail encerrou a conexão${detail}${words}`;
}

function describeTimeout(error: SMTPConnection.SMTPError | null): string {
	const type = (error as { timeoutType?: unknown } | null)?.timeoutType;
	if (type === 'GREETING_TIMEOUT') return 'O servidor de e-mail não se apresentou no prazo';
	if (type === 'SOCKET_TIMEOUT') return 'O servidor de e-mail parou de responder';
	if (type === 'UPGRADE_TIMEOUT') return 'A conexão segura com o servidor de e-mail não se completou no prazo';
	return CONNECT_TIMEOUT;
}
