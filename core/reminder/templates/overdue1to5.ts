import type { ReadyTemplate } from './readyTemplate';

export const overdue1to5: ReadyTemplate = {
	id: 'overdue1to5',
	label: 'Overdue 1–5 Days: Light Notice',
	description: 'A light notice: the payment may simply have been overlooked',
	days: 'D+1 to D+5',
	subject:
		'{{#if variasVencidas}}{{vencidas.quantidade}} faturas em aberto com {{credor.nome}}{{else if fatura.vencida}}Sua fatura {{fatura.numero}} está em aberto{{else}}Lembrete de pagamento de {{credor.nome}}{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if variasVencidas}}
Pode ter passado despercebido, mas ainda não identificamos o pagamento de {{vencidas.quantidade}} faturas suas, no total de **{{moeda vencidas.valorAtualizado}}**.
{{else if fatura.vencida}}
Pode ter passado despercebido, mas ainda não identificamos o pagamento {{#if fatura.parcial}}do saldo {{/if}}da sua fatura {{fatura.numero}}, no valor de **{{moeda fatura.valorAtualizado}}**{{#if fatura.encargos}} (com multa e juros até hoje){{/if}}.
{{/if}}

{{#if aVencer.quantidade}}{{#if fatura.vencida}}Aproveitamos para lembrar também do que ainda está no prazo.{{else}}Passamos só para lembrar do que ainda está no prazo:{{/if}}{{/if}}

{{> faturas}}

{{> composicao}}

{{> pagamento}}

Se já pagou, desconsidere esta mensagem: às vezes o pagamento leva um ou dois dias úteis para aparecer por aqui.

Se houve algum problema ou se precisar de ajuda, conte conosco.`,
};
