import type { IExecuteFunctions, INodeCredentialDescription, INodeProperties } from 'n8n-workflow';
import { GATEWAYS } from '../../core/gateway/gateways';
import { ACCOUNT_CREDENTIAL } from './account';
import { connectGateway, PATIENCE_MS, type ConnectedGateway } from './gateway';

const [FIRST] = Object.keys(GATEWAYS);

/** Which gateway a node works with; a new one appears here by its line in the dictionary. */
export const GATEWAY_FIELD: INodeProperties = {
	displayName: 'Gateway',
	name: 'gateway',
	type: 'options',
	noDataExpression: true,
	options: Object.values(GATEWAYS).map(({ label, name }) => ({ name: label, value: name })),
	default: FIRST,
};

/** The creditor's account, and the credential of each gateway, shown while it is chosen. */
export const GATEWAY_NODE_CREDENTIALS: INodeCredentialDescription[] = [{ name: ACCOUNT_CREDENTIAL, required: true }, ...credentialsOfGateways()];

/**
 * The credential of each gateway while it is chosen; `none` are values of the field that choose no gateway. Said by
 * `hide`, never by `show`: a field whose every value shows a credential is to the editor the choice of how to log in,
 * which it hides, and then offers the credentials of all types in one list.
 */
export function credentialsOfGateways(none: readonly string[] = []): INodeCredentialDescription[] {
	const names = Object.keys(GATEWAYS);
	return Object.values(GATEWAYS).map(({ credential, name }) => {
		const others = [...none, ...names.filter((other) => other !== name)];
		return { name: credential, required: true, ...(others.length > 0 ? { displayOptions: { hide: { gateway: others } } } : {}) };
	});
}

/** The chosen gateway, with the patience of an execution. */
export async function chosenGateway(functions: IExecuteFunctions): Promise<ConnectedGateway> {
	return await connectGateway(functions, functions.getNodeParameter('gateway', 0) as string, { patienceMs: PATIENCE_MS.execution });
}
