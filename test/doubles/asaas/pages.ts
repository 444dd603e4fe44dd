import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AsaasAccount } from './account.ts';
import { view } from './disputes.ts';
import { ApiError } from './errors.ts';
import { OWED, pay, type PaidBy } from './life.ts';
import { chargePage, listPage, notFoundPage } from './pageHtml.ts';
import { parseBody, readBytes } from './requestBody.ts';
import type { Payment } from './types.ts';

const CHARGE = /^\/(?:i|b\/pdf)\/([a-z0-9]+)$/;
const PAY = /^\/i\/([a-z0-9]+)\/pagar$/;
const WAYS: readonly PaidBy[] = ['PIX', 'BOLETO', 'CREDIT_CARD'];
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'";

function reply(response: ServerResponse, html: string, status = 200): void {
	response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'cache-control': 'no-store' });
	response.end(html);
}

/** The page that a customer gets to by `invoiceUrl`; the gateway tells that it was seen. */
function showCharge(account: AsaasAccount, response: ServerResponse, payment: Payment, isSlip: boolean): void {
	if (!payment.deleted && OWED.includes(payment.status)) view(account, payment, isSlip ? 'bankSlip' : 'invoice');
	reply(response, chargePage(account, payment));
}

async function takePayment(account: AsaasAccount, request: IncomingMessage, response: ServerResponse, payment: Payment): Promise<void> {
	const { by } = await parseBody(await readBytes(request), request.headers['content-type']);
	const way = WAYS.find((one) => one === by);
	try {
		// a second press of the button finds the charge paid, and the page says so
		if (way) pay(account, payment, { by: way });
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
	}
	response.writeHead(303, { location: `/i/${payment.id.replace(/^pay_/, '')}` });
	response.end();
}

/** Pages of the demo: what is not the API. */
export async function answerPage(account: AsaasAccount, request: IncomingMessage, response: ServerResponse, { pathname }: URL): Promise<void> {
	if (request.method === 'GET' && pathname === '/') return reply(response, listPage(account));
	const [, own] = (request.method === 'POST' ? PAY : CHARGE).exec(pathname) ?? [];
	const payment = account.payments.get(`pay_${own}`);
	if (payment === undefined) return reply(response, notFoundPage(), 404);
	if (request.method === 'POST') return takePayment(account, request, response, payment);
	showCharge(account, response, payment, pathname.startsWith('/b/'));
}
