import type { ReadyTemplate } from './readyTemplate';

export const thanksForPaying: ReadyTemplate = {
	id: 'thanksForPaying',
	label: 'Thanks for Paying',
	description: 'Confirms that the payment was received and thanks for it',
	days: 'after payment',
	subject:
		'{{#if varias}}Recebemos o seu pagamento de {{moeda total.valorPago}}. Obrigado!{{else}}Recebemos o pagamento da fatura {{fatura.numero}}. Obrigado!{{/if}}',
	message: `Olá, {{cliente.primeiroNome}},

{{#if varias}}Confirmamos o recebimento de **{{moeda total.valorPago}}**, referente às {{total.quantidade}} faturas abaixo.{{else}}Confirmamos o recebimento de **{{moeda fatura.valorPago}}**, referente à fatura {{fatura.numero}}{{#if fatura.pagoEm}}, em {{dataExtenso fatura.pagoEm}}{{/if}}.{{/if}} Muito obrigado!

{{> faturas}}

{{#if total.valorAtualizado}}Ainda resta um saldo de {{moeda total.valorAtualizado}}. Se precisar de qualquer ajuda, estamos à disposição.{{else}}{{#if varias}}Está tudo certo com essas faturas{{else}}Está tudo certo com essa fatura{{/if}}: não é preciso fazer mais nada.{{/if}}

Agradecemos a confiança. Até a próxima!`,
};
