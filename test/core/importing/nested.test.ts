import { guessColumns } from '../../../core/importing/columns';
import { headersOf, valueAt } from '../../../core/importing/nested';
import { parseRow } from '../../../core/importing/parseRow';

const ROW = {
	numero: '1001',
	vencimento: '2026-12-10',
	valor: 200,
	cliente: { nome: 'Ana Souza', cpf_cnpj: '52998224725', contato: { email: 'ana@example.com', telefones: ['1133334444'] } },
	empresa: { email: 'financeiro@example.com', cnpj: '11222333000181' },
};

describe('fields within an object of a row', () => {
	it('are columns by their paths; the objects themselves are none', () => {
		const { all, nested } = headersOf([ROW, { numero: '2', cliente: 'Bia' }]);
		expect(all).toEqual(['numero', 'vencimento', 'valor', 'cliente.nome', 'cliente.cpf_cnpj', 'cliente.contato.email', 'cliente.contato.telefones', 'empresa.email', 'empresa.cnpj', 'cliente']);
		expect([...nested]).toEqual(all.filter((name) => name.includes('.')));
	});

	it('are recognised in the customer’s own object; those of another object only when they are named', () => {
		const { all, nested } = headersOf([ROW]);
		expect(guessColumns(all, {}, nested).columns).toEqual({ number: 'numero', dueDate: 'vencimento', amount: 'valor', customerName: 'cliente.nome', customerDocument: 'cliente.cpf_cnpj', customerEmail: 'cliente.contato.email' });
		expect(guessColumns(all, { customerEmail: 'empresa.email' }, nested).columns.customerEmail).toBe('empresa.email');
		expect(guessColumns(headersOf([{ empresa: ROW.empresa }]).all, {}, headersOf([{ empresa: ROW.empresa }]).nested).columns).toEqual({});
	});

	it.each([
		['cliente.endereco.uf', 'customerState'],
		['pagador.documento', 'customerDocument'],
		['sacado.nome', 'customerName'],
		['customer.id', 'customerCode'],
		['cliente.contact.phone', 'customerPhone'],
		['cliente.endereco.numero', null],
		['cliente.vendedor.email', null],
		['cliente.vencimento', null],
		['fatura.valor', null],
	])('%s is %s', (path, field) => {
		expect(guessColumns([path], {}, new Set([path])).columns).toEqual(field === null ? {} : { [field]: path });
	});

	it('are read into the invoice', () => {
		const { all, nested } = headersOf([ROW]);
		const { input, problems } = parseRow(ROW, guessColumns(all, {}, nested).columns, 1);
		expect(problems).toEqual([]);
		expect(input?.customer).toMatchObject({ name: 'Ana Souza', document: '52998224725', email: 'ana@example.com' });
	});

	it('a header with a full stop in it is no path, and what a row lacks on the way is nothing', () => {
		expect(valueAt({ 'dt.venc': 'x' }, 'dt.venc')).toBe('x');
		for (const row of [{}, { cliente: null }, { cliente: 'Ana' }, { cliente: { contato: [] } }, { cliente: { contato: new Date(0) } }]) expect(valueAt(row, 'cliente.contato.email')).toBeUndefined();
		expect(valueAt({ cliente: {} }, 'cliente.constructor')).toBeUndefined();
		expect(guessColumns(['Dt.Vencimento']).columns).toEqual({ dueDate: 'Dt.Vencimento' });
	});

	it('stop at a depth that no invoice has', () => {
		const loop: Record<string, unknown> = { numero: '1' };
		loop.eu = loop;
		expect(headersOf([loop]).all.length).toBeLessThan(10);
	});
});
