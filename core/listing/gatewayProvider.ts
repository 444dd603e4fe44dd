import type { Gateway, GatewayListing } from '../gateway/Gateway';
import { GatewayError } from '../gateway/GatewayError';
import { formatCents } from '../money/cents';
import type { ListingDebt, ListingProvider, ProviderAnswer } from './ListingProvider';

/** Listings through the payment gateway that has the invoice's charge. */
export function gatewayProvider(gateway: Pick<Gateway, 'name' | 'findListings' | 'requestListing' | 'cancelListing'>, label: string): ListingProvider {
	const chargeOf = ({ invoice }: ListingDebt): string => {
		if (invoice.gateway === gateway.name && invoice.gateway_id !== null) return invoice.gateway_id;
		throw new GatewayError('refused', `A fatura ${invoice.number} não tem cobrança no ${label}, que só negativa as próprias cobranças. Escolha outro meio em "Provider".`);
	};
	return {
		name: gateway.name,
		label,
		async request(debt) {
			const { invoice, address } = debt;
			const chargeId = chargeOf(debt);
			if (address === null || invoice.document === null || invoice.phone === null || invoice.postal_code === null) {
				throw new GatewayError('refused', `Para negativar a fatura ${invoice.number} faltam dados do cliente: CPF ou CNPJ, telefone, CEP e endereço.`);
			}
			return answerOf(
				await gateway.requestListing({
					chargeId,
					description: debt.description,
					name: invoice.name,
					document: invoice.document,
					phone: invoice.phone.replace(/^\+55/, ''),
					postalCode: invoice.postal_code,
					...address,
				}),
			);
		},
		async remove(debt) {
			const active = (await gateway.findListings(chargeOf(debt))).filter(({ isActive }) => isActive);
			if (active.length === 0) return await stateOf(gateway, chargeOf(debt));
			const answers: ProviderAnswer[] = [];
			for (const { id } of active) answers.push(answerOf(await gateway.cancelListing(id)));
			// Gone when all of them are.
			return answers.find(({ state }) => state !== 'gone') ?? answers[0];
		},
		async find(debt) {
			return await stateOf(gateway, chargeOf(debt));
		},
	};
}

async function stateOf(gateway: Pick<Gateway, 'findListings'>, chargeId: string): Promise<ProviderAnswer> {
	const found = await gateway.findListings(chargeId);
	const told = found.find(({ isActive }) => isActive) ?? found.find(({ isOver }) => !isOver) ?? found.at(-1);
	return told ? answerOf(told) : { state: 'gone', reference: null, detail: 'O gateway não tem negativação desta cobrança.' };
}

function answerOf({ id, status, isActive, isOver, feeCents }: GatewayListing): ProviderAnswer {
	const fee = feeCents === null ? '' : ` (tarifa de ${formatCents(feeCents)})`;
	return { state: isActive ? 'standing' : isOver ? 'gone' : 'waiting', reference: id, detail: `${status}${fee}` };
}
