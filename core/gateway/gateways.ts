import { ASAAS } from './asaas';
import type { GatewayDefinition } from './Gateway';

/** A new gateway is one file (or folder) beside these and one line here: see docs/adding-a-gateway.md. */
export const GATEWAYS: Readonly<Record<string, GatewayDefinition>> = {
	asaas: ASAAS,
};

/** The gateway of this name. Throws a RangeError that names the ones there are. */
export function gatewayNamed(name: string): GatewayDefinition {
	const found = Object.hasOwn(GATEWAYS, name) ? GATEWAYS[name] : undefined;
	if (!found) throw new RangeError(`Não há gateway de pagamento "${name}". Há: ${Object.keys(GATEWAYS).join(', ')}.`);
	return found;
}
