import type { ReadyTemplate } from './readyTemplate';

export const overdue6to15: ReadyTemplate = {
	id: 'overdue6to15',
	label: 'Overdue 6–15 Days: Firmer Notice',
	description: 'Polite and firmer: asks for a payment date and offers to talk',
	days: 'D+6 to D+15',
	subject:
		'{{#if variasVencidas}}Podemos combinar uma data para {{vencidas.quantidade}} faturas em aberto?{{else if fatura.vencida}}Podemos combinar uma data para a fatura {{fatura.numero}}?{{else}}Lembrete de pagamento de {{credor.nome}}{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if variasVencidas}}
Até hoje, {{data hoje}}, não identificamos o pagamento de {{vencidas.quantidade}} faturas vencidas, que somam **{{moeda vencidas.valorAtualizado}}**.
{{else if fatura.vencida}}
Até hoje, {{data hoje}}, não identificamos o pagamento {{#if fatura.parcial}}do saldo {{/if}}da fatura {{fatura.numero}}, no valor de **{{moeda fatura.valorAtualizado}}**{{#if fatura.encargos}} (com multa e juros até hoje){{/if}}.
{{/if}}

{{#if aVencer.quantidade}}{{#if fatura.vencida}}Aproveitamos para lembrar também do que ainda está no prazo.{{else}}Passamos só para lembrar do que ainda está no prazo:{{/if}}{{/if}}

{{> faturas}}

{{> composicao}}

{{> pagamento}}

{{#if fatura.vencida}}**Por favor, responda com a data em que pretende pagar{{#if aVencer.quantidade}} o que está em atraso{{/if}}.** {{/if}}Se aconteceu algum imprevisto ou se algum dado da cobrança não confere, fale conosco: queremos entender a situação e ajudar a resolver.

Se já pagou, desconsidere esta mensagem. Se puder, envie o comprovante para agilizarmos a baixa.

{{#if fatura.vencida}}Contamos com o seu retorno.{{else}}Obrigado pela parceria!{{/if}}`,
};
