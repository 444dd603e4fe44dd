import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, ICredentialTestFunctions, ICredentialsDecrypted } from 'n8n-workflow';
import { cobrancaAccountTest } from '../../../nodes/shared/accountTest';
import { atNoon, importRows, newAccount, newPostgresAccount, receivables, sheetRow } from '../../support/n8nCoreAccount';
import { withDefaults } from '../../support/n8nCoreNodes';

async function press(data: ICredentialDataDecryptedObject) {
	const credential: ICredentialsDecrypted = { id: '1', name: 'Conta', type: 'cobrancaAccountApi', data: withDefaults('cobrancaAccountApi', data) };
	return await cobrancaAccountTest.call({} as ICredentialTestFunctions, credential);
}

atNoon();

describe('Cobrança Account: the Test button', () => {
	it('makes a new SQLite ledger, says where it is and what is in it', async () => {
		const account = newAccount();
		const file = join(account.ledgerFolder as string, '11222333000181.sqlite');
		expect(await press(account)).toEqual({ status: 'OK', message: `Livro aberto: SQLite em ${file}, 0 faturas.` });
		expect(existsSync(file)).toBe(true);
		await importRows({ cobrancaAccountApi: account }, [sheetRow('1')]);
		expect((await press(account)).message).toMatch(/, 1 fatura\.$/);
		await importRows({ cobrancaAccountApi: account }, Array.from({ length: 1_200 }, (_, index) => sheetRow(`n${index}`)));
		expect((await press(account)).message).toMatch(/, 1\.201 faturas\.$/);
	});

	it('the same on PostgreSQL, without the password', async () => {
		const account = newPostgresAccount();
		const place = `127.0.0.1:${String(account.port)}/postgres (schema ${String(account.schema)})`;
		expect(await press(account)).toEqual({ status: 'OK', message: `Livro aberto: PostgreSQL em ${place}, 0 faturas.` });
	});

	it('without a folder the ledger stands beside n8n’s own database', async () => {
		const { message } = await press(newAccount({ ledgerFolder: '' }));
		expect(message).toContain(join(process.env.N8N_USER_FOLDER as string, '.n8n', 'cobranca', '11222333000181.sqlite'));
	});

	it.each<[string, ICredentialDataDecryptedObject, string]>([
		['a CNPJ with a digit missing', { creditorDocument: '11.222.333/0001-8' }, '"11.222.333/0001-8" não é um CNPJ'],
		['no CNPJ', { creditorDocument: '' }, 'preencha o campo "Creditor CNPJ or CPF"'],
		['no name', { creditorName: ' ' }, 'preencha o campo "Creditor Name"'],
		['no address', { creditorAddress: '' }, 'preencha o campo "Creditor Address"'],
		['a time zone that is none', { timeZone: 'Brasília' }, '"Brasília" não é um fuso horário'],
		['a CNPJ with a wrong digit', { creditorDocument: '11.222.333/0001-82' }, '"11.222.333/0001-82" não é um CNPJ'],
		['a holiday that is no day', { localHolidays: '2026-07-09, 31/02/2026' }, '31/02/2026'],
		['a Pix key that is none', { creditorCity: 'Campinas', pixKey: '123' }, 'chave Pix'],
		['a Pix key without a city', { pixKey: 'financeiro@example.com' }, 'preencha o campo "Creditor City"'],
		['a fine above 100%', { fineKind: 'percent', finePercent: 200 }, 'Fine Percentage: 200% passa de 100%'],
		['interest that is no number', { interestKind: 'monthly', interestPercent: 'um' }, '"um" não é um percentual'],
		['a discount without a unit', { discount: '10 até o vencimento' }, 'em reais ou percentual'],
		['a folder that cannot be made', { ledgerFolder: '/dev/null/livro' }, 'Não foi possível abrir o arquivo do livro "/dev/null/livro/11222333000181.sqlite"'],
	])('says what is wrong with %s', async (_name, changes, words) => {
		const result = await press(newAccount(changes));
		expect(result.status).toBe('Error');
		expect(result.message).toContain(words);
	});

	it('says what is wrong with a file that is no ledger, and works once it is gone', async () => {
		const account = newAccount();
		writeFileSync(join(account.ledgerFolder as string, '11222333000181.sqlite'), 'isto não é um livro'.repeat(1_000));
		expect(await press(account)).toEqual({ status: 'Error', message: expect.stringContaining('11222333000181.sqlite') });
		expect((await press({ ...account, creditorDocument: '52998224725' })).status).toBe('OK');
	});

	it('says what is wrong with a PostgreSQL server or password', async () => {
		expect(await press({ ...newPostgresAccount(), password: 'errada-123' })).toEqual({ status: 'Error', message: expect.stringMatching(/Não foi possível abrir o livro no PostgreSQL(?!.*errada-123)/) });
		expect(await press({ ...newPostgresAccount(), port: 1 })).toEqual({ status: 'Error', message: expect.stringContaining('127.0.0.1:1/postgres') });
	});

	it('refuses the ledger of another creditor', async () => {
		const account = newPostgresAccount();
		await press(account);
		expect(await press({ ...account, creditorDocument: '52998224725' })).toEqual({ status: 'Error', message: expect.stringContaining('pertence a outro credor (11222333000181)') });
	});

	it('refuses a file when n8n runs in queue mode, where each worker would have one of its own', async () => {
		process.env.EXECUTIONS_MODE = 'queue';
		try {
			expect(await press(newAccount())).toEqual({ status: 'Error', message: expect.stringContaining('PostgreSQL') });
			expect((await press(newPostgresAccount())).status).toBe('OK');
		} finally {
			delete process.env.EXECUTIONS_MODE;
		}
	});
});

it('two creditors in one folder share nothing', async () => {
	const one = newAccount();
	const other = { ...one, creditorDocument: '52998224725' };
	await importRows({ cobrancaAccountApi: one }, [sheetRow('1')]);
	expect((await receivables('invoice.getAll', { cobrancaAccountApi: other }, { statuses: [] })).json[0]).toEqual([]);
});

it('today is the creditor’s own day', async () => {
	jest.setSystemTime(new Date('2026-11-25T01:30:00.000Z'));
	const [inBrasilia] = await importRows({ cobrancaAccountApi: newAccount() }, [sheetRow('1', { vencimento: '24/11/2026' })]);
	const [inTokyo] = await importRows({ cobrancaAccountApi: newAccount({ timeZone: 'Asia/Tokyo' }) }, [sheetRow('1', { vencimento: '24/11/2026' })]);
	expect([inBrasilia.invoice, inTokyo.invoice]).toEqual([expect.objectContaining({ daysOverdue: 0 }), expect.objectContaining({ daysOverdue: 1 })]);
});
