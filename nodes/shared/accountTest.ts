import type { ICredentialTestFunctions, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import { countInvoices } from '../../core/ledger/invoices/listInvoices';
import { readAccount } from './account';
import { withLedger } from './openLedgers';

const ENGINES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

/** The credential's Test button: opens the ledger, migrates it, and says where it is and what is in it. */
export async function cobrancaAccountTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const account = readAccount(credential.data ?? {});
		return await withLedger(account, async (ledger) => {
			const count = await countInvoices(ledger.db);
			const invoices = count === 1 ? '1 fatura' : `${count.toLocaleString('pt-BR')} faturas`;
			return { status: 'OK', message: `Livro aberto: ${ENGINES[ledger.engine]} em ${ledger.place}, ${invoices}.` };
		});
	} catch (error) {
		return { status: 'Error', message: (error as Error).message };
	}
}
