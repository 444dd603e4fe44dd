import { buildBarcode, parseBoleto } from '../../../core/boleto';
import { CANONICAL_COLUMNS } from '../../../core/importing/canonicalItem';
import { guessColumns } from '../../../core/importing/columns';
import { parseCharged } from '../../../core/importing/parseCharged';
import { parseRow } from '../../../core/importing/parseRow';
import { buildBrCode } from '../../../core/pix';

const GOOD = { number: 'NF-1', dueDate: '10/07/2026', amount: '260,00', customerName: 'Padaria Sol' };
const LINE = '34191790011010435100147910201509915030000026000';
const lineOf = (dueDate: string, amountCents: number) => parseBoleto(buildBarcode({ bank: '341', dueDate, amountCents, freeField: '1'.repeat(25) }), dueDate).line;
const pixOf = (amountCents: number) => buildBrCode({ key: 'cobranca@example.com', name: 'Escola', city: 'Campinas', amountCents, txid: 'NF1' });

const parse = (change: Record<string, unknown>) => parseRow({ ...GOOD, ...change }, CANONICAL_COLUMNS, 7);

describe('the boleto of a row', () => {
	it.each([
		['the linha digitável', LINE],
		['in its printed groups', '34191.79001 10104.351001 47910.201509 9 15030000026000'],
		['the digits of the barcode', '34199150300000260001790010104351004791020150'],
	])('is kept as the digits of its line: %s', (_form, boletoLine) => {
		const parsed = parse({ boletoLine });
		expect(parsed.problems).toEqual([]);
		expect(parsed.input?.boletoLine).toHaveLength(47);
	});

	it.each([
		['another amount', lineOf('2026-07-10', 260_01), 'é de R$\u00a0260,01, mas a fatura é de R$\u00a0260,00'],
		['another due date', lineOf('2026-07-13', 260_00), 'vence em 13/07/2026, mas a fatura vence em 10/07/2026'],
	])('of %s is kept and flagged', (_what, boletoLine, reason) => {
		const { input, problems } = parse({ boletoLine });
		expect(input?.boletoLine).toBe(boletoLine);
		expect(problems).toEqual([expect.objectContaining({ row: 7, field: 'boletoLine', severity: 'warning', reason: expect.stringContaining(reason) as string })]);
	});

	it('may be of the balance', () => {
		expect(parse({ boletoLine: lineOf('2026-07-10', 160_00), paidAmount: '100,00', paidOn: '01/07/2026' }).problems).toEqual([]);
	});

	it.each([
		['with a wrong digit', LINE.replace('3419179001', '3419179002'), 'A fatura fica sem boleto.'],
		['too short', '3419179001', 'A fatura fica sem boleto.'],
		['that a spreadsheet took for a number', 3.419179001011435e46, 'perdeu dígitos na planilha'],
	])('%s is left out with a warning, and the invoice comes in', (_what, boletoLine, reason) => {
		const { input, problems } = parse({ boletoLine });
		expect(input?.boletoLine).toBeNull();
		expect(problems).toEqual([expect.objectContaining({ field: 'boletoLine', severity: 'warning', reason: expect.stringContaining(reason) as string })]);
	});
});

describe('the Pix code of a row', () => {
	it('is kept when it asks for the amount or the balance', () => {
		expect(parse({ pixPayload: pixOf(260_00) }).input?.pixPayload).toBe(pixOf(260_00));
		expect(parse({ pixPayload: pixOf(160_00), paidAmount: '100', paidOn: '2026-07-01' }).problems).toEqual([]);
	});

	it.each([
		['of another amount', pixOf(260_10), 'O código Pix é de R$\u00a0260,10'],
		['that is cut', pixOf(260_00).slice(0, -3), 'A fatura fica sem esse código.'],
	])('%s is left out with a warning', (_what, pixPayload, reason) => {
		const { input, problems } = parse({ pixPayload });
		expect(input?.pixPayload).toBeNull();
		expect(problems).toEqual([expect.objectContaining({ field: 'pixPayload', severity: 'warning', reason: expect.stringContaining(reason) as string })]);
	});
});

describe('the terms of a row', () => {
	it('are its own where it has any', () => {
		expect(parse({ fine: '1,5%', interest: 'taxa legal', discount: '5% até 10 dias antes', graceBankingDays: 2 }).input?.terms).toEqual({
			fine: { kind: 'percent', rate: 1_500_000 },
			interest: { kind: 'legal' },
			discounts: [{ kind: 'percent', rate: 5_000_000, daysBefore: 10 }],
			graceBankingDays: 2,
		});
		expect(parse({ fine: 'isento' }).input?.terms).toEqual({ fine: { kind: 'none' } });
		expect(parse({ fine: '', interest: '-' }).input?.terms).toBeNull();
	});

	it.each([
		['fine', 'muita', '"muita" não pôde ser lido'],
		['fine', 0.02, 'é 0.02% ou uma fração?'],
		['interest', '120%', '120% passa de 100%'],
		['discount', '10', 'em reais ou percentual'],
		['graceBankingDays', '-1', 'A carência "-1" não é um número de dias'],
		['graceBankingDays', '99', '0 a 60'],
	])('refuse the row when %s is %p: charging other terms would be wrong', (field, value, reason) => {
		const { input, problems } = parse({ [field]: value });
		expect(input).toBeUndefined();
		expect(problems[0]).toMatchObject({ field, severity: 'error', reason: expect.stringContaining(reason) as string });
	});

	it('are not taken from columns that hold amounts', () => {
		expect(guessColumns(['Número', 'Vencimento', 'Valor', 'Cliente', 'Multa', 'Juros', 'Desconto']).columns).not.toHaveProperty('fine');
		const { columns } = guessColumns(['Número', 'Vencimento', 'Valor', 'Cliente', '% Multa', 'Juros ao mês', 'Desconto pontualidade', 'Carência', 'Linha digitável', 'Pix Copia e Cola', 'Link cartão', 'Link de pagamento']);
		expect(columns).toMatchObject({ interest: 'Juros ao mês', discount: 'Desconto pontualidade', graceBankingDays: 'Carência', boletoLine: 'Linha digitável', pixPayload: 'Pix Copia e Cola', cardUrl: 'Link cartão', paymentUrl: 'Link de pagamento' });
	});
});

describe('parseCharged', () => {
	it('needs an amount and a due date alone', () => {
		expect(parseCharged({ amount: '100', dueDate: '2026-03-02' }, CANONICAL_COLUMNS, 1)).toEqual({
			charged: { amountCents: 100_00, dueDate: '2026-03-02', issueDate: null, isConsumer: true, payments: [] },
			terms: null,
			problems: [],
		});
	});

	it('takes only a good CNPJ for a company', () => {
		const consumer = (customerDocument: string) => parseCharged({ amount: '100', dueDate: '2026-03-02', customerDocument }, CANONICAL_COLUMNS, 1).charged?.isConsumer;
		expect([consumer('11.222.333/0001-81'), consumer('11.222.333/0001-82'), consumer('529.982.247-25'), consumer('')]).toEqual([false, true, true, true]);
	});

	it('says what is missing, also the day of a payment', () => {
		expect(parseCharged({ paidAmount: '10' }, CANONICAL_COLUMNS, 4).problems.map(({ field, row }) => [field, row])).toEqual([['amount', 4], ['dueDate', 4], ['paidOn', 4]]);
	});
});
