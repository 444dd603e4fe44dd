import { parseBoleto } from '../../../../core/boleto';
import { parseBrCode } from '../../../../core/pix';
import { useRig } from '../../../support/gateway';

const rig = useRig();

describe('the second copy of a charge', () => {
	it('of a boleto has its line, its Pix and its pages', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ value: 123.45, dueDate: '2026-12-01' });
		const copy = await gateway.secondCopy(id);
		expect(parseBoleto(copy.boletoLine ?? '', '2026-12-01')).toMatchObject({ amountCents: 12_345, dueDate: '2026-12-01' });
		expect(copy.barcode).toMatch(/^\d{44}$/);
		expect(parseBrCode(copy.pixPayload ?? '')).toBeDefined();
		expect(copy).toMatchObject({ amountCents: 12_345, bankNumber: expect.stringMatching(/^\d+$/) as string, boletoUrl: expect.stringContaining('/b/pdf/') as string, paymentUrl: expect.stringContaining('/i/') as string });
	});

	it('of a Pix charge has no boleto', async () => {
		const { asaas, gateway } = rig();
		const copy = await gateway.secondCopy(asaas.addPayment({ billingType: 'PIX' }).id);
		expect(copy).toMatchObject({ boletoLine: null, barcode: null, bankNumber: null, boletoUrl: null });
		expect(copy.pixPayload).toMatch(/^000201/);
	});

	it('of a card charge has its page alone', async () => {
		const { asaas, gateway } = rig();
		const copy = await gateway.secondCopy(asaas.addPayment({ billingType: 'CREDIT_CARD' }).id);
		expect(copy).toMatchObject({ boletoLine: null, pixPayload: null, pixExpires: null, paymentUrl: expect.stringContaining('/i/') as string });
	});

	it('of a paid or deleted one has no codes, and says where it stands', async () => {
		const { asaas, gateway } = rig();
		const paid = asaas.addPayment().id;
		asaas.pay(paid);
		const deleted = asaas.addPayment().id;
		asaas.remove(deleted);
		expect(await gateway.secondCopy(paid)).toMatchObject({ charge: { state: 'paid' }, boletoLine: null, pixPayload: null });
		expect(await gateway.secondCopy(deleted)).toMatchObject({ charge: { state: 'cancelled' }, boletoLine: null, pixPayload: null });
	});

	it('of none is not found', async () => {
		await expect(rig().gateway.secondCopy('pay_x')).rejects.toMatchObject({ kind: 'not_found' });
	});
});
