import fc from 'fast-check';
import { useRig } from '../../../support/gateway';

const rig = useRig();
const cents = fc.integer({ min: 1_00, max: 99_999_999 });

describe('the amounts of a charge', () => {
	it('are exact to the cent, paid late, early or to the day', async () => {
		const { asaas, gateway } = rig();
		await fc.assert(
			fc.asyncProperty(cents, cents, async (face, paid) => {
				const { id } = asaas.addPayment({ value: face / 100 });
				expect((await gateway.readCharge(id))?.value).toMatchObject({ amountCents: face, payment: null });
				asaas.pay(id, { value: paid / 100, on: '2026-11-23', by: 'PIX' });
				expect((await gateway.readCharge(id))?.value).toMatchObject({ amountCents: face, payment: { cents: paid, paidOn: '2026-11-23' } });
			}),
			{ numRuns: 40 },
		);
	});

	it('of one paid late are the face and what came, with fine and interest', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ value: 199.99, dueDate: '2026-11-14', fine: { value: 2 }, interest: { value: 1 } });
		// 4,00 of fine and 0,67 of interest for ten days.
		expect((await gateway.secondCopy(id)).amountCents).toBe(20_466);
		asaas.pay(id);
		const charge = (await gateway.readCharge(id))?.value;
		expect(charge).toMatchObject({ amountCents: 19_999, state: 'paid', payment: { cents: 20_466, paidOn: '2026-11-24' } });
		expect((await gateway.secondCopy(id)).amountCents).toBe(19_999);
	});

	it('of one paid early are the face and what came, less the discount', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ value: 100, dueDate: '2026-12-04', discount: { value: 10, dueDateLimitDays: 5, type: 'PERCENTAGE' } });
		asaas.pay(id);
		expect((await gateway.readCharge(id))?.value).toMatchObject({ amountCents: 10_000, payment: { cents: 9_000 } });
	});

	it('of one confirmed by card count before the money is there', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ value: 80, billingType: 'CREDIT_CARD' });
		asaas.pay(id);
		expect((await gateway.readCharge(id))?.value).toMatchObject({ status: 'CONFIRMED', state: 'paid', payment: { cents: 8_000, paidOn: '2026-11-24' } });
	});

	it('go back to what they were when cash turns out not to have come', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ value: 80 });
		await gateway.receiveInCash(id, { cents: 7_500, paidOn: '2026-11-20' });
		expect((await gateway.readCharge(id))?.value).toMatchObject({ amountCents: 8_000, payment: { cents: 7_500, paidOn: '2026-11-20' } });
		expect(asaas.requests[0].body).toEqual({ paymentDate: '2026-11-20', value: 75, notifyCustomer: false });
		asaas.undoReceivedInCash(id);
		expect((await gateway.readCharge(id))?.value).toMatchObject({ amountCents: 8_000, state: 'open', payment: null });
	});
});
