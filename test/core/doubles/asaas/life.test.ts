import { closeDesks, openDesk } from './desk';

afterEach(closeDesks);

const TERMS = { fine: { value: 2 }, interest: { value: 3 }, discount: { value: 10, dueDateLimitDays: 2 } };

it('adds fine and interest to what is late, and tells them before and after', async () => {
	const desk = await openDesk();
	const { id } = desk.asaas.addPayment({ value: 100, dueDate: '2027-02-28', ...TERMS });
	// 2 % and ten days of 3 % a month
	expect((await desk.get(`/payments/${id}`)).json).toMatchObject({ status: 'OVERDUE', value: 100, interestValue: 3, originalValue: null });
	desk.asaas.pay(id, { by: 'PIX' });
	expect((await desk.get(`/payments/${id}`)).json).toMatchObject({
		status: 'RECEIVED',
		value: 103,
		originalValue: 100,
		interestValue: 3,
		netValue: 102.01,
		billingType: 'PIX',
		paymentDate: '2027-03-10',
		clientPaymentDate: '2027-03-10',
		confirmedDate: '2027-03-10',
	});
});

it('takes a fixed fine, and the discount of who pays early', async () => {
	const { asaas } = await openDesk();
	const late = asaas.addPayment({ value: 100, dueDate: '2027-03-09', fine: { value: 7, type: 'FIXED' } });
	expect(asaas.pay(late.id).value).toBe(107);
	const early = asaas.addPayment({ value: 100, dueDate: '2027-03-12', ...TERMS });
	expect(asaas.pay(early.id)).toMatchObject({ value: 90, originalValue: 100, interestValue: null });
	const onTime = asaas.addPayment({ value: 100, dueDate: '2027-03-11', ...TERMS });
	expect(asaas.pay(onTime.id)).toMatchObject({ value: 100, originalValue: null });
	const part = asaas.addPayment({ value: 100 });
	expect(asaas.pay(part.id, { value: 40, on: '2027-03-08' })).toMatchObject({ value: 40, originalValue: 100, clientPaymentDate: '2027-03-08' });
});

it('pays by Pix, boleto and card', async () => {
	const desk = await openDesk();
	const { asaas } = desk;
	asaas.pay(asaas.addPayment({ billingType: 'UNDEFINED' }).id);
	asaas.pay(asaas.addPayment({ billingType: 'BOLETO' }).id);
	const card = asaas.addPayment({ billingType: 'CREDIT_CARD' });
	expect(asaas.pay(card.id)).toMatchObject({ status: 'CONFIRMED', paymentDate: null, clientPaymentDate: '2027-03-10', creditDate: '2027-04-11' });
	desk.day = '2027-04-11';
	expect(asaas.settle(card.id)).toMatchObject({ status: 'RECEIVED', paymentDate: '2027-04-11', clientPaymentDate: '2027-03-10' });
	expect(desk.events()).toEqual([
		'PAYMENT_RECEIVED RECEIVED',
		'PAYMENT_CONFIRMED CONFIRMED',
		'PAYMENT_RECEIVED RECEIVED',
		'PAYMENT_CONFIRMED CONFIRMED',
		'PAYMENT_RECEIVED RECEIVED',
	]);
	expect(() => asaas.pay(card.id)).toThrow('RECEIVED');
});

it('contests a card payment', async () => {
	const desk = await openDesk();
	const { asaas } = desk;
	const [won, lost] = [0, 1].map(() => asaas.addPayment({ billingType: 'CREDIT_CARD' }).id);
	asaas.pay(won);
	asaas.chargeback(won);
	expect((await desk.get(`/payments/${won}`)).json.chargeback).toMatchObject({ status: 'REQUESTED', payment: won });
	asaas.disputeChargeback(won);
	asaas.winChargeback(won);
	asaas.settle(won);
	asaas.pay(lost);
	asaas.chargeback(lost);
	asaas.loseChargeback(lost);
	expect(desk.events()).toEqual([
		'PAYMENT_CONFIRMED CONFIRMED',
		'PAYMENT_CHARGEBACK_REQUESTED CHARGEBACK_REQUESTED',
		'PAYMENT_CHARGEBACK_DISPUTE CHARGEBACK_DISPUTE',
		'PAYMENT_AWAITING_CHARGEBACK_REVERSAL AWAITING_CHARGEBACK_REVERSAL',
		'PAYMENT_RECEIVED RECEIVED',
		'PAYMENT_CONFIRMED CONFIRMED',
		'PAYMENT_CHARGEBACK_REQUESTED CHARGEBACK_REQUESTED',
		'PAYMENT_REFUNDED REFUNDED',
	]);
});

it('lets time, customers and creditors do the rest', async () => {
	const desk = await openDesk();
	const { asaas } = desk;
	const { id } = asaas.addPayment({ dueDate: '2027-03-12', value: 100, event: true });
	expect(() => asaas.makeOverdue(id)).toThrow('is due on 2027-03-12');
	asaas.view(id);
	asaas.view(id, 'bankSlip');
	desk.day = '2027-03-13';
	asaas.night();
	asaas.postpone(id, '2027-03-20');
	asaas.changeValue(id, 80);
	asaas.refund(asaas.pay(id).id);
	expect(desk.events()).toEqual([
		'PAYMENT_CREATED PENDING',
		'PAYMENT_CHECKOUT_VIEWED PENDING',
		'PAYMENT_BANK_SLIP_VIEWED PENDING',
		'PAYMENT_OVERDUE OVERDUE',
		'PAYMENT_UPDATED PENDING',
		'PAYMENT_UPDATED PENDING',
		'PAYMENT_CONFIRMED CONFIRMED',
		'PAYMENT_RECEIVED RECEIVED',
		'PAYMENT_REFUNDED REFUNDED',
	]);
	expect((await desk.get(`/payments/${id}/viewingInfo`)).json).toEqual({ invoiceViewedDate: '2027-03-10 12:00:00', boletoViewedDate: '2027-03-10 12:00:00' });
	expect(() => asaas.pay('pay_none')).toThrow('There is no pay_none');
});
