/** What a row can say of an invoice and of its customer. */
export const FIELD_KEYS = [
	'number',
	'dueDate',
	'amount',
	'customerName',
	'issueDate',
	'description',
	'customerDocument',
	'customerEmail',
	'customerPhone',
	'customerState',
	'customerCity',
	'customerPostalCode',
	'customerCode',
	'customerSince',
	'customerCreditLimit',
	'customerCreditLimitUntil',
	'paidAmount',
	'paidOn',
	'status',
	'paymentUrl',
	'cardUrl',
	'boletoLine',
	'pixPayload',
	'fine',
	'interest',
	'discount',
	'graceBankingDays',
] as const;
export type FieldKey = (typeof FIELD_KEYS)[number];

export interface ImportField {
	key: FieldKey;
	/** For operators, in Portuguese. */
	label: string;
	/** A row without it is not imported. */
	required: boolean;
	/** Header names that mean this field, in {@link normaliseHeader} form, the surest first. */
	names: readonly string[];
	/** Words in a row that mean this field inside a longer header too ("Data de vencimento atual"). */
	within?: readonly string[];
	/** Words that make a longer header mean something else ("Dias após o vencimento"). */
	never?: readonly string[];
}

const words = (text: string): string[] => text.split(' ');
const NOT_AMOUNT = words('pago paga recebido recebida liquido desconto juros multa mora taxa tarifa abatimento aberto saldo unitario imposto iss frete atualizado minimo paid discount fee tax net balance');
const NOT_DAY = words('dias dia days atraso prazo limite desconto status situacao');
const NOT_PAYER = words('vendedor banco empresa cedente beneficiario fornecedor emitente contato seller');

/** The fields of an import, the required ones first. */
export const IMPORT_FIELDS: readonly ImportField[] = [
	{
		key: 'number',
		label: 'Número da fatura',
		required: true,
		names: words('number invoice_number nosso_numero numero_fatura numero_titulo numero_nota numero_nf numero_nfe numero_nfse numero_boleto numero_documento numero_parcela numero_duplicata seu_numero documento_fiscal nota_fiscal numero fatura titulo duplicata nf nfe nfse nota invoice invoice_no invoice_id id_fatura id_titulo id_boleto id_cobranca id_pagamento id_conta codigo_fatura codigo_titulo identificador external_reference referencia id documento'),
		within: words('nosso_numero numero_fatura numero_titulo numero_nota numero_documento documento_fiscal nota_fiscal invoice_number'),
		never: [...NOT_PAYER, ...words('cliente sacado pagador data valor serie tipo')],
	},
	{
		key: 'dueDate',
		label: 'Vencimento',
		required: true,
		names: words('due_date vencimento data_vencimento dt_vencimento data_vencto dt_vencto data_venc dt_venc venc vencto vence_em vence vencimento_atual vencimento_original vencimento_real due due_on due_at date_due'),
		within: words('vencimento vencto due_date'),
		never: [...NOT_DAY, ...words('valor')],
	},
	{
		key: 'amount',
		label: 'Valor',
		required: true,
		names: words('amount valor valor_total valor_titulo valor_original valor_fatura valor_documento valor_nominal valor_boleto valor_parcela valor_bruto valor_cobranca valor_nota valor_conta valor_receber vl_titulo vlr_titulo vl_total vlr_total vl vlr value original_value amount_due invoice_amount total_amount total quantia'),
		within: words('valor_titulo valor_documento valor_fatura valor_parcela valor_boleto valor_total valor_original valor_conta invoice_amount total_amount'),
		never: [...NOT_AMOUNT, 'data'],
	},
	{
		key: 'customerName',
		label: 'Nome do cliente',
		required: true,
		names: words('customer_name nome_cliente cliente_nome nome_sacado nome_pagador sacado pagador razao_social cliente_razao_social razao_social_cliente cliente nome_razao_social nome nome_completo nome_fantasia cliente_nome_fantasia devedor tomador customer client client_name payer debtor bill_to contato nome_contato name'),
		within: words('nome_cliente nome_sacado nome_pagador razao_social customer_name'),
		never: [...NOT_PAYER, ...words('codigo id cpf cnpj email telefone')],
	},
	{
		key: 'issueDate',
		label: 'Emissão',
		required: false,
		names: words('issue_date emissao data_emissao dt_emissao emitido_em emitida_em data_documento data_processamento data_criacao criado_em issued_on issued_at invoice_date date_created'),
		within: words('emissao issue_date'),
		never: NOT_DAY,
	},
	{
		key: 'description',
		label: 'Descrição',
		required: false,
		names: words('description descricao historico descricao_servico servico descricao_cobranca discriminacao produto referente observacao observacoes complemento memo details'),
		within: words('descricao historico'),
		never: words('codigo forma categoria status'),
	},
	{
		key: 'customerDocument',
		label: 'CPF ou CNPJ do cliente',
		required: false,
		names: words('customer_document cpf_cnpj cnpj_cpf cpf_ou_cnpj cnpj_ou_cpf cpf_cnpj_cliente cliente_cpf_cnpj cpf_cnpj_sacado cpf_cnpj_pagador cpf cnpj cpf_cliente cnpj_cliente documento_cliente documento_sacado documento_pagador inscricao_sacado inscricao_pagador documento tax_id doc'),
		within: words('cpf_cnpj cnpj_cpf cpf cnpj'),
		never: NOT_PAYER,
	},
	{
		key: 'customerEmail',
		label: 'E-mail do cliente',
		required: false,
		names: words('customer_email email email_cliente cliente_email email_cobranca email_financeiro email_sacado email_pagador email_address mail correio_eletronico'),
		within: words('email'),
		never: [...words('enviado enviada envio status sent data vendedor empresa')],
	},
	{
		key: 'customerPhone',
		label: 'Telefone do cliente',
		required: false,
		names: words('customer_phone whatsapp celular telefone_celular mobile_phone mobile telefone fone telefone_cliente cliente_telefone celular_cliente telefone_1 fone_1 telefone_contato tel phone phone_number contato_telefone'),
		within: words('whatsapp celular telefone fone phone'),
		never: [...words('enviado enviada envio status sent data ddd vendedor empresa')],
	},
	{
		key: 'customerState',
		label: 'UF do cliente',
		required: false,
		names: words('customer_state uf estado uf_cliente estado_cliente uf_sacado uf_pagador cliente_uf state'),
	},
	{
		key: 'customerCity',
		label: 'Cidade do cliente',
		required: false,
		names: words('customer_city cidade municipio cidade_cliente municipio_cliente cliente_cidade cliente_municipio cidade_sacado cidade_pagador municipio_sacado municipio_pagador nome_cidade nome_municipio localidade endereco_cidade cidade_cobranca city town'),
		within: words('cidade municipio'),
		never: [...NOT_PAYER, ...words('codigo id ibge uf prestacao servico data')],
	},
	{
		key: 'customerPostalCode',
		label: 'CEP do cliente',
		required: false,
		names: words('customer_postal_code cep cep_cliente cliente_cep cep_sacado cep_pagador cep_cobranca endereco_cep codigo_postal postal_code zip_code zip postcode zipcode'),
		within: words('cep codigo_postal postal_code zip_code'),
		never: [...NOT_PAYER, ...words('data entrega')],
	},
	{
		key: 'customerCode',
		label: 'Código do cliente',
		required: false,
		names: words('customer_code codigo_cliente cod_cliente id_cliente cliente_id cliente_codigo numero_cliente matricula codigo_sacado codigo_pagador customer_id client_id codigo_contato id_contato'),
		within: words('codigo_cliente cod_cliente id_cliente customer_id'),
	},
	{
		key: 'customerSince',
		label: 'Cliente desde',
		required: false,
		names: words('customer_since cliente_desde data_cliente_desde data_inicio_cliente desde_cliente inicio_relacionamento data_inicio_relacionamento data_cadastro_cliente cliente_data_cadastro cliente_cadastro data_primeira_compra primeira_compra client_since'),
		within: words('cliente_desde customer_since inicio_relacionamento'),
		never: [...NOT_PAYER, ...words('dias meses anos')],
	},
	{
		key: 'customerCreditLimit',
		label: 'Limite de crédito',
		required: false,
		names: words('customer_credit_limit credit_limit limite_credito valor_limite_credito limite_credito_cliente cliente_limite_credito limite_cliente valor_limite limite_aprovado'),
		within: words('limite_credito credit_limit'),
		never: words('data validade vencimento disponivel utilizado usado tomado saldo dias ate until status situacao'),
	},
	{
		key: 'customerCreditLimitUntil',
		label: 'Validade do limite de crédito',
		required: false,
		names: words('customer_credit_limit_until credit_limit_until validade_limite validade_limite_credito limite_valido_ate limite_credito_valido_ate limite_ate data_validade_limite data_limite_credito vencimento_limite vencimento_limite_credito data_vencimento_limite limite_validade credit_limit_expires credit_limit_expiry'),
		within: words('validade_limite limite_valido_ate vencimento_limite credit_limit_until'),
		never: words('dias desconto'),
	},
	{
		key: 'paidAmount',
		label: 'Valor pago',
		required: false,
		names: words('paid_amount valor_pago valor_recebido total_pago total_recebido valor_baixado valor_liquidado valor_quitado valor_baixa vl_pago vlr_pago pago recebido amount_paid paid'),
		within: words('valor_pago valor_recebido amount_paid paid_amount'),
		never: words('data juros multa desconto'),
	},
	{
		key: 'paidOn',
		label: 'Data do pagamento',
		required: false,
		names: words('paid_on data_pagamento dt_pagamento dt_pgto data_pgto pago_em paga_em recebido_em paid_at payment_date data_recebimento dt_recebimento data_baixa dt_baixa data_liquidacao dt_liquidacao data_quitacao data_credito liquidacao quitacao'),
		within: words('data_pagamento data_recebimento data_liquidacao payment_date'),
		never: words('prevista previsto previsao limite agendado agendada expected'),
	},
	{
		key: 'status',
		label: 'Situação',
		required: false,
		names: words('status situacao status_fatura situacao_fatura status_titulo situacao_titulo status_pagamento situacao_pagamento status_boleto situacao_boleto status_cobranca situacao_cobranca invoice_status payment_status'),
	},
	{
		key: 'paymentUrl',
		label: 'Link de pagamento',
		required: false,
		names: words('payment_url link_pagamento link_boleto url_boleto url_pagamento link_fatura url_fatura link_cobranca invoice_url bank_slip_url boleto_url payment_link link url'),
		within: words('link_pagamento link_boleto link_fatura url_boleto url_pagamento payment_link'),
		never: words('status cartao card'),
	},
	{
		key: 'cardUrl',
		label: 'Link para pagar com cartão',
		required: false,
		names: words('card_url link_cartao url_cartao link_pagamento_cartao link_cartao_credito card_link'),
		within: words('link_cartao url_cartao'),
	},
	{
		key: 'boletoLine',
		label: 'Linha digitável',
		required: false,
		names: words('boleto_line linha_digitavel linha_digitavel_boleto linha_boleto codigo_barras codigo_barras_boleto codigo_boleto barcode identification_field digitable_line'),
		within: words('linha_digitavel codigo_barras'),
		never: words('imagem image'),
	},
	{
		key: 'pixPayload',
		label: 'Pix copia e cola',
		required: false,
		names: words('pix_payload pix_copia_cola pix_copia_e_cola copia_cola copia_e_cola codigo_pix pix_codigo pix_qr_code qr_code_pix qrcode_pix pix_code brcode br_code pix'),
		within: words('copia_cola copia_e_cola'),
		never: words('chave imagem image key'),
	},
	// Columns named just "multa", "juros" or "desconto" hold amounts in most systems: those are no terms.
	{
		key: 'fine',
		label: 'Multa por atraso',
		required: false,
		names: words('fine fine_percent multa_percentual percentual_multa perc_multa multa_perc taxa_multa multa_contratual multa_atraso'),
	},
	{
		key: 'interest',
		label: 'Juros de mora',
		required: false,
		names: words('interest interest_percent juros_percentual percentual_juros perc_juros juros_perc taxa_juros juros_mes juros_ao_mes juros_am juros_contratual juros_contratuais'),
	},
	{
		key: 'discount',
		label: 'Desconto por antecipação',
		required: false,
		names: words('discount early_discount desconto_antecipacao desconto_pontualidade desconto_condicional desconto_ate_vencimento regra_desconto'),
	},
	{
		key: 'graceBankingDays',
		label: 'Carência em dias úteis bancários',
		required: false,
		names: words('grace_banking_days carencia dias_carencia carencia_dias tolerancia dias_tolerancia'),
	},
];

/** {@link IMPORT_FIELDS} by key. */
export const FIELD_BY_KEY = Object.fromEntries(IMPORT_FIELDS.map((field) => [field.key, field])) as Record<
	FieldKey,
	ImportField
>;

/**
 * A header as the lists above write it: lower-case, without accents, camelCase split, everything else than
 * letters and digits as `_`; the ordinal sign goes (`Nº` is `n`).
 */
export function normaliseHeader(header: string): string {
	return header
		.slice(0, 200)
		.replace(/[ºª°]/g, '')
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_|_$/g, '');
}
