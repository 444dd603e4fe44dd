import { closeDesks, openDesk } from './desk';

afterEach(closeDesks);

const read = async (url: string, init?: RequestInit) => {
	const response = await fetch(url, init);
	return { status: response.status, url: response.url, html: await response.text() };
};
const press = (by: string): RequestInit => ({ method: 'POST', body: new URLSearchParams({ by }) });

it('shows a charge to who has to pay it, and takes the payment', async () => {
	const desk = await openDesk();
	const { asaas } = desk;
	const charge = asaas.addPayment({ value: 1234.5, dueDate: '2027-03-20', billingType: 'UNDEFINED', description: '<b>Aula</b>' });
	const { html } = await read(charge.invoiceUrl);
	expect(html).toContain('Asaas de demonstração (simulado)');
	expect(html).toContain('Cobrança de Comércio de Demonstração Ltda');
	expect(html).toMatch(/R\$\s1\.234,50/);
	expect(html).toContain('20/03/2027');
	expect(html).toContain('Aguardando pagamento');
	expect(html).toContain('&#60;b&#62;Aula');
	expect(html).toMatch(/00020101021226[^<]+6304[0-9A-F]{4}/);
	expect(html).toMatch(/46191\.1\d{4} \d{5}\.\d{6}/);
	expect(html).toContain('src="data:image/png;base64,');
	for (const label of ['Pagar com Pix (simulação)', 'Pagar boleto (simulação)', 'Pagar com cartão (simulação)']) expect(html).toContain(label);
	const paid = await read(`${charge.invoiceUrl}/pagar`, press('PIX'));
	expect(paid.url).toBe(charge.invoiceUrl);
	expect(paid.html).toContain('Pago em 10/03/2027');
	expect(paid.html).not.toContain('(simulação)');
	expect(charge).toMatchObject({ status: 'RECEIVED', billingType: 'PIX' });
	expect((await read(`${charge.invoiceUrl}/pagar`, press('PIX'))).status).toBe(200);
	expect(desk.events().slice(0, 2)).toEqual(['PAYMENT_CHECKOUT_VIEWED PENDING', 'PAYMENT_RECEIVED RECEIVED']);
});

it('shows what is late with its fine, a card without codes, a removed one without ways to pay', async () => {
	const { asaas } = await openDesk();
	const late = await read(asaas.addPayment({ value: 100, dueDate: '2027-03-01', fine: { value: 2 } }).bankSlipUrl ?? '');
	expect(late.html).toMatch(/R\$\s102,00/);
	expect(late.html).toMatch(/Valor original: R\$\s100,00/);
	const card = asaas.addPayment({ billingType: 'CREDIT_CARD' });
	expect((await read(card.invoiceUrl)).html).not.toContain('Pix');
	await read(`${card.invoiceUrl}/pagar`, press('CREDIT_CARD'));
	expect(card.status).toBe('CONFIRMED');
	const removed = asaas.remove(asaas.addPayment().id);
	const { html } = await read(removed.invoiceUrl);
	expect(html).toContain('Removida');
	expect(html).not.toContain('(simulação)');
});

it('lists the charges of the account', async () => {
	const { asaas } = await openDesk();
	expect((await read(`${asaas.url}/`)).html).toContain('Ainda não há cobranças.');
	asaas.addMany(250);
	const { html } = await read(`${asaas.url}/`);
	expect(html).toContain('As 200 mais novas de 250.');
	expect(html.match(/href="\/i\/[a-z0-9]{16}"/g)).toHaveLength(200);
	expect((await read(`${asaas.url}/i/none`)).status).toBe(404);
	expect((await read(`${asaas.url}/elsewhere`)).status).toBe(404);
});
