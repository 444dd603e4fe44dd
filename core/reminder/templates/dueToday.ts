import type { ReadyTemplate } from './readyTemplate';

export const dueToday: ReadyTemplate = {
	id: 'dueToday',
	label: 'Due Today',
	description: 'A short and courteous notice on the due date',
	days: 'D0',
	subject:
		'{{#if varias}}Lembrete de vencimento das suas {{total.quantidade}} faturas de {{credor.nome}}{{else if fatura.vencida}}Lembrete da sua fatura {{fatura.numero}}{{else}}Sua fatura {{fatura.numero}} {{fatura.situacao}}{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if varias}}Segue um lembrete das suas faturas{{#unless fatura.vencida}}, no total de **{{moeda total.valorAtualizado}}**{{/unless}}. Veja abaixo o vencimento de cada uma:{{else}}Lembramos que a sua fatura de **{{moeda fatura.valorAtualizado}}** {{#if fatura.vencida}}está em aberto{{else}}{{fatura.situacao}}{{/if}}:{{/if}}

{{> faturas}}

{{> composicao}}

{{> pagamento}}

Se já pagou, desconsidere esta mensagem e receba o nosso agradecimento. Se precisar de ajuda com o pagamento, é só falar conosco.

Um abraço!`,
};
