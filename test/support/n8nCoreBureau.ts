import type { INodeParameters } from 'n8n-workflow';
import { startGeneric, type GenericDouble } from '../doubles/bureau/generic';
import { startSerasa, type SerasaDouble, type SerasaOptions } from '../doubles/bureau/serasa';
import { startSpc, type SpcDouble } from '../doubles/bureau/spc';
import { genericCredential, serasaCredential, spcCredential } from './bureau';
import { runNode, type NodeRun, type TestNode } from './n8nCore';
import { newAccount, type Credentials } from './n8nCoreAccount';

export interface Bureaus {
	serasa: SerasaDouble;
	spc: SpcDouble;
	generic: GenericDouble;
	credentials: Credentials;
}

/** Starts a double of each bureau for each test, and stops it after. */
export function useBureaus(options: SerasaOptions = {}): () => Bureaus {
	let bureaus: Bureaus | undefined;
	beforeEach(async () => {
		const [serasa, spc, generic] = await Promise.all([startSerasa(options), startSpc(), startGeneric()]);
		const credentials = {
			cobrancaAccountApi: newAccount(),
			cobrancaSerasaApi: serasaCredential(serasa),
			cobrancaSpcApi: spcCredential(spc),
			cobrancaBureauHttpApi: genericCredential(generic),
		};
		bureaus = { serasa, spc, generic, credentials };
	});
	afterEach(async () => {
		await Promise.all([bureaus?.serasa.stop(), bureaus?.spc.stop(), bureaus?.generic.stop()]);
	});
	return () => bureaus as Bureaus;
}

/** Runs an operation of the Credit Bureau, such as `report.lookUp`. */
export async function bureauNode(operation: string, credentials: Credentials, parameters: INodeParameters = {}, items: Parameters<typeof runNode>[2] = [{}], onError?: TestNode['onError']): Promise<NodeRun> {
	const [resource, name] = operation.split('.');
	return await runNode({ type: 'creditBureau', parameters: { resource, operation: name, ...parameters }, onError }, credentials, items);
}
