import { ApiClient, type Method, type Transport } from '../gateway/ApiClient';
import { GatewayError } from '../gateway/GatewayError';
import { excerpt } from '../importing/problems';
import { isJson } from '../json';
import { checkTemplate, fillBody, fillPath } from './httpTemplate';
import type { ListingDebt, ListingProvider, ProviderAnswer } from './ListingProvider';

/** One of the two requests, as it was filled in. */
export interface HttpListingCall {
	method: Method;
	/** Whole, with https. */
	url: string;
	/** JSON; empty for none. */
	body: string;
}

export interface HttpListingConfig {
	/** Tells two bureaus of this kind apart in the ledger: what one listed, the other cannot take back. */
	name: string;
	/** For people. */
	label: string;
	headers: Readonly<Record<string, string>>;
	secrets: readonly string[];
	/** Where the key may go: the address of the credential. */
	credentialUrl: string;
	/** Null where it is not asked for. */
	request: HttpListingCall | null;
	remove: HttpListingCall | null;
	/** Dotted path of the listing's own id in the answer to the request; empty when it tells none. */
	referencePath: string;
}

/** What the calls are, checked. */
interface ReadCall {
	method: Method;
	path: string;
	body: unknown;
}

/**
 * Listings by any bureau with a web API of JSON. Throws a RangeError, before anything is asked, that names the field
 * to correct.
 */
export function httpProvider(config: HttpListingConfig, transport: Transport): ListingProvider {
	const origin = originOf(config.credentialUrl, 'URL');
	const request = config.request && readCall(config.request, origin, 'Listing');
	const remove = config.remove && readCall(config.remove, origin, 'Removal');
	const api = new ApiClient(transport, {
		label: config.label,
		baseUrl: origin,
		headers: { ...config.headers },
		secrets: config.secrets,
		concurrency: 5,
		describe: (body) => textAt(body, 'message') ?? textAt(body, 'mensagem') ?? textAt(body, 'error'),
	});
	const send = async (call: ReadCall | null, debt: ListingDebt) => {
		if (call === null) throw new GatewayError('refused', `Este nó não diz como pedir isso ao ${config.label}.`);
		// Once, whatever the method: a listing sent again may stand twice, and a removal sent again finds nothing any more,
		// which reads as a refusal.
		return await api.call(call.method, fillPath(call.path, debt), { once: true, ...(call.body === undefined ? {} : { body: fillBody(call.body, debt) }) });
	};
	return {
		name: config.name,
		label: config.label,
		async request(debt): Promise<ProviderAnswer> {
			const { body } = await send(request, debt);
			const reference = config.referencePath === '' ? null : textAt(body, config.referencePath);
			if (config.referencePath !== '' && reference === null) throw new GatewayError('unclear', `O ${config.label} respondeu sem "${config.referencePath}", que diria qual é a negativação. Confira nele se ela foi feita.`);
			return { state: 'standing', reference, detail: null };
		},
		async remove(debt): Promise<ProviderAnswer> {
			await send(remove, debt);
			return { state: 'gone', reference: debt.reference, detail: null };
		},
		find: async () => await Promise.resolve(null),
	};
}

function readCall({ method, url, body }: HttpListingCall, origin: string, which: 'Listing' | 'Removal'): ReadCall {
	const field = `${which} URL`;
	// The key goes to the bureau of its credential and nowhere else.
	if (originOf(url.replace(/\{[A-Za-z]+\}/g, 'x'), field) !== origin) throw new RangeError(`"${field}" precisa ser do mesmo servidor que a URL da credencial (${origin}): a chave não vai a outro lugar.`);
	checkTemplate(url, field);
	checkTemplate(body, `${which} Body`);
	return { method, path: url.trim().slice(pathStart(url.trim())), body: readBody(body, `${which} Body`) };
}

/** Only over TLS: documents and the key travel with it. This machine itself is the exception. */
function originOf(url: string, field: string): string {
	try {
		const { origin, protocol, hostname, username } = new URL(url.trim());
		const isHere = protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
		if ((protocol === 'https:' || isHere) && username === '' && pathStart(url.trim()) > 0) return origin;
	} catch {
		// Said below: it is no address.
	}
	throw new RangeError(`"${excerpt(url)}" não serve em "${field}": use um endereço completo, como https://api.exemplo.com.br/negativacoes.`);
}

/** Where the path of an address begins; -1 when it has none. */
function pathStart(url: string): number {
	return url.indexOf('/', url.indexOf('://') + 3);
}

function readBody(text: string, field: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new RangeError(`"${field}" não é JSON: confira aspas e vírgulas. Um valor entra assim: "{documento}".`);
	}
}

function textAt(body: unknown, path: string): string | null {
	const value = path.split('.').reduce((inside: unknown, key) => (isJson(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined), body);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
