import type { ReadyTemplate } from './readyTemplate';

export const overdue6to15: ReadyTemplate = {
	id: 'overdue6to15',
	label: 'Overdue 6–15 Days: Firmer Notice',
	description: 'Polite and firmer: asks for a payment date and offers to talk',
	days: 'D+6 to D+15',
	subject:
		'{{#if varias}}Podemos combinar uma data para as suas {{total.quantidade}} faturas em aberto?{{else}}Podemos combinar uma data para a fatura {{fatura.numero}}?{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if varias}}Até hoje, {{data hoje}}, não identificamos o pagamento das {{total.quantidade}} faturas abaixo, que somam **{{moeda total.saldo}}**:{{else}}Até hoje, {{data hoje}}, não identificamos o pagamento {{#if fatura.parcial}}do saldo {{/if}}da fatura {{fatura.numero}}, no valor de **{{moeda fatura.saldo}}**:{{/if}}

{{> faturas}}

{{> pagamento}}

**Por favor, responda com a data em que pretende pagar.** Se aconteceu algum imprevisto ou se algum dado da cobrança não confere, fale conosco: queremos entender a situação e ajudar a resolver.

Se já pagou, desconsidere esta mensagem. Se puder, envie o comprovante para agilizarmos a baixa.

Contamos com o seu retorno.`,
};
