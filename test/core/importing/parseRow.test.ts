import fc from 'fast-check';
import { isDay } from '../../../core/calendar/day';
import { CANONICAL_COLUMNS } from '../../../core/importing/canonicalItem';
import { FIELD_KEYS, type FieldKey } from '../../../core/importing/fields';
import type { InvoiceInput } from '../../../core/importing/invoiceInput';
import { parseRow, type ParsedRow } from '../../../core/importing/parseRow';
import { MAX_CENTS } from '../../../core/money/cents';

type Row = Partial<Record<FieldKey, unknown>>;

const GOOD: Row = { number: 'NF-1', dueDate: '31/12/2026', amount: '1.234,56', customerName: 'Padaria Sol' };

function parse(change: Row = {}): ParsedRow {
	return parseRow({ ...GOOD, ...change }, CANONICAL_COLUMNS, 7);
}

function good(change: Row = {}): InvoiceInput {
	const { input, problems } = parse(change);
	expect(problems).toEqual([]);
	return input as InvoiceInput;
}

/** The only problem of a row. */
function problemOf(change: Row) {
	const { input, problems } = parse(change);
	expect(problems).toHaveLength(1);
	expect(input === undefined).toBe(problems[0].severity === 'error');
	return problems[0];
}

describe('parseRow', () => {
	it('reads a full row', () => {
		expect(
			good({
				description: 'Mensalidade', issueDate: '2026-12-01', customerDocument: '529.982.247-25', customerEmail: ' Contato@Exemplo.com.br ',
				customerPhone: '(11) 98765-4321', customerState: 'são paulo', customerCity: 'Campinas', customerPostalCode: '13010-000', customerCode: 'C9', paidAmount: 'R$ 200,00', paidOn: 46387,
				status: 'EM ABERTO', paymentUrl: 'https://exemplo.com.br/p/1?x=a&y=b',
			}),
		).toEqual({
			number: 'NF-1', description: 'Mensalidade', issueDate: '2026-12-01', dueDate: '2026-12-31', amountCents: 123456, paidCents: 20000,
			paidOn: '2026-12-31', status: 'open', paymentUrl: 'https://exemplo.com.br/p/1?x=a&y=b', cardUrl: null, boletoLine: null, pixPayload: null, terms: null,
			customer: {
				key: 'doc:52998224725', name: 'Padaria Sol', document: '52998224725', email: 'contato@exemplo.com.br',
				phone: '+5511987654321', state: 'SP', city: 'Campinas', postalCode: '13010000', code: 'C9',
			},
		});
	});

	it('reads a row with the required fields alone', () => {
		expect(good()).toEqual({
			number: 'NF-1', description: null, issueDate: null, dueDate: '2026-12-31', amountCents: 123456, paidCents: 0, paidOn: null,
			status: 'open', paymentUrl: null, cardUrl: null, boletoLine: null, pixPayload: null, terms: null,
			customer: { key: 'name:padaria sol', name: 'Padaria Sol', document: null, email: null, phone: null, state: null, city: null, postalCode: null, code: null },
		});
	});

	it.each(['number', 'dueDate', 'amount', 'customerName'] as const)('refuses a row without %s', (field) => {
		for (const nothing of [undefined, null, '', '  ', '-']) {
			expect(problemOf({ [field]: nothing })).toMatchObject({ row: 7, field, column: field, severity: 'error', reason: expect.stringContaining('vazio') });
		}
	});

	it('says so when no column holds a required field', () => {
		expect(parseRow(GOOD, { ...CANONICAL_COLUMNS, dueDate: undefined }, 1).problems).toEqual([
			{ row: 1, field: 'dueDate', column: null, value: '', severity: 'error', reason: 'Nenhuma coluna traz Vencimento. Indique a coluna no mapeamento.' },
		]);
	});

	it('names the column of the file and gathers every problem of the row', () => {
		const columns = { number: 'Nota', dueDate: 'Venc.', amount: 'Valor', customerName: 'Nome' };
		const { input, problems } = parseRow({ Nota: '', 'Venc.': '30/02/2026', Valor: '0,00', Nome: '\r\n\u0000' }, columns, 12);
		expect(input).toBeUndefined();
		expect(problems.map(({ row, field, column, value }) => [row, field, column, value])).toEqual([
			[12, 'number', 'Nota', ''],
			[12, 'dueDate', 'Venc.', '30/02/2026'],
			[12, 'amount', 'Valor', '0,00'],
			[12, 'customerName', 'Nome', ''],
		]);
	});

	it.each<[Row, string]>([
		[{ amount: '0,00' }, 'maior que zero'],
		[{ amount: '-5' }, 'negativo'],
		[{ paidAmount: 'talvez' }, 'não é um valor'],
		[{ number: 12345678901234567890 }, 'perdeu dígitos'],
		[{ number: '1,23457E+12' }, 'perdeu dígitos'],
		[{ number: { a: 1 } }, 'precisa ser um texto'],
		[{ status: 'talvez' }, 'Use pago, aberto, vencido, cancelado ou contestado'],
		[{ paidOn: 'boleto' }, 'não é uma data'],
		[{ description: 'x'.repeat(501) }, '501 caracteres: o limite é 500'],
		[{ number: 'x'.repeat(81) }, '81 caracteres: o limite é 80'],
		[{ customerName: 'x'.repeat(201) }, '201 caracteres: o limite é 200'],
		[{ customerPhone: '1'.repeat(41) }, 'limite é 40'],
		[{ customerCode: '1'.repeat(81) }, 'limite é 80'],
		[{ customerCity: 'x'.repeat(101) }, '101 caracteres: o limite é 100'],
		[{ paymentUrl: `https://exemplo.com.br/${'x'.repeat(2000)}` }, 'limite é 2000'],
		[{ customerEmail: `${'x'.repeat(300)}@exemplo.com.br` }, '315 caracteres: o limite é 254'],
		[{ customerName: 'x'.repeat(1_000_000) }, '1000000 caracteres'],
	])('refuses case %#', (change, reason) => {
		const problem = problemOf(change);
		expect(problem).toMatchObject({ severity: 'error', field: Object.keys(change)[0], reason: expect.stringContaining(reason) });
		expect(problem.value.length).toBeLessThanOrEqual(60);
	});

	it.each<[Row, string]>([
		[{ customerEmail: 'sem-arroba' }, 'não é válido'],
		[{ customerEmail: 'a@b' }, 'não é válido'],
		[{ customerEmail: 'Nome <a@exemplo.com>' }, 'não é válido'],
		[{ customerEmail: 'a@exemplo.com\r\nBcc: b@exemplo.com' }, 'não é válido'],
		[{ customerEmail: 'a@@exemplo.com' }, 'não é válido'],
		[{ customerEmail: 'a..b@exemplo.com' }, 'não é válido'],
		[{ customerDocument: '12345' }, 'CPF'],
		[{ customerDocument: '000.000.000-00' }, 'CPF'],
		[{ customerDocument: '***.982.247-**' }, 'CPF'],
		[{ customerDocument: '529.982.247-24' }, 'verificadores do CPF (os dois últimos) não conferem'],
		[{ customerDocument: '12.ABC.345/01DE-36' }, 'verificadores do CNPJ (os dois últimos) não conferem'],
		[{ customerDocument: 2998224785 }, 'nem com zeros à esquerda'],
		[{ customerPostalCode: '123' }, 'CEP tem 3 dígitos'],
		[{ customerPostalCode: '00000-000' }, 'repetido'],
		[{ customerState: 'XX' }, 'estado'],
		[{ customerSince: 'sempre' }, 'O cliente fica sem essa informação.'],
		[{ customerCreditLimit: '-1' }, 'O cliente fica sem essa informação.'],
		[{ customerCreditLimitUntil: '31/02/2026' }, 'não existe'],
		[{ customerPhone: 'não tem' }, 'telefone'],
		[{ issueDate: '31/02/2026' }, 'não existe'],
		[{ paymentUrl: 'javascript:alert(1)' }, 'http'],
		[{ paymentUrl: 'https://' }, 'http'],
		[{ paymentUrl: 'https://a.com/ "x' }, 'http'],
		[{ paidOn: 'boleto', status: 'pago' }, 'não é uma data'],
		[{ paidOn: '01/12/2026', status: 'aberto' }, 'data de pagamento'],
		[{ status: 'pago', paidAmount: 1000 }, 'menor que o da fatura'],
	])('imports %j without the value, with a warning', (change, reason) => {
		expect(problemOf(change)).toMatchObject({ severity: 'warning', reason: expect.stringContaining(reason) });
		const customer = parse(change).input?.customer;
		expect([customer?.email, customer?.document, customer?.state]).toEqual([null, null, null]);
	});

	it('reads since when a customer and its credit limit, and leaves out what a row does not tell', () => {
		const { customer } = good({ customerSince: '01/03/2019', customerCreditLimit: 'R$ 5.000,00', customerCreditLimitUntil: '2027-01-31' });
		expect(customer).toMatchObject({ since: '2019-03-01', creditLimitCents: 500_000, creditLimitUntil: '2027-01-31' });
		// A system without limits exports zeros.
		expect(Object.keys(good({ customerSince: '', customerCreditLimit: '0,00', customerCreditLimitUntil: '00/00/0000' }).customer)).toEqual(Object.keys(good().customer));
	});

	it('keeps the first valid of several addresses', () => {
		const { input, problems } = parse({ customerEmail: 'errado; Um@exemplo.com , dois@exemplo.com' });
		expect(input?.customer.email).toBe('um@exemplo.com');
		expect(problems).toMatchObject([{ field: 'customerEmail', severity: 'warning' }]);
	});

	it('takes one address before a lone separator without a warning', () => {
		expect(good({ customerEmail: 'um@exemplo.com; ' }).customer.email).toBe('um@exemplo.com');
	});

	it.each<[unknown, string]>([
		['529.982.247-25', '52998224725'],
		[52998224725, '52998224725'],
		[2998224784, '02998224784'],
		['998224740', '00998224740'],
		['11.222.333/0001-81', '11222333000181'],
		[1222333000128, '01222333000128'],
		['222333000165', '00222333000165'],
		['12.abc.345/01de-35', '12ABC34501DE35'],
	])('reads the document %p as %s', (value, expected) => {
		expect(good({ customerDocument: value }).customer).toMatchObject({ document: expected, key: `doc:${expected}` });
	});

	it('keys a customer by document, else code, else e-mail, else name', () => {
		const all = { customerDocument: '52998224725', customerCode: '77', customerEmail: 'A@exemplo.com' };
		expect(good(all).customer.key).toBe('doc:52998224725');
		expect(good({ ...all, customerDocument: '' }).customer.key).toBe('code:77');
		expect(good({ ...all, customerDocument: '', customerCode: null }).customer.key).toBe('email:a@exemplo.com');
		// A document that fails its check digits might be another person's: it identifies nobody.
		expect(parse({ ...all, customerDocument: '52998224726' }).input?.customer.key).toBe('code:77');
		expect(parse({ customerDocument: '52998224726' }).input?.customer.key).toBe('name:padaria sol');
		expect(good({ customerName: '  JOÃO   da  Silva-Souza ' }).customer.key).toBe('name:joao da silva souza');
		expect(good({ customerName: '***' }).customer.key).toBe('name:***');
	});

	it.each<[unknown, string]>([
		['(11) 91234-5678', '+5511912345678'],
		[11912345678, '+5511912345678'],
		['0xx11 3456-7890', '+551134567890'],
		['+55 55 3222-1234', '+555532221234'],
	])('reads the phone %p as %s', (value, expected) => {
		expect(good({ customerPhone: value }).customer.phone).toBe(expected);
	});

	it.each([
		['(11) 3456-7890 / (11) 91234-5678', '+5511912345678'],
		['(11) 3456-7890 ou 11 91234-5678', '+5511912345678'],
		['1134567890;2134567890', '+551134567890'],
		['ramal, (11) 3456-7890', '+551134567890'],
		['(11) 91234-5678, (21) 91234-5678, (31) 91234-5678', '+5511912345678'],
	])('keeps of the phones %p the first mobile, else the first', (text, expected) => {
		const { input, problems } = parse({ customerPhone: text });
		expect(input?.customer.phone).toBe(expected);
		expect(problems).toMatchObject([{ field: 'customerPhone', severity: 'warning', reason: expect.stringContaining(expected) }]);
	});

	it('takes one phone before a lone separator without a warning', () => {
		expect(good({ customerPhone: '(11) 91234-5678 / ' }).customer.phone).toBe('+5511912345678');
	});

	it.each([
		['(11) 8123-4567', 'um 9 entre o DDD'],
		['91234-5678', 'Falta o DDD'],
		['0800 123 4567', 'centrais'],
		['+1 202 555 0123', 'outro país'],
		['(11) 91234-5678 ramal 3', 'caracteres'],
		['3456-7890 / 3456-7891', 'Nenhum dos telefones'],
	])('keeps the phone %p as it came, with a warning', (text, reason) => {
		expect(problemOf({ customerPhone: text })).toMatchObject({ severity: 'warning', reason: expect.stringContaining(reason) });
		expect(parse({ customerPhone: text }).input?.customer.phone).toBe(text);
	});

	describe('address', () => {
		it.each<[unknown, string, string]>([
			['13010-000', '13010000', 'SP'],
			[1310100, '01310100', 'SP'],
			['80010000', '80010000', 'PR'],
			['73700-000', '73700000', 'GO'],
		])('takes the UF from the CEP %p when none is told', (value, postalCode, state) => {
			expect(good({ customerPostalCode: value }).customer).toMatchObject({ postalCode, state });
		});

		it('warns of a CEP of another state and keeps both', () => {
			const change = { customerPostalCode: '80010-000', customerState: 'SP' };
			expect(problemOf(change)).toMatchObject({ field: 'customerPostalCode', value: '80010-000', severity: 'warning', reason: expect.stringContaining('80010-000 é de PR, mas a UF diz SP') });
			expect(parse(change).input?.customer).toMatchObject({ state: 'SP', postalCode: '80010000' });
		});

		it('takes the UF from the CEP, and says so, when the one told is none', () => {
			const change = { customerPostalCode: '80010-000', customerState: 'XX' };
			expect(problemOf(change)).toMatchObject({ field: 'customerState', severity: 'warning', reason: expect.stringContaining('Vale a UF do CEP, PR') });
			expect(parse(change).input?.customer.state).toBe('PR');
		});

		it('says nothing of a CEP that no state has', () => {
			expect(good({ customerPostalCode: '78900-000', customerState: 'RO' }).customer).toMatchObject({ postalCode: '78900000', state: 'RO' });
		});
	});

	it('refuses a due date before the issue date, naming both', () => {
		expect(problemOf({ dueDate: '31/12/2026', issueDate: '2027-01-10' })).toEqual({
			row: 7, field: 'dueDate', column: 'dueDate', value: '31/12/2026', severity: 'error',
			reason: 'O vencimento (31/12/2026) é anterior à emissão (10/01/2027). Corrija a data que estiver errada.',
		});
		expect(good({ dueDate: '31/12/2026', issueDate: '31/12/2026' }).issueDate).toBe('2026-12-31');
	});

	it('keeps text on one line and drops what cannot be seen', () => {
		expect(good({ customerName: '\tMaria\r\n\u0000 Souza\u2028', description: 'a\u200b\u202eb\ud800' })).toMatchObject({
			customer: { name: 'Maria Souza' },
			description: 'ab\ufffd',
		});
	});

	it('takes a megabyte of blanks and line ends for a missing name', () => {
		expect(problemOf({ customerName: ' \n'.repeat(500_000) })).toMatchObject({ field: 'customerName', value: '…', reason: expect.stringContaining('vazio') });
	});

	describe('payment', () => {
		const paid: Partial<InvoiceInput> = { status: 'paid', paidCents: 123456 };
		it.each<[Row, Partial<InvoiceInput>]>([
			[{ status: 'Pago' }, { ...paid, paidOn: null }],
			[{ status: 'QUITADA', paidOn: '02/12/2026' }, { ...paid, paidOn: '2026-12-02' }],
			[{ status: 'Liquidado', paidAmount: '0,00' }, paid],
			[{ status: 'received_in_cash' }, paid],
			[{ paidAmount: '1.234,56' }, paid],
			[{ paidAmount: '1.300,00', status: 'vencido' }, { status: 'paid', paidCents: 130000 }],
			[{ paidAmount: 1234.55 }, { status: 'open', paidCents: 123455 }],
			[{ paidAmount: '200,00', paidOn: '2026-12-02' }, { status: 'open', paidCents: 20000, paidOn: '2026-12-02' }],
			[{ paidAmount: 'R$ -' }, { status: 'open', paidCents: 0 }],
			[{ paidOn: '2026-12-02' }, { ...paid, paidOn: '2026-12-02' }],
			[{ paidOn: '00/00/0000' }, { status: 'open', paidCents: 0, paidOn: null }],
			[{ paidOn: '0000-00-00 00:00:00' }, { status: 'open', paidOn: null }],
			[{ status: 'A Vencer' }, { status: 'open', paidCents: 0 }],
			[{ status: 'atrasada' }, { status: 'open' }],
			[{ status: 'OVERDUE' }, { status: 'open' }],
			[{ status: 'Cancelada' }, { status: 'cancelled', paidCents: 0 }],
			[{ status: 'estornado', paidAmount: '1.234,56', paidOn: '2026-12-02' }, { status: 'cancelled', paidCents: 123456, paidOn: '2026-12-02' }],
			[{ status: 'Em disputa' }, { status: 'disputed' }],
			[{ status: 'contestado' }, { status: 'disputed' }],
		])('reads %j', (change, expected) => {
			expect(good(change)).toMatchObject(expected);
		});
	});

	it('does not take what every object has for a value', () => {
		const { problems } = parseRow({ ...GOOD }, { ...CANONICAL_COLUMNS, number: 'constructor' }, 1);
		expect(problems).toMatchObject([{ field: 'number', severity: 'error' }]);
	});

	it.each([null, undefined, 'texto', 3, [], [GOOD]])('refuses %p as a row', (row) => {
		const { input, problems } = parseRow(row as unknown as Row, CANONICAL_COLUMNS, 3);
		expect(input).toBeUndefined();
		expect(problems).toMatchObject([{ row: 3, field: 'row', severity: 'error' }]);
	});

	it('survives values that fail when they are read', () => {
		const fails = () => {
			throw new Error('boom');
		};
		expect(parse({ dueDate: { toISODate: fails } }).problems).toMatchObject([{ field: 'dueDate', severity: 'error' }]);
		const hostile = Object.defineProperty({ ...GOOD }, 'amount', { get: fails });
		expect(parseRow(hostile, CANONICAL_COLUMNS, 1).problems).toMatchObject([{ field: 'row', severity: 'error' }]);
	});

	it('gives an input in range or an error, never both, and never throws', () => {
		const texts = fc.constantFrom('(11) 91234-5678', '13010-000', '31/12/2026', '1.234,56', 'pago', 'aberto', 'NF-1', 'Maria', 'a@exemplo.com', '52998224725', 'SP', 'http://a.com', '2%', '1% ao mês', '3', '-');
		const value = fc.oneof({ weight: 3, arbitrary: texts }, fc.string(), fc.integer({ min: -10, max: 90_000 }), fc.date({ noInvalidDate: false }), fc.anything());
		const record = fc.record(Object.fromEntries(FIELD_KEYS.map((key) => [key, value])) as Record<FieldKey, typeof value>, { requiredKeys: [] });
		// A few fields at a time on a good row: with all of them random at once hardly any row is good.
		const few = fc.subarray([...FIELD_KEYS], { maxLength: 4 });
		const changed = fc.tuple(record, fc.boolean(), few).map(([row, onGood, keys]) => (onGood ? { ...Object.fromEntries(keys.map((key) => [key, row[key]])), ...GOOD } : row));
		let imported = 0;
		fc.assert(
			fc.property(changed, (row) => {
				const { input, problems } = parseRow(row, CANONICAL_COLUMNS, 1);
				expect(input === undefined).toBe(problems.some((problem) => problem.severity === 'error'));
				for (const problem of problems) {
					expect(problem.value.length).toBeLessThanOrEqual(60);
					expect(problem.reason.length).toBeGreaterThan(10);
				}
				if (input === undefined) return;
				imported++;
				const { amountCents, paidCents, customer } = input;
				expect(Number.isSafeInteger(amountCents) && amountCents > 0 && amountCents <= MAX_CENTS).toBe(true);
				expect(Number.isSafeInteger(paidCents) && paidCents >= 0 && paidCents <= MAX_CENTS).toBe(true);
				expect(isDay(input.dueDate)).toBe(true);
				expect(customer.document ?? '52998224725').toMatch(/^(?:\d{11}|[0-9A-Z]{12}\d{2})$/);
				expect(customer.postalCode ?? '13010000').toMatch(/^\d{8}$/);
				expect([input.number, customer.name, customer.email ?? ''].join('')).not.toMatch(/\p{Cc}/u);
				if (input.status === 'open') expect(paidCents).toBeLessThan(amountCents);
			}),
			{ numRuns: 2000 },
		);
		expect(imported).toBeGreaterThan(0);
	});
});
