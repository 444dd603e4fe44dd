import type { ReadyTemplate } from './readyTemplate';

export const overdueOver15: ReadyTemplate = {
	id: 'overdueOver15',
	label: 'Overdue Over 15 Days: Negotiation',
	description: 'Firm and respectful: asks for a settlement and offers to negotiate',
	days: 'D+16 and later',
	subject:
		'{{#if variasVencidas}}Vamos regularizar {{vencidas.quantidade}} faturas em aberto?{{else if fatura.vencida}}Vamos regularizar a fatura {{fatura.numero}}?{{else}}Lembrete de pagamento de {{credor.nome}}{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if variasVencidas}}
Continuam em aberto {{vencidas.quantidade}} faturas vencidas em seu nome, no total de **{{moeda vencidas.valorAtualizado}}**. A mais antiga venceu em {{dataExtenso fatura.vencimento}}.
{{else if fatura.vencida}}
A fatura {{fatura.numero}}, com vencimento em {{dataExtenso fatura.vencimento}}, continua em aberto, com saldo de **{{moeda fatura.valorAtualizado}}**{{#if fatura.encargos}} (com multa e juros até hoje){{/if}}.
{{/if}}

{{#if aVencer.quantidade}}{{#if fatura.vencida}}Aproveitamos para lembrar também do que ainda está no prazo.{{else}}Passamos só para lembrar do que ainda está no prazo:{{/if}}{{/if}}

{{> faturas}}

{{> composicao}}

{{#if variasVencidas}}
Pedimos que os pagamentos em atraso sejam regularizados ou que entre em contato conosco nos próximos dias.
{{else if fatura.vencida}}
Pedimos que o pagamento em atraso seja regularizado ou que entre em contato conosco nos próximos dias.
{{/if}}

{{> pagamento}}

{{#if fatura.vencida}}
**Se não for possível pagar tudo de uma vez, vamos negociar.** Podemos conversar sobre uma nova data ou um parcelamento que caiba no seu orçamento. Basta responder a esta mensagem.
{{/if}}

Se já pagou, desconsidere esta mensagem e, por gentileza, envie o comprovante para atualizarmos o nosso registro.`,
};
