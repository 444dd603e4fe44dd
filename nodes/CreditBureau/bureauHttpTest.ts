import type { ICredentialTestFunctions, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import { readContract } from '../../core/bureau/http/contract';

/** The credential's Test button: reads the request and the mapping. It asks nothing, since every lookup costs. */
export async function bureauHttpTest(this: ICredentialTestFunctions, credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		const { label } = readContract(credential.data ?? {});
		return await Promise.resolve({ status: 'OK', message: `Os campos estão certos. O bureau ${label} não foi consultado, porque cada consulta custa: faça a primeira com um documento seu.` });
	} catch (error) {
		return { status: 'Error', message: (error as Error).message };
	}
}
