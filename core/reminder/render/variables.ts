/** What a variable holds: decides how it prints and what helpers take it. */
export type ValueKind = 'text' | 'money' | 'day' | 'number' | 'boolean' | 'url';

export interface ValueNode {
	kind: ValueKind;
	example: string;
	description: string;
}

export interface GroupNode {
	kind: 'group';
	fields: ReadonlyMap<string, VariableNode>;
}

export interface ListNode {
	kind: 'list';
	item: GroupNode;
}

export type VariableNode = ValueNode | GroupNode | ListNode;

function value(kind: ValueKind, example: string, description: string): ValueNode {
	return { kind, example, description };
}

function group(fields: Record<string, VariableNode>): GroupNode {
	return { kind: 'group', fields: new Map(Object.entries(fields)) };
}

const INVOICE = group({
	numero: value('text', '1001', 'Número da fatura.'),
	descricao: value('text', 'Mensalidade de março', 'Descrição da fatura; pode estar vazia.'),
	emissao: value('day', '01/03/2026', 'Data de emissão; pode estar vazia.'),
	vencimento: value('day', '10/03/2026', 'Data de vencimento.'),
	pagavelAte: value('day', '10/03/2026', 'Último dia para pagar sem atraso: o vencimento ou, se os bancos não abrem nele, o próximo dia útil bancário.'),
	valor: value('money', 'R$ 200,00', 'Valor original.'),
	valorPago: value('money', 'R$ 50,00', 'Quanto já foi pago.'),
	saldo: value('money', 'R$ 150,00', 'Quanto falta pagar do valor original.'),
	valorAtualizado: value('money', 'R$ 153,25', 'Quanto é preciso pagar hoje para quitar: com multa e juros, ou com o desconto. Igual ao saldo quando nada se cobra a mais.'),
	multa: value('money', 'R$ 3,00', 'Multa que o valor atualizado inclui; pode ser zero.'),
	juros: value('money', 'R$ 0,25', 'Juros que o valor atualizado inclui; pode ser zero.'),
	encargos: value('money', 'R$ 3,25', 'Multa e juros juntos; pode ser zero.'),
	desconto: value('money', 'R$ 0,00', 'Desconto por pagar antes, já tirado do valor atualizado; pode ser zero.'),
	validoAte: value('day', '15/03/2026', 'Último dia em que o valor atualizado quita a fatura; vazia se o tempo não muda o valor.'),
	diasAtraso: value('number', '5', 'Dias corridos depois do vencimento original; 0 se não está vencida.'),
	diasParaVencer: value('number', '0', 'Dias corridos até o último dia para pagar (pagavelAte); 0 nesse dia e depois dele.'),
	situacao: value('text', 'vencida há 5 dias', 'Situação em palavras: "vence em 5 dias", "vence hoje", "pode ser paga até 23/11/2026", "vencida há 1 dia", "paga"…'),
	vencida: value('boolean', 'sim', 'Se está em aberto e o último dia para pagar já passou; para usar em {{#if}}.'),
	noPrazo: value('boolean', 'não', 'Se está em aberto e ainda pode ser paga sem atraso; para usar em {{#if}}.'),
	paga: value('boolean', 'não', 'Se está paga; para usar em {{#if}}.'),
	parcial: value('boolean', 'sim', 'Se foi paga só em parte; para usar em {{#if}}.'),
	pagoEm: value('day', '12/03/2026', 'Data do pagamento que quitou a fatura; vazia enquanto está em aberto.'),
	linkPagamento: value('url', 'https://pagamento.exemplo.com.br/1001', 'Página de pagamento; pode estar vazia.'),
	linkCartao: value('url', 'https://pagamento.exemplo.com.br/1001/cartao', 'Página para pagar com cartão; pode estar vazia.'),
	linhaDigitavel: value('text', '00190.50095 40144.816069 06809.350314 9 95990000015000', 'Linha digitável do boleto; vazia se não há, ou se o boleto é de outro valor ou vencimento.'),
	pixCopiaECola: value('text', '00020126…6304BF53', 'Código Pix que paga só esta fatura; vazio se não há Pix, ou se o Pix da mensagem é de várias.'),
});

/** Every variable a template may name, in the shape of `ReminderContext`. */
export const VARIABLES: GroupNode = group({
	cliente: group({
		nome: value('text', 'Maria da Silva', 'Nome completo ou razão social do cliente.'),
		primeiroNome: value('text', 'Maria', 'Primeiro nome da pessoa, ou o nome inteiro da empresa.'),
		documento: value('text', '***.982.247-**', 'CPF do cliente, mascarado, ou CNPJ inteiro; pode estar vazio.'),
		email: value('text', 'maria@exemplo.com.br', 'E-mail do cliente; pode estar vazio.'),
		telefone: value('text', '(11) 91234-5678', 'Telefone do cliente; pode estar vazio.'),
	}),
	credor: group({
		nome: value('text', 'Escola Exemplo Ltda.', 'Nome de quem cobra.'),
		documento: value('text', '11.222.333/0001-81', 'CPF ou CNPJ de quem cobra.'),
		endereco: value('text', 'Rua das Flores, 100, Campinas, SP', 'Endereço de quem cobra.'),
		telefone: value('text', '(19) 3333-4444', 'Telefone de quem cobra; pode estar vazio.'),
		email: value('text', 'financeiro@exemplo.com.br', 'E-mail de quem cobra; pode estar vazio.'),
		chavePix: value('text', 'financeiro@exemplo.com.br', 'Chave Pix de quem cobra; pode estar vazia.'),
	}),
	fatura: INVOICE,
	faturas: { kind: 'list', item: INVOICE },
	total: group({
		quantidade: value('number', '3', 'Quantas faturas a mensagem reúne, vencidas ou não.'),
		valor: value('money', 'R$ 600,00', 'Soma dos valores originais.'),
		valorPago: value('money', 'R$ 50,00', 'Soma do que já foi pago.'),
		saldo: value('money', 'R$ 550,00', 'Soma do que falta pagar.'),
		valorAtualizado: value('money', 'R$ 553,25', 'Soma dos valores atualizados.'),
	}),
	vencidas: group({
		quantidade: value('number', '2', 'Quantas faturas da mensagem estão vencidas; pode ser 0.'),
		saldo: value('money', 'R$ 350,00', 'Soma do que falta pagar das vencidas.'),
		valorAtualizado: value('money', 'R$ 353,25', 'Soma dos valores atualizados das vencidas.'),
	}),
	aVencer: group({
		quantidade: value('number', '1', 'Quantas faturas em aberto da mensagem ainda estão no prazo; pode ser 0.'),
		saldo: value('money', 'R$ 200,00', 'Soma do que falta pagar das que estão no prazo.'),
		valorAtualizado: value('money', 'R$ 200,00', 'Soma dos valores atualizados das que estão no prazo.'),
	}),
	hoje: value('day', '15/03/2026', 'A data do envio.'),
	varias: value('boolean', 'sim', 'Se a mensagem reúne mais de uma fatura; para usar em {{#if}}.'),
	variasVencidas: value('boolean', 'sim', 'Se mais de uma fatura da mensagem está vencida; para usar em {{#if}}.'),
});

export interface VariableDescription {
	/** As templates write it: `fatura.saldo`, or `faturas[].saldo` for a field of each one in the list. */
	name: string;
	example: string;
	description: string;
}

function describe(node: VariableNode, name: string): VariableDescription[] {
	if (node.kind === 'group') {
		return [...node.fields].flatMap(([key, field]) => describe(field, name === '' ? key : `${name}.${key}`));
	}
	if (node.kind === 'list') return describe(node.item, `${name}[]`);
	return [{ name, example: node.example, description: node.description }];
}

/** All variables with an example and an explanation in Portuguese, in reading order. */
export function templateVariables(): VariableDescription[] {
	return describe(VARIABLES, '');
}
