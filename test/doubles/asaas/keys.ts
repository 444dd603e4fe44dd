import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from './errors.ts';

export const INVALID_KEY = new ApiError(401, [{ code: 'invalid_access_token', description: 'A chave de API fornecida é inválida' }]);
const NO_KEY = new ApiError(401, [{ code: 'access_token_not_found', description: "O cabeçalho de autenticação 'access_token' é obrigatório" }]);
const NO_FORM = new ApiError(401, [
	{ code: 'invalid_access_token_format', description: 'O valor fornecido não parece ser uma chave de API válida do Asaas. Verifique o formato da sua chave.' },
]);
const OTHER_ENVIRONMENT = new ApiError(401, [{ code: 'invalid_environment', description: 'A chave de API informada não pertence a este ambiente' }]);
const NO_AGENT = new ApiError(400, [{ code: 'user_agent_required', description: 'O cabeçalho User-Agent é obrigatório' }]);

/** Throws the refusal of a request whose headers are not those of the account. */
export function checkHeaders(headers: IncomingHttpHeaders, apiKey: string): void {
	const key = headers.access_token;
	if (typeof key !== 'string' || key === '') throw NO_KEY;
	if (key !== apiKey) {
		if (!key.startsWith('$aact_')) throw NO_FORM;
		throw key.startsWith('$aact_prod_') ? OTHER_ENVIRONMENT : INVALID_KEY;
	}
	if (!headers['user-agent']) throw NO_AGENT;
}
