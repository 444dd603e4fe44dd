import type { ReadyTemplate } from './readyTemplate';

export const beforeDue: ReadyTemplate = {
	id: 'beforeDue',
	label: 'Before Due: Friendly Reminder',
	description: 'A courteous reminder of what is about to fall due',
	days: 'D-10 to D-1',
	subject:
		'{{#if fatura.vencida}}Lembrete de pagamento de {{credor.nome}}{{else if varias}}Lembrete das suas {{total.quantidade}} faturas de {{credor.nome}}{{else}}Lembrete: sua fatura {{fatura.numero}} {{fatura.situacao}}{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

Esperamos que esteja tudo bem. Passamos só para lembrar {{#if fatura.vencida}}do que está em aberto:{{else if varias}}das suas faturas, no total de **{{moeda total.valorAtualizado}}**:{{else}}da sua fatura {{fatura.numero}}, no valor de **{{moeda fatura.valorAtualizado}}**{{#if fatura.desconto}}, já com o desconto de {{moeda fatura.desconto}}{{#if fatura.validoAte}} para pagamento até {{data fatura.validoAte}}{{/if}}{{/if}}:{{/if}}

{{> faturas}}

{{> composicao}}

{{> pagamento}}

Se o pagamento já foi feito ou está agendado, não é preciso fazer mais nada. E, se tiver qualquer dúvida, conte conosco.

Obrigado pela parceria!`,
};
