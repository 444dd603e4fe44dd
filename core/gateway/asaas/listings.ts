import { centsFromDecimal } from '../../money/cents';
import type { ApiClient } from '../ApiClient';
import type { GatewayListing, ListingOrder } from '../Gateway';
import { GatewayError } from '../GatewayError';
import { isJson, numberIn, pageIn, textIn } from './json';

const TYPE = 'CREDIT_BUREAU';
/** What nothing is left to cancel of. */
const OVER: readonly string[] = ['CANCELLED', 'DENIED', 'PAID'];
const ENDED: readonly string[] = ['AWAITING_CANCELLATION', ...OVER];

/** The listings (negativações) that were asked for, for a charge. */
export async function findListings(api: ApiClient, chargeId: string): Promise<GatewayListing[]> {
	const { body } = await api.get('/paymentDunnings', { query: { payment: chargeId, type: TYPE, limit: 100, offset: 0 } });
	// Asked for one charge; an answer about another must not be taken for it.
	return pageIn(body).data.filter((entry) => isJson(entry) && (entry.payment === undefined || entry.payment === chargeId)).map(listingFrom);
}

/** Asks whether the charge may be listed, and then for its listing. Throws what Asaas has against it. */
export async function requestListing(api: ApiClient, order: ListingOrder): Promise<GatewayListing> {
	await simulate(api, order.chargeId);
	const { body } = await api.call('POST', '/paymentDunnings', {
		// This address takes documents too, and therefore a form.
		form: {
			payment: order.chargeId,
			type: TYPE,
			...(order.description === null ? {} : { description: order.description }),
			customerName: order.name,
			customerCpfCnpj: order.document,
			customerPrimaryPhone: order.phone,
			customerPostalCode: order.postalCode,
			customerAddress: order.address,
			customerAddressNumber: order.addressNumber,
			...(order.complement === null ? {} : { customerComplement: order.complement }),
			customerProvince: order.province,
		},
	});
	return listingFrom(body);
}

export async function cancelListing(api: ApiClient, listingId: string): Promise<GatewayListing> {
	const { body } = await api.call('POST', `/paymentDunnings/${encodeURIComponent(listingId)}/cancel`);
	return listingFrom(body);
}

/** The real call makes a charge of its own when it fails late: what is not allowed is learnt from the simulation. */
async function simulate(api: ApiClient, chargeId: string): Promise<void> {
	const { body } = await api.call('POST', '/paymentDunnings/simulate', { query: { payment: chargeId } });
	const simulations: unknown[] = isJson(body) ? (Array.isArray(body.typeSimulations) ? body.typeSimulations : [body.typeSimulations]) : [];
	const ours = simulations.filter(isJson).find(({ type }) => type === TYPE);
	if (ours?.isAllowed === true) return;
	const reason = (ours && textIn(ours, 'notAllowedReason')) ?? 'esta cobrança não pode ser negativada.';
	throw new GatewayError('refused', `O Asaas não permite negativar: ${api.clean(reason)}`);
}

function listingFrom(body: unknown): GatewayListing {
	const id = isJson(body) ? textIn(body, 'id') : null;
	if (!isJson(body) || id === null) throw new GatewayError('unclear', 'O Asaas respondeu sem dizer qual é a negativação. Confira no painel dele.');
	const fee = numberIn(body, 'feeValue');
	const status = textIn(body, 'status') ?? 'PENDING';
	return { id, status, isActive: !ENDED.includes(status), isOver: OVER.includes(status), feeCents: fee === null ? null : centsFromDecimal(fee) };
}
