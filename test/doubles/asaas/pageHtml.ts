import { formatLine } from '../../../core/boleto/index.ts';
import { centsFromDecimal, formatCents } from '../../../core/money/cents.ts';
import type { AsaasAccount } from './account.ts';
import { dueValue } from './amounts.ts';
import { bankSlipCodes, pixCodes } from './codes.ts';
import { OWED } from './life.ts';
import type { Payment, PaymentStatus } from './types.ts';

const TITLE = 'Asaas de demonstração (simulado)';
const MOST_LISTED = 200;

const STATUS: Record<PaymentStatus, string> = {
	PENDING: 'Aguardando pagamento',
	RECEIVED: 'Pago',
	CONFIRMED: 'Pago',
	OVERDUE: 'Vencida',
	REFUNDED: 'Estornada',
	RECEIVED_IN_CASH: 'Pago em dinheiro',
	REFUND_REQUESTED: 'Estorno pedido',
	REFUND_IN_PROGRESS: 'Estorno em andamento',
	CHARGEBACK_REQUESTED: 'Contestada',
	CHARGEBACK_DISPUTE: 'Contestação em disputa',
	AWAITING_CHARGEBACK_REVERSAL: 'Disputa ganha',
	DUNNING_REQUESTED: 'Em negativação',
	DUNNING_RECEIVED: 'Pago',
	AWAITING_RISK_ANALYSIS: 'Em análise',
};

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --accent: #0b57d0; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --accent: #a8c7fa; --on-accent: #062e6f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1rem; padding-bottom: .5rem; font-size: .9rem; }
h1 { font-size: 1.25rem; margin: .5rem 0; }
.amount { font-size: 2rem; font-weight: 600; margin: 0; }
.status { display: inline-block; padding: .1rem .6rem; border-radius: 1rem; background: var(--soft); }
code { display: block; padding: .6rem; background: var(--soft); border-radius: .4rem; overflow-wrap: anywhere; user-select: all; }
img { display: block; width: 12rem; max-width: 100%; margin: .6rem 0; image-rendering: pixelated; }
button { display: block; width: 100%; margin: .5rem 0; padding: .75rem; border: 0; border-radius: .4rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: .4rem; border-bottom: 1px solid var(--line); }
td:nth-child(2), th:nth-child(2) { text-align: right; white-space: nowrap; }
a { color: var(--accent); }
@media (max-width: 30rem) { th:nth-child(3), td:nth-child(3) { display: none; } }
`;

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(heading: string, content: string): string {
	return `<!doctype html>
<html lang="pt-BR">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(heading)} · ${TITLE}</title><style>${STYLE}</style></head>
<body><header><a href="/">${TITLE}</a><br>Nenhum dinheiro de verdade passa por aqui.</header><main><h1>${escape(heading)}</h1>${content}</main></body>
</html>`;
}

function money(value: number): string {
	return formatCents(centsFromDecimal(value));
}

function brazilian(day: string): string {
	return day.split('-').reverse().join('/');
}

function statusOf({ status, deleted }: Payment): string {
	return deleted ? 'Removida' : STATUS[status];
}

/** Every charge that is not removed, newest first. */
export function listPage(account: AsaasAccount): string {
	const { data, totalCount } = account.payments.page(0, MOST_LISTED);
	const rows = data.map((payment) => {
		const name = account.customers.get(payment.customer)?.name ?? payment.customer;
		const link = `<a href="/i/${payment.id.replace(/^pay_/, '')}">${escape(name)}</a>`;
		return `<tr><td>${link}</td><td>${money(payment.value)}</td><td>${brazilian(payment.dueDate)}</td><td>${statusOf(payment)}</td></tr>`;
	});
	const table = `<table><thead><tr><th>Cliente</th><th>Valor</th><th>Vencimento</th><th>Situação</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
	const rest = totalCount > data.length ? `<p>As ${data.length} mais novas de ${totalCount}.</p>` : '';
	return page('Cobranças da conta', data.length === 0 ? '<p>Ainda não há cobranças.</p>' : table + rest);
}

function waysToPay(account: AsaasAccount, payment: Payment): string {
	const parts: string[] = [];
	const ways: Array<[by: string, label: string]> = [];
	if (payment.billingType !== 'CREDIT_CARD') {
		const { payload, encodedImage } = pixCodes(account, payment);
		parts.push(`<h2>Pix copia e cola</h2><code>${escape(payload)}</code><img src="data:image/png;base64,${encodedImage}" alt="QR code do Pix">`);
		ways.push(['PIX', 'Pagar com Pix (simulação)']);
	}
	if (payment.nossoNumero !== null) {
		parts.push(`<h2>Linha digitável do boleto</h2><code>${formatLine(bankSlipCodes(payment).identificationField)}</code>`);
		ways.push(['BOLETO', 'Pagar boleto (simulação)']);
	}
	ways.push(['CREDIT_CARD', 'Pagar com cartão (simulação)']);
	const buttons = ways.map(([by, label]) => `<button name="by" value="${by}">${label}</button>`).join('');
	return `<form method="post" action="/i/${payment.id.replace(/^pay_/, '')}/pagar">${buttons}</form>${parts.join('')}`;
}

/** What a customer sees of a charge. */
export function chargePage(account: AsaasAccount, payment: Payment): string {
	const isOwed = !payment.deleted && OWED.includes(payment.status);
	const amount = isOwed ? dueValue(payment, account.today) : payment.value;
	const about = [
		`<p><span class="status">${statusOf(payment)}</span></p>`,
		`<p class="amount">${money(amount)}</p>`,
		amount === payment.value ? '' : `<p>Valor original: ${money(payment.value)}</p>`,
		`<p>Vencimento: ${brazilian(payment.dueDate)}<br>Fatura nº ${payment.invoiceNumber}</p>`,
		payment.description === null ? '' : `<p>${escape(payment.description)}</p>`,
		payment.clientPaymentDate === null ? '' : `<p>Pago em ${brazilian(payment.clientPaymentDate)}.</p>`,
	];
	return page(`Cobrança de ${account.name}`, about.join('') + (isOwed ? waysToPay(account, payment) : ''));
}

export function notFoundPage(): string {
	return page('Página não encontrada', '<p>Esta cobrança não existe.</p>');
}
