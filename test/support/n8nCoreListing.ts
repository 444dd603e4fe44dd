import type { INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun, type TestNode } from './n8nCore';
import type { Credentials } from './n8nCoreAccount';

/** Runs an operation of the Credit Bureau, such as `listing.check`. */
export async function creditBureau(operation: string, credentials: Credentials, parameters: INodeParameters = {}, items: Parameters<typeof runNode>[2] = [{}], onError?: TestNode['onError']): Promise<NodeRun> {
	const [resource, name] = operation.split('.');
	return await runNode({ type: 'creditBureau', parameters: { resource, operation: name, ...parameters }, onError }, credentials, items);
}
