import { ApiClient } from '../../core/gateway/ApiClient';
import type { Gateway, GatewayCharge, GatewayCustomer, GatewayDefinition, SyncPage } from '../../core/gateway/Gateway';
import { GatewayError } from '../../core/gateway/GatewayError';
import { parseCustomer } from '../../core/importing/parseCustomer';
import { RowReader } from '../../core/importing/rowReader';
import type { InvoiceStatus } from '../../core/items';

type Json = Record<string, unknown>;

const STATES: Readonly<Record<string, InvoiceStatus>> = { waiting: 'open', settled: 'paid', void: 'cancelled', contested: 'disputed' };

/** An imaginary gateway, with all that an adapter must do and nothing that it may. */
export const EXAMPLE: GatewayDefinition = {
	name: 'exemplo',
	label: 'Exemplo',
	credential: 'cobrancaExemploApi',
	webhooks: { tokenHeader: 'x-exemplo-token', readEvent },
	secret: keyOf,
	connect(credential, transport): Gateway {
		const key = keyOf(credential);
		const api = new ApiClient(transport, {
			label: 'Exemplo',
			baseUrl: 'https://api.gateway.example',
			headers: { authorization: `Bearer ${key}` },
			secrets: [key],
			concurrency: 5,
			describe: (body) => textIn(body, 'message'),
		});
		return {
			name: 'exemplo',
			usage: () => api.usage(),
			passes: () => [
				{ key: 'customers', label: 'Clientes', of: 'customers', query: {} },
				{ key: 'charges', label: 'Cobranças', of: 'charges', query: {} },
			],
			async *pages({ of }, cursor) {
				for (let page = Number(cursor ?? 1); ; page += 1) {
					const { body, askedAt } = await api.get(`/${of}`, { query: { page } });
					const { items, pages, total } = body as { items: Json[]; pages: number; total: number };
					const found: SyncPage = { customers: [], plans: [], charges: [], problems: [], total, read: Math.min(total, page * 100), next: page < pages ? String(page + 1) : null, readAt: new Date(askedAt).toISOString() };
					// One entry that cannot be read is a problem of its own: the others go on.
					items.forEach((item, index) => {
						try {
							if (of === 'customers') found.customers.push(customerFrom(item));
							else found.charges.push(chargeFrom(item));
						} catch (error) {
							if (!(error instanceof RangeError)) throw error;
							found.problems.push({ id: String(item.id), problem: { row: index + 1, field: 'row', column: null, value: String(item.id), severity: 'error', reason: error.message } });
						}
					});
					yield found;
					if (found.next === null) return;
				}
			},
			async readCharge(id) {
				const { status, body, askedAt } = await api.get(`/charges/${encodeURIComponent(id)}`, { accept: [404] });
				return status === 404 ? null : { value: chargeFrom(body as Json), readAt: new Date(askedAt).toISOString() };
			},
			async readCustomer(id) {
				const { status, body } = await api.get(`/customers/${encodeURIComponent(id)}`, { accept: [404] });
				return status === 404 ? null : customerFrom(body as Json);
			},
			async secondCopy(id) {
				const { body, askedAt } = await api.get(`/charges/${encodeURIComponent(id)}`);
				const charge = chargeFrom(body as Json);
				return {
					charge,
					readAt: new Date(askedAt).toISOString(),
					amountCents: charge.amountCents,
					boletoLine: textIn(body, 'line'),
					barcode: null,
					bankNumber: null,
					pixPayload: textIn(body, 'pix'),
					pixExpires: null,
					paymentUrl: charge.paymentUrl,
					boletoUrl: null,
				};
			},
			// What an API cannot do it refuses in words for the operator.
			findCustomers: refuse,
			createCustomer: refuse,
			turnOffNotifications: refuse,
			findCharges: refuse,
			createCharge: refuse,
			findSubscriptions: refuse,
			createSubscription: refuse,
			cancelCharge: refuse,
			receiveInCash: refuse,
			findListings: refuse,
			requestListing: refuse,
			cancelListing: refuse,
			registerWebhook: refuse,
			hasWebhook: refuse,
			removeWebhook: refuse,
		};
	},
};

async function refuse(): Promise<never> {
	throw new GatewayError('refused', await Promise.resolve('O Exemplo não faz isso.'));
}

function keyOf({ apiKey }: Readonly<Json>): string {
	if (typeof apiKey !== 'string' || apiKey === '') throw new RangeError('Credencial do Exemplo: preencha o campo "API Key".');
	return apiKey;
}

/** Must never throw: what cannot be read is an event that is ignored. */
function readEvent(body: unknown): ReturnType<GatewayDefinition['webhooks']['readEvent']> {
	const event = { id: textIn(body, 'id') ?? JSON.stringify(body) ?? '', type: textIn(body, 'type') ?? 'desconhecido', happenedAt: textIn(body, 'at') ?? new Date(0).toISOString(), rank: 0 };
	try {
		return { ...event, charge: chargeFrom((body as { charge: Json }).charge), ignored: null };
	} catch {
		return { ...event, charge: null, ignored: 'O aviso não fala de nenhuma cobrança que se possa ler.' };
	}
}

/** Throws a RangeError in words for the operator. */
function chargeFrom(json: Json): GatewayCharge {
	const [id, customerId, number, dueDate, status] = ['id', 'customer', 'number', 'due', 'state'].map((field) => textIn(json, field));
	const { cents, paidCents } = json;
	if (!id || !customerId || !dueDate || !status || typeof cents !== 'number') throw new RangeError(`A cobrança ${id ?? '?'} do Exemplo não pôde ser lida.`);
	const paidOn = textIn(json, 'paidOn');
	return {
		id,
		customerId,
		number: number ?? id,
		reference: null,
		description: textIn(json, 'description'),
		issueDate: null,
		dueDate,
		amountCents: cents,
		// A word that nobody knows yet is null, never a guess: such a charge is left alone.
		state: Object.hasOwn(STATES, status) ? STATES[status] : null,
		status,
		note: null,
		payment: STATES[status] === 'paid' && paidOn ? { cents: typeof paidCents === 'number' ? paidCents : cents, paidOn } : null,
		terms: {},
		paymentUrl: textIn(json, 'url'),
		installment: null,
	};
}

/** Read and checked as a row of a file is. */
function customerFrom(json: Json): GatewayCustomer {
	const reader = new RowReader(json, { customerName: 'name', customerDocument: 'document', customerEmail: 'email', customerCode: 'id' }, 1);
	const customer = parseCustomer(reader);
	if (customer === null || reader.hasError) throw new RangeError(reader.problems.map(({ reason }) => reason).join(' '));
	return { id: String(json.id), customer, notifies: false };
}

function textIn(body: unknown, field: string): string | null {
	const value = (body as Json | null)?.[field];
	return typeof value === 'string' && value !== '' ? value : null;
}
