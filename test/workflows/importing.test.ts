import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TODAY } from './support/clock';
import { newCreditor, type TestCreditor } from './support/creditor';
import { csv, importFile, type FileRow } from './support/portfolioFile';
import { disconnect, n8n } from './support/world';

afterAll(disconnect);

const ROWS: FileRow[] = [
	{ numero: 'A-1', cliente: 'João Conceição Araújo', email: 'joao@example.com', cpf_cnpj: '529.982.247-25', vencimento: TODAY, valor: '1.234,56' },
	{ numero: 'A-2', cliente: 'Padaria Pão & Açúcar', email: 'padaria@example.com', vencimento: '2026-12-05', valor: '0,01' },
];

async function inLedger(creditor: TestCreditor): Promise<Array<[number: string, customer: string, cents: number, due: string]>> {
	const found = await creditor.inLedger(async ({ db }) => await db.selectFrom('invoices as i').innerJoin('customers as c', 'c.id', 'i.customer_id').select(['i.number', 'c.name', 'i.amount_cents', 'i.due_date']).orderBy('i.number').execute());
	return found.map(({ number, name, amount_cents, due_date }) => [number, name, amount_cents, due_date]);
}

const BOTH = [
	['A-1', 'João Conceição Araújo', 123_456, TODAY],
	['A-2', 'Padaria Pão & Açúcar', 1, '2026-12-05'],
];

describe('importar-carteira, by its form', () => {
	it.each([
		['UTF-8', (text: string) => Buffer.from(text, 'utf8')],
		['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf8')],
		['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
	])('reads a CSV with semicolons in %s, and importing it again changes nothing', async (_name, encode) => {
		const client = n8n();
		const creditor = await newCreditor(client);
		const first = await importFile(client, creditor, 'carteira.csv', encode(csv(ROWS)));
		expect(first.lastPage).toContain('2 faturas novas');
		expect(await inLedger(creditor)).toEqual(BOTH);
		const again = await importFile(client, creditor, 'carteira.csv', encode(csv(ROWS)));
		expect(again.lastPage).toContain('0 faturas novas, 0 com alteração, 2 sem alteração');
		expect(await inLedger(creditor)).toEqual(BOTH);
	});

	it.each([
		['as a browser sends it', undefined, 'carteira.xlsx'],
		['from a machine that does not know Excel', 'application/octet-stream', 'CARTEIRA.XLSX'],
	])('reads an Excel file, with its own dates and numbers, %s', async (_name, type, fileName) => {
		const client = n8n();
		const creditor = await newCreditor(client);
		const { lastPage } = await importFile(client, creditor, fileName, workbook(), type);
		expect(lastPage).toContain('2 faturas novas');
		expect(await inLedger(creditor)).toEqual(BOTH);
	});

	it('names line, field and reason of each bad row, and imports the good ones', async () => {
		const client = n8n();
		const creditor = await newCreditor(client);
		const text = csv([ROWS[0], { numero: 'B-1', cliente: 'Sem Valor', vencimento: TODAY, valor: 'muito' }, ROWS[1]]).concat('B-2;Sem Dia;;;;31/02/2026;10,00;;;;\r\n');
		const { lastPage, nodes } = await importFile(client, creditor, 'carteira.csv', text);
		expect(lastPage).toContain('2 faturas novas');
		expect(lastPage).toContain('2 linhas não foram importadas');
		expect(lastPage).toMatch(/Linha 3, Valor[^:]*: .*muito/);
		expect(lastPage).toMatch(/Linha 5, Vencimento[^:]*: .*31\/02\/2026/);
		expect(nodes['Importar CSV']?.[0]?.outputs[1]).toHaveLength(2);
		expect(await inLedger(creditor)).toEqual(BOTH);
	});

	it.each([
		['an empty file', 'carteira.csv', '', /vazi[oa]/],
		['an empty Excel file', 'carteira.xlsx', workbook([]), /Colunas encontradas: nenhuma/],
		['a file of another kind', 'carteira.csv', Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj', 'latin1'), /é um PDF, não um CSV/],
	])('says on the last page what is wrong with %s', async (_name, fileName, content, reason) => {
		const client = n8n();
		const creditor = await newCreditor(client);
		const { lastPage } = await importFile(client, creditor, fileName, content);
		expect(lastPage).toContain('Nada foi importado');
		expect(lastPage).toMatch(reason);
		expect(await inLedger(creditor)).toEqual([]);
	});
});

interface Xlsx {
	utils: {
		book_new(): object;
		aoa_to_sheet(rows: unknown[][], options: object): object;
		book_append_sheet(book: object, sheet: object, name: string): void;
	};
	write(book: object, options: object): Buffer;
}

function workbook(rows = ROWS): Uint8Array {
	const { utils, write } = createRequire(join(process.cwd(), 'playground', 'package.json'))('@e965/xlsx') as Xlsx;
	const cells = rows.map(({ numero, cliente, email, vencimento, valor }) => [numero, cliente, email, new Date(`${vencimento}T00:00:00.000Z`), Number(valor?.replace('.', '').replace(',', '.'))]);
	const header = rows.length > 0 ? [['Número', 'Cliente', 'E-mail', 'Vencimento', 'Valor']] : [];
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([...header, ...cells], { UTC: true }), 'Carteira');
	return write(book, { type: 'buffer', bookType: 'xlsx' });
}
