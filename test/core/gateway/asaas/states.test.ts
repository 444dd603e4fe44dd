import { chargeFrom } from '../../../../core/gateway/asaas/chargeFrom';
import { PAYMENT_STATUSES, type PaymentStatus } from '../../../doubles/asaas/types';
import { useRig } from '../../../support/gateway';

const rig = useRig();

const MEANING: Record<PaymentStatus, string> = {
	PENDING: 'open',
	OVERDUE: 'open',
	DUNNING_REQUESTED: 'open',
	CONFIRMED: 'paid',
	RECEIVED: 'paid',
	RECEIVED_IN_CASH: 'paid',
	DUNNING_RECEIVED: 'paid',
	AWAITING_CHARGEBACK_REVERSAL: 'paid',
	AWAITING_RISK_ANALYSIS: 'disputed',
	CHARGEBACK_REQUESTED: 'disputed',
	CHARGEBACK_DISPUTE: 'disputed',
	REFUND_REQUESTED: 'cancelled',
	REFUND_IN_PROGRESS: 'cancelled',
	REFUNDED: 'cancelled',
};

describe('the status of a charge', () => {
	it.each(PAYMENT_STATUSES)('%s means what a régua must take it for', async (status) => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ status });
		const charge = (await gateway.readCharge(id))?.value;
		expect(charge).toMatchObject({ status, state: MEANING[status] });
		// A payment stands with the paid ones alone, and whoever is not dunned is told why.
		expect(charge?.payment === null).toBe(MEANING[status] !== 'paid');
		expect(charge?.note === null).toBe(['open', 'paid'].includes(MEANING[status]));
	});

	it.each(PAYMENT_STATUSES)('%s of a charge that was deleted means cancelled', async (status) => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ status, deleted: true });
		expect((await gateway.readCharge(id))?.value).toMatchObject({ status: 'DELETED', state: 'cancelled', note: 'Excluída no Asaas.', payment: null });
	});

	it.each(['AUTHORIZED', 'constructor', '__proto__', 'toString'])('that this version does not know (%s) is none', (status) => {
		const payment = { ...rig().asaas.addPayment(), status };
		expect(chargeFrom(payment, '2026-11-24')).toMatchObject({ status, state: null, payment: null });
	});
});
