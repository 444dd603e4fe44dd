import type { ICredentialTestFunctions, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';

/** The credential's Test button: reads the request and the mapping. It asks nothing, since every lookup costs. */
export async function bureauHttpTest(this: ICredentialTestFunctions, _credential: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	return await Promise.resolve({ status: 'Error', message: 'A consulta por HTTP ainda não está pronta.' });
}
