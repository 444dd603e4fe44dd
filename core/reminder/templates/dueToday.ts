import type { ReadyTemplate } from './readyTemplate';

export const dueToday: ReadyTemplate = {
	id: 'dueToday',
	label: 'Due Today',
	description: 'A short and courteous notice on the due date',
	days: 'D0',
	subject:
		'{{#if varias}}Lembrete de vencimento das suas {{total.quantidade}} faturas de {{credor.nome}}{{else}}Sua fatura {{fatura.numero}} {{fatura.situacao}}{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if varias}}Segue um lembrete das suas faturas, no total de **{{moeda total.saldo}}**. Veja abaixo o vencimento de cada uma:{{else}}Lembramos que a sua fatura de **{{moeda fatura.saldo}}**, com vencimento em {{dataExtenso fatura.vencimento}}, está disponível para pagamento:{{/if}}

{{> faturas}}

{{> pagamento}}

Se já pagou, desconsidere esta mensagem e receba o nosso agradecimento. Se precisar de ajuda com o pagamento, é só falar conosco.

Um abraço!`,
};
