import type { ReadyTemplate } from './readyTemplate';

export const overdueOver15: ReadyTemplate = {
	id: 'overdueOver15',
	label: 'Overdue Over 15 Days: Negotiation',
	description: 'Firm and respectful: asks for a settlement and offers to negotiate',
	days: 'D+16 and later',
	subject:
		'{{#if varias}}Vamos regularizar as suas {{total.quantidade}} faturas em aberto?{{else}}Vamos regularizar a fatura {{fatura.numero}}?{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if varias}}Continuam em aberto {{total.quantidade}} faturas em seu nome, no total de **{{moeda total.saldo}}**. A mais antiga venceu em {{dataExtenso fatura.vencimento}}.{{else}}A fatura {{fatura.numero}}, com vencimento em {{dataExtenso fatura.vencimento}}, continua em aberto, com saldo de **{{moeda fatura.saldo}}**.{{/if}}

{{> faturas}}

Pedimos que {{#if varias}}os pagamentos sejam regularizados{{else}}o pagamento seja regularizado{{/if}} ou que entre em contato conosco nos próximos dias.

{{> pagamento}}

**Se não for possível pagar tudo de uma vez, vamos negociar.** Podemos conversar sobre uma nova data ou um parcelamento que caiba no seu orçamento. Basta responder a esta mensagem.

Se já pagou, desconsidere esta mensagem e, por gentileza, envie o comprovante para atualizarmos o nosso registro.`,
};
