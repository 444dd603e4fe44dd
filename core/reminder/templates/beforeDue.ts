import type { ReadyTemplate } from './readyTemplate';

export const beforeDue: ReadyTemplate = {
	id: 'beforeDue',
	label: 'Before Due: Friendly Reminder',
	description: 'A courteous reminder of what is about to fall due',
	days: 'D-10 to D-1',
	subject:
		'{{#if varias}}Lembrete: suas {{total.quantidade}} próximas faturas de {{credor.nome}}{{else}}Lembrete: sua fatura {{fatura.numero}} {{fatura.situacao}}{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

Esperamos que esteja tudo bem. Passamos só para lembrar {{#if varias}}das suas próximas faturas, no total de **{{moeda total.saldo}}**:{{else}}da sua próxima fatura, no valor de **{{moeda fatura.saldo}}**:{{/if}}

{{> faturas}}

{{> pagamento}}

Se o pagamento já foi feito ou está agendado, não é preciso fazer mais nada. E, se tiver qualquer dúvida, conte conosco.

Obrigado pela parceria!`,
};
