import fc from 'fast-check';
import { ColumnError, guessColumns, missingColumnsMessage, type Columns } from '../../../core/importing/columns';
import { FIELD_KEYS, IMPORT_FIELDS, normaliseHeader } from '../../../core/importing/fields';

const cases: Array<[string, string, Columns]> = [
	[
		'an ERP, accounts receivable',
		'Número do Documento|Data de Emissão|Data de Vencimento|Valor do Documento|Cliente|CPF/CNPJ|E-mail|Celular|UF|Situação|Histórico|Categoria',
		{
			number: 'Número do Documento', issueDate: 'Data de Emissão', dueDate: 'Data de Vencimento', amount: 'Valor do Documento',
			customerName: 'Cliente', customerDocument: 'CPF/CNPJ', customerEmail: 'E-mail', customerPhone: 'Celular',
			customerState: 'UF', status: 'Situação', description: 'Histórico',
		},
	],
	[
		'an ERP with cents beside the face value',
		'Nota Fiscal|Parcela|Cliente (Razão Social)|CNPJ/CPF|Vencimento|Valor da Conta|Valor Líquido|Valor Pago|Juros|Desconto|Data de Pagamento|Situação',
		{
			number: 'Nota Fiscal', customerDocument: 'CNPJ/CPF', customerName: 'Cliente (Razão Social)', dueDate: 'Vencimento',
			amount: 'Valor da Conta', paidAmount: 'Valor Pago', paidOn: 'Data de Pagamento', status: 'Situação',
		},
	],
	[
		'an online accounting system',
		'Identificador|Data de vencimento|Data prevista|Descrição|Valor original da parcela (R$)|Valor recebido da parcela (R$)|Nome do cliente|Dias em atraso|Código do cliente|Telefone do cliente',
		{
			number: 'Identificador', dueDate: 'Data de vencimento', description: 'Descrição', amount: 'Valor original da parcela (R$)',
			paidAmount: 'Valor recebido da parcela (R$)', customerName: 'Nome do cliente', customerCode: 'Código do cliente',
			customerPhone: 'Telefone do cliente',
		},
	],
	[
		'a gateway export in camelCase',
		'id|customerName|cpfCnpj|value|netValue|dueDate|paymentDate|status|invoiceUrl|invoiceNumber|mobilePhone|email|description',
		{
			number: 'invoiceNumber', customerName: 'customerName', customerDocument: 'cpfCnpj', amount: 'value', dueDate: 'dueDate',
			paidOn: 'paymentDate', status: 'status', paymentUrl: 'invoiceUrl', customerPhone: 'mobilePhone', customerEmail: 'email',
			description: 'description',
		},
	],
	[
		'a bank francesinha',
		'Sacado|Nosso Número|Seu Número|Dt. Venc.|Vl. Título|Dt. Liquidação|Vlr Pago|Juros/Multa|CPF/CNPJ do Sacado',
		{
			customerName: 'Sacado', number: 'Nosso Número', dueDate: 'Dt. Venc.', amount: 'Vl. Título', paidOn: 'Dt. Liquidação',
			paidAmount: 'Vlr Pago', customerDocument: 'CPF/CNPJ do Sacado',
		},
	],
	[
		'an English ledger',
		'Invoice Number|Invoice Date|Due Date|Amount|Amount Paid|Customer Name|Customer ID|Tax ID|Email|Phone|State|Paid At|Payment Link',
		{
			number: 'Invoice Number', issueDate: 'Invoice Date', dueDate: 'Due Date', amount: 'Amount', paidAmount: 'Amount Paid',
			customerName: 'Customer Name', customerCode: 'Customer ID', customerDocument: 'Tax ID', customerEmail: 'Email',
			customerPhone: 'Phone', customerState: 'State', paidOn: 'Paid At', paymentUrl: 'Payment Link',
		},
	],
	[
		'a hand-made spreadsheet',
		'NF|NOME|VENC.|VALOR|WHATSAPP|E-MAIL FINANCEIRO|OBS',
		{ number: 'NF', customerName: 'NOME', dueDate: 'VENC.', amount: 'VALOR', customerPhone: 'WHATSAPP', customerEmail: 'E-MAIL FINANCEIRO' },
	],
	[
		'an address beside the customer',
		'Nota|Cliente|Vencimento|Valor|Endereço|Cidade|UF|CEP|Código do Município|Município de Prestação do Serviço|Cidade do Vendedor|CEP da Empresa',
		{
			number: 'Nota', customerName: 'Cliente', dueDate: 'Vencimento', amount: 'Valor', customerCity: 'Cidade', customerState: 'UF',
			customerPostalCode: 'CEP',
		},
	],
	[
		'an address in English and camelCase',
		'invoiceId|customer|dueDate|amount|customerCity|state|postalCode',
		{
			number: 'invoiceId', customerName: 'customer', dueDate: 'dueDate', amount: 'amount', customerCity: 'customerCity', customerState: 'state',
			customerPostalCode: 'postalCode',
		},
	],
	[
		'the payer of a boleto with an address',
		'Nosso Número|Sacado|Vencimento|Valor|Município do Sacado|Cod. Postal',
		{
			number: 'Nosso Número', customerName: 'Sacado', dueDate: 'Vencimento', amount: 'Valor', customerCity: 'Município do Sacado',
			customerPostalCode: 'Cod. Postal',
		},
	],
	[
		'customers with their credit',
		'NF|Cliente|Vencimento|Valor|Limite de Crédito|Validade do Limite|Cliente desde',
		{ number: 'NF', customerName: 'Cliente', dueDate: 'Vencimento', amount: 'Valor', customerCreditLimit: 'Limite de Crédito', customerCreditLimitUntil: 'Validade do Limite', customerSince: 'Cliente desde' },
	],
	[
		'a longer wording of the same',
		'Título|Cliente|Vencimento|Valor|Limite de crédito aprovado (R$)|Vencimento do limite de crédito|Início do relacionamento',
		{
			number: 'Título', customerName: 'Cliente', dueDate: 'Vencimento', amount: 'Valor', customerCreditLimit: 'Limite de crédito aprovado (R$)',
			customerCreditLimitUntil: 'Vencimento do limite de crédito', customerSince: 'Início do relacionamento',
		},
	],
	[
		'document with and without a CPF beside it',
		'Documento|CPF|Cliente|Vencimento|Valor',
		{ number: 'Documento', customerDocument: 'CPF', customerName: 'Cliente', dueDate: 'Vencimento', amount: 'Valor' },
	],
];

describe('guessColumns', () => {
	it.each(cases)('reads the headers of %s', (_name, headers, expected) => {
		const guess = guessColumns(headers.split('|'));
		expect(guess.columns).toEqual(expected);
		expect(guess.missing).toEqual([]);
	});

	it.each([
		'Dias após o vencimento', 'Valor do desconto', 'Valor da multa', 'Valor líquido', 'Nome do vendedor', 'Nome do banco',
		'Status de envio do e-mail', 'CNPJ do cedente', 'Forma de pagamento', 'Data prevista de pagamento', 'Saldo', 'Limite de crédito disponível', 'Cliente há (dias)',
	])('does not take "%s" for anything', (header) => {
		expect(guessColumns([header]).columns).toEqual({});
	});

	it('knows every field by its own key', () => {
		expect(guessColumns([...FIELD_KEYS]).columns).toEqual(Object.fromEntries(FIELD_KEYS.map((key) => [key, key])));
	});

	it('prefers the exact name over a longer one', () => {
		expect(guessColumns(['Vencimento original', 'Vencimento']).columns.dueDate).toBe('Vencimento');
		expect(guessColumns(['Data de vencimento do boleto atual', 'Vencimento do boleto']).columns.dueDate).toBe('Vencimento do boleto');
	});

	it('lets an explicit column win and guesses the rest without it', () => {
		const headers = ['Vencimento', 'Vencimento negociado', 'Valor', 'Cliente', 'NF'];
		const guess = guessColumns(headers, { dueDate: 'Vencimento negociado', number: '', amount: ' valor ' });
		expect(guess.columns).toEqual({ dueDate: 'Vencimento negociado', amount: 'Valor', customerName: 'Cliente', number: 'NF' });
		expect(guess.unused).toEqual(['Vencimento']);
	});

	it('refuses an explicit column that is not there and lists those that are', () => {
		const wrong = () => guessColumns(['Vencimento', 'Valor'], { dueDate: 'Vence' });
		expect(wrong).toThrow(ColumnError);
		expect(wrong).toThrow('A coluna "Vence", indicada para Vencimento, não existe. Colunas encontradas: Vencimento, Valor.');
	});

	it('refuses one column for two fields', () => {
		expect(() => guessColumns(['A', 'B'], { number: 'A', customerCode: 'A' })).toThrow(ColumnError);
	});

	it('says which required fields have no column', () => {
		const headers = ['Vencimento', 'Foo'];
		const guess = guessColumns(headers);
		expect(guess.missing).toEqual(['number', 'amount', 'customerName']);
		expect(missingColumnsMessage(guess, headers)).toBe(
			'Não foi encontrada a coluna de: Número da fatura, Valor, Nome do cliente. Indique a coluna no mapeamento. Colunas encontradas: Vencimento, Foo.',
		);
		expect(missingColumnsMessage(guessColumns([...FIELD_KEYS]), FIELD_KEYS)).toBeNull();
	});

	it('uses a column once and only columns that exist, whatever the headers', () => {
		const words = fc.constantFrom(...IMPORT_FIELDS.flatMap((field) => field.names), 'constructor', '__proto__', 'valor pago', 'Nº', '');
		fc.assert(
			fc.property(fc.uniqueArray(fc.oneof(words, fc.string(), fc.array(words, { maxLength: 3 }).map((parts) => parts.join(' ')))), (headers) => {
				const { columns, unused, missing } = guessColumns(headers);
				const used = Object.values(columns);
				expect(new Set(used).size).toBe(used.length);
				expect([...used, ...unused].sort()).toEqual([...headers].sort());
				for (const field of IMPORT_FIELDS) {
					expect(missing.includes(field.key)).toBe(field.required && columns[field.key] === undefined);
				}
			}),
		);
	});
});

describe('IMPORT_FIELDS', () => {
	it('has every field once, with names in normalised form', () => {
		expect(IMPORT_FIELDS.map((field) => field.key)).toEqual([...FIELD_KEYS]);
		for (const field of IMPORT_FIELDS) {
			expect(field.names.map(normaliseHeader)).toEqual([...field.names]);
			expect(new Set(field.names).size).toBe(field.names.length);
		}
	});

	it.each([
		['Nº do Título', 'n_do_titulo'],
		['  E-mail (cobrança) ', 'e_mail_cobranca'],
		['dueDate', 'due_date'],
		['CPF/CNPJ', 'cpf_cnpj'],
	])('normalises %p to %p', (header, expected) => {
		expect(normaliseHeader(header)).toBe(expected);
	});
});
