import type { ReadyTemplate } from './readyTemplate';

export const overdue1to5: ReadyTemplate = {
	id: 'overdue1to5',
	label: 'Overdue 1–5 Days: Light Notice',
	description: 'A light notice: the payment may simply have been overlooked',
	days: 'D+1 to D+5',
	subject:
		'{{#if varias}}{{total.quantidade}} faturas em aberto com {{credor.nome}}{{else}}Sua fatura {{fatura.numero}} está em aberto{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if varias}}Pode ter passado despercebido, mas ainda não identificamos o pagamento de {{total.quantidade}} faturas suas, no total de **{{moeda total.saldo}}**:{{else}}Pode ter passado despercebido, mas ainda não identificamos o pagamento {{#if fatura.parcial}}do saldo {{/if}}da sua fatura {{fatura.numero}}, no valor de **{{moeda fatura.saldo}}**:{{/if}}

{{> faturas}}

{{> pagamento}}

Se já pagou, desconsidere esta mensagem: às vezes o pagamento leva um ou dois dias úteis para aparecer por aqui.

Se houve algum problema ou se precisar de ajuda, conte conosco.`,
};
