import type { Day } from '../../calendar/day';
import type { CustomerInput } from '../../importing/invoiceInput';
import { excerpt } from '../../importing/problems';
import { centsFromDecimal, decimalFromCents, type Cents } from '../../money/cents';
import type { ApiClient } from '../ApiClient';
import type { ChargeOrder, Gateway, GatewayCharge, GatewayCustomer, GatewayListing, GatewaySecondCopy, GatewaySubscription, GatewayUsage, ListingOrder, Reading, SubscriptionOrder, SyncPage, SyncPass, SyncWindow } from '../Gateway';
import { GatewayError } from '../GatewayError';
import { dayInBrasilia } from './brasilia';
import { chargeFrom, DELETED } from './chargeFrom';
import { customerFrom } from './customerFrom';
import { isJson, numberIn, pageIn, textIn } from './json';
import { cancelListing, findListings, requestListing } from './listings';
import { findSubscriptions, postCharge, postSubscription } from './orders';
import { PATHS, pageFrom } from './pageFrom';
import { pagesOf, type PagePlace } from './pages';
import { passesOf } from './passes';
import { hasWebhook, registerWebhook, removeWebhook } from './webhooks';

export const NAME = 'asaas';

/** The Asaas API, version 3. */
export class AsaasGateway implements Gateway {
	readonly name = NAME;

	constructor(private readonly api: ApiClient) {}

	usage(): GatewayUsage {
		return this.api.usage();
	}

	passes(window: SyncWindow): SyncPass[] {
		return passesOf(window);
	}

	async *pages(pass: SyncPass, cursor: string | null): AsyncGenerator<SyncPage> {
		for await (const raw of pagesOf(this.api, PATHS[pass.of], pass.query, placeOf(cursor))) yield pageFrom(pass, raw);
	}

	async readCharge(id: string): Promise<Reading<GatewayCharge> | null> {
		const { status, body, askedAt } = await this.api.get(`/payments/${encodeURIComponent(id)}`, { accept: [404] });
		return status === 404 ? null : { value: this.charge(body, askedAt, id), readAt: readAt(askedAt) };
	}

	async readCustomer(id: string): Promise<GatewayCustomer | null> {
		const { status, body } = await this.api.get(`/customers/${encodeURIComponent(id)}`, { accept: [404] });
		if (status === 404) return null;
		const { customer, problems } = customerFrom(body, 1);
		if (customer === null) throw new GatewayError('refused', problems.map(({ reason }) => reason).join(' '));
		return customer;
	}

	async secondCopy(id: string): Promise<GatewaySecondCopy> {
		const path = `/payments/${encodeURIComponent(id)}`;
		// A Pix charge has no boleto and a card charge neither: the API refuses, and the others still tell how to pay.
		const [payment, boleto, pix] = await Promise.all([
			this.api.get(path),
			this.api.get(`${path}/identificationField`, { accept: [400, 404] }),
			this.api.get(`${path}/pixQrCode`, { accept: [400, 404] }),
		]);
		const charge = this.charge(payment.body, payment.askedAt, id);
		const raw = isJson(payment.body) ? payment.body : {};
		const bill = boleto.status === 200 && isJson(boleto.body) ? boleto.body : {};
		const code = pix.status === 200 && isJson(pix.body) ? pix.body : {};
		return {
			charge,
			readAt: readAt(payment.askedAt),
			amountCents: charge.amountCents + (charge.state === 'open' ? centsFromDecimal(numberIn(raw, 'interestValue') ?? 0) : 0),
			boletoLine: digits(textIn(bill, 'identificationField')),
			barcode: digits(textIn(bill, 'barCode')),
			bankNumber: textIn(bill, 'nossoNumero') ?? textIn(raw, 'nossoNumero'),
			pixPayload: textIn(code, 'payload'),
			pixExpires: textIn(code, 'expirationDate'),
			paymentUrl: charge.paymentUrl,
			boletoUrl: textIn(raw, 'bankSlipUrl'),
		};
	}

	async findCustomers(document: string): Promise<GatewayCustomer[]> {
		const { body } = await this.api.get('/customers', { query: { cpfCnpj: document, limit: 100, offset: 0 } });
		const found = pageIn(body).data.filter((entry) => isJson(entry) && entry.deleted !== true).map((entry, index) => customerFrom(entry, index + 1).customer);
		return found.filter((customer) => customer !== null && customer.customer.document === document) as GatewayCustomer[];
	}

	async createCustomer(customer: CustomerInput): Promise<GatewayCustomer> {
		const { name, document, email, phone, postalCode } = customer;
		const national = phone?.startsWith('+55') ? phone.slice(3) : null;
		const { body } = await this.api.call('POST', '/customers', {
			body: {
				name,
				cpfCnpj: document,
				...(email === null ? {} : { email }),
				...(national === null ? {} : { [national.length === 11 ? 'mobilePhone' : 'phone']: national }),
				...(postalCode === null ? {} : { postalCode }),
				notificationDisabled: true,
			},
		});
		const made = customerFrom(body, 1).customer;
		if (made === null) throw new GatewayError('unclear', 'O Asaas respondeu sem dizer qual é o cliente. Confira no painel dele.');
		return made;
	}

	async turnOffNotifications(customerId: string): Promise<void> {
		await this.api.call('PUT', `/customers/${encodeURIComponent(customerId)}`, { body: { notificationDisabled: true } });
	}

	async findCharges(reference: string): Promise<GatewayCharge[]> {
		const found: GatewayCharge[] = [];
		for await (const { data, askedAt } of pagesOf(this.api, '/payments', { externalReference: reference })) {
			const charges = data.map((entry) => this.charge(entry, askedAt, reference)).filter((charge) => charge.reference === reference);
			found.push(...charges.filter(({ id }) => !found.some((known) => known.id === id)));
		}
		return found;
	}

	async createCharge(order: ChargeOrder): Promise<Reading<GatewayCharge>> {
		const { body, askedAt } = await postCharge(this.api, order);
		return this.made(body, askedAt);
	}

	async findSubscriptions(reference: string): Promise<GatewaySubscription[]> {
		return await findSubscriptions(this.api, reference);
	}

	async createSubscription(order: SubscriptionOrder): Promise<GatewaySubscription> {
		return await postSubscription(this.api, order);
	}

	async cancelCharge(id: string): Promise<Reading<GatewayCharge>> {
		try {
			await this.api.call('DELETE', `/payments/${encodeURIComponent(id)}`);
		} catch (error) {
			// Asked again after an answer that was lost, the API refuses: it is deleted already.
			const read = error instanceof GatewayError && error.kind === 'refused' ? await this.readCharge(id) : null;
			if (read?.value.status === DELETED) return read;
			throw error;
		}
		// The answer says no more than that it is deleted.
		const read = await this.readCharge(id);
		if (read === null) throw new GatewayError('unclear', 'O Asaas aceitou excluir a cobrança e não a mostra mais. Confira no painel dele.');
		return read;
	}

	async receiveInCash(id: string, { cents, paidOn }: { cents: Cents; paidOn: Day }): Promise<Reading<GatewayCharge>> {
		const { body, askedAt } = await this.api.call('POST', `/payments/${encodeURIComponent(id)}/receiveInCash`, {
			// Thanking is ours to do: one message, not two.
			body: { paymentDate: paidOn, value: decimalFromCents(cents), notifyCustomer: false },
		});
		return this.made(body, askedAt);
	}

	async findListings(chargeId: string): Promise<GatewayListing[]> {
		return await findListings(this.api, chargeId);
	}

	async requestListing(order: ListingOrder): Promise<GatewayListing> {
		return await requestListing(this.api, order);
	}

	async cancelListing(listingId: string): Promise<GatewayListing> {
		return await cancelListing(this.api, listingId);
	}

	async registerWebhook(webhook: { url: string; token: string; name: string; email: string | null }): Promise<void> {
		await registerWebhook(this.api, webhook);
	}

	async hasWebhook(url: string): Promise<boolean> {
		return await hasWebhook(this.api, url);
	}

	async removeWebhook(url: string): Promise<void> {
		await removeWebhook(this.api, url);
	}

	/** What a command has made of a charge: that it cannot be read does not mean that it was not done. */
	private made(body: unknown, askedAt: number): Reading<GatewayCharge> {
		try {
			return { value: chargeFrom(body, dayInBrasilia(askedAt)), readAt: readAt(askedAt) };
		} catch (error) {
			if (error instanceof RangeError) throw new GatewayError('unclear', `O Asaas aceitou o pedido, e não se entende o que respondeu: ${error.message}`);
			throw error;
		}
	}

	private charge(body: unknown, askedAt: number, asked: string): GatewayCharge {
		try {
			return chargeFrom(body, dayInBrasilia(askedAt));
		} catch (error) {
			if (error instanceof RangeError) throw new GatewayError('refused', `${error.message} (${excerpt(asked)})`);
			throw error;
		}
	}
}

/** A cursor: offset and length of the listing, `3800/52110`. */
function placeOf(cursor: string | null): PagePlace {
	const [offset = 0, total = null] = (cursor ?? '').split('/').filter((part) => part !== '').map(Number);
	return { offset, total };
}

function readAt(askedAt: number): string {
	return new Date(askedAt).toISOString();
}

function digits(text: string | null): string | null {
	return text === null ? null : text.replace(/\D/g, '') || null;
}
