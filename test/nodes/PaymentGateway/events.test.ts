import type { IDataObject } from 'n8n-workflow';
import { atNoon, dayFromToday, goToDay } from '../../support/n8nCoreAccount';
import { gatewayNode, syncedItems, useAsaas } from '../../support/n8nCoreAsaas';
import { WebhookTrigger } from '../../support/n8nCoreWebhook';

atNoon();
const asaas = useAsaas({ webhookRetryMs: 5, mischief: { twicePercent: 100 } });

const list = async (parameters: IDataObject = {}) => (await gatewayNode('event.getAll', asaas.credentials, { returnAll: true, ...parameters } as Parameters<typeof gatewayNode>[2])).json[0];

it('Event → Get Many tells what was received and what it did, the last first', async () => {
	const paying = asaas.double.addPayment({ dueDate: dayFromToday(3) });
	const other = asaas.double.addPayment({ dueDate: dayFromToday(3) });
	await syncedItems(asaas.credentials);
	const trigger = await new WebhookTrigger({ type: 'paymentTrigger', parameters: {} }, asaas.credentials).start();
	try {
		await trigger.hook('create');
		asaas.double.view(other.id);
		asaas.double.changeValue(other.id, 123.45);
		await asaas.double.deliverySettled();
		goToDay(9);
		asaas.double.pay(paying.id, { by: 'PIX' });
		await asaas.double.deliverySettled();
		await trigger.idle();
	} finally {
		await trigger.stop();
	}
	const all = await list();
	expect(all.map(({ event, invoice }) => [(event as IDataObject).type, (event as IDataObject).effect, (event as IDataObject).deliveries, (invoice as IDataObject).number])).toEqual([
		['PAYMENT_RECEIVED', 'paid', 2, paying.invoiceNumber],
		['PAYMENT_UPDATED', 'updated', 2, other.invoiceNumber],
	]);
	expect(all.every((item) => !('body' in item))).toBe(true);
	expect(await list({ filters: { charge: other.invoiceNumber } })).toEqual([all[1]]);
	expect(await list({ filters: { charge: paying.id } })).toEqual([all[0]]);
	expect(await list({ filters: { days: 3 } })).toEqual([all[0]]);
	expect(await list({ returnAll: false, limit: 1 })).toEqual([all[0]]);
	expect((await list({ includeBody: true }))[0].body).toMatchObject({ event: 'PAYMENT_RECEIVED', payment: { id: paying.id } });
});
