import { GatewayError } from '../gateway/GatewayError';
import { BureauError } from './BureauError';

/** Runs a call of an API client, and tells its failures as a bureau's. */
export async function asBureauFailure<T>(label: string, call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		if (!(error instanceof GatewayError)) throw error;
		if (error.kind === 'not_found') throw new BureauError('not_found', `O bureau ${label} não tem dados deste CPF ou CNPJ.`);
		throw new BureauError(error.kind, error.message.replace('se o pedido foi feito', 'se a consulta foi feita e cobrada'));
	}
}

/** The same for what costs nothing, such as a login: whatever became of it, no lookup was asked for. */
export async function asFreeFailure<T>(label: string, call: () => Promise<T>): Promise<T> {
	try {
		return await asBureauFailure(label, call);
	} catch (error) {
		if (!(error instanceof BureauError)) throw error;
		if (error.kind === 'unclear' || error.kind === 'not_found') throw new BureauError('unreachable', `O bureau ${label} não respondeu ao login. Nenhuma consulta foi feita.`);
		throw error;
	}
}
