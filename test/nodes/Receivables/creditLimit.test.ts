import { atNoon, dayFromToday, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';

const ANA = { cpf_cnpj: '529.982.247-25', cliente: 'Ana Souza' };

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Receivables: how much a customer may owe (%s)', (_engine, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: account() };
	});
	const set = async (parameters: Parameters<typeof receivables>[2], items = [sheetRow('1', ANA)]) => (await receivables('customer.setCreditLimit', credentials, parameters, items)).json;

	it('is set, and taken away again; since when a customer stays', async () => {
		await importRows(credentials, [sheetRow('1', ANA)]);
		const [done] = await set({ creditLimit: '5.000,00', until: '31/12/2026', since: '2019-03-01' });
		expect(done).toEqual([{ customer: expect.objectContaining({ name: 'Ana Souza', document: '52998224725' }), credit: { limit: 5000, until: '2026-12-31' }, customerSince: '2019-03-01' }]);
		expect((await set({ creditLimit: '={{ 0 }}' }))[0]).toEqual([expect.objectContaining({ credit: { limit: 0, until: null }, customerSince: '2019-03-01' })]);
		expect((await set({}))[0]).toEqual([expect.objectContaining({ credit: { limit: null, until: null }, customerSince: '2019-03-01' })]);
	});

	it('comes in with an import, and an import without it leaves it alone', async () => {
		await importRows(credentials, [sheetRow('1', { ...ANA, 'Limite de Crédito': '2.500,00', 'Validade do limite': '31/01/2027', 'Cliente desde': '01/02/2015' })]);
		await importRows(credentials, [sheetRow('1', ANA), sheetRow('2', ANA)]);
		const [, problems] = await set({ creditLimit: 'muito' });
		expect(problems).toEqual([expect.objectContaining({ reason: expect.stringContaining('muito') })]);
		const [done] = await set({ creditLimit: '3000', until: dayFromToday(1) });
		expect(done[0]).toMatchObject({ customerSince: '2015-02-01' });
	});

	it.each([
		[{ creditLimit: '100', until: dayFromToday(-1) }, 'já passou'],
		[{ until: dayFromToday(1) }, 'não tem valor'],
		[{ creditLimit: '-1' }, '-1'],
		[{ creditLimit: '100', until: 'amanhã' }, 'amanhã'],
		[{ creditLimit: '100', since: dayFromToday(1) }, 'ainda não chegou'],
	])('says what is wrong with %j, and goes on with the others', async (parameters, words) => {
		await importRows(credentials, [sheetRow('1', ANA)]);
		const [done, problems] = await set(parameters, [sheetRow('1', ANA), { cpf_cnpj: '11222333000181' }]);
		expect(done).toEqual([]);
		expect(problems.map(({ row, reason }) => [row, reason])).toEqual([[1, expect.stringContaining(words)], [2, expect.stringContaining('não está no livro')]]);
	});
});
