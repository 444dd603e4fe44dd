import type { AsaasOptions } from '../../../doubles/asaas/index.ts';
import { type AsaasDesk, closeDesks, openDesk } from './desk';
import { type Receiver, startReceiver } from './receiver';

let receiver: Receiver;

beforeEach(async () => {
	receiver = await startReceiver();
});
afterEach(async () => {
	await closeDesks();
	await receiver.stop();
});

const TOKEN = 'segredo-de-teste-com-32-caracteres';

async function hooked(changes: object = {}, options?: AsaasOptions): Promise<AsaasDesk & { hook: string }> {
	const desk = await openDesk(options);
	const hook = { name: 'n8n', url: receiver.url, email: 'a@example.com', sendType: 'SEQUENTIALLY', authToken: TOKEN, events: ['PAYMENT_CREATED', 'PAYMENT_RECEIVED'], ...changes };
	const { id } = (await desk.call('POST', '/webhooks', hook)).json;
	return Object.assign(desk, { hook: id });
}

const names = () => receiver.deliveries.map(({ event }) => event.event);
const numbers = () => receiver.deliveries.map(({ event }) => event.payment?.invoiceNumber);

it('delivers the events that were asked for, as they were', async () => {
	const { asaas } = await hooked();
	const { id } = asaas.addPayment({ value: 77, event: true });
	asaas.view(id);
	asaas.pay(id);
	await asaas.deliverySettled();
	expect(names()).toEqual(['PAYMENT_CREATED', 'PAYMENT_RECEIVED']);
	const [created, received] = receiver.deliveries;
	expect(created).toMatchObject({ method: 'POST', headers: { 'asaas-access-token': TOKEN, 'content-type': 'application/json' } });
	expect(created.event).toEqual(JSON.parse(JSON.stringify(asaas.account.events[0])));
	expect([created, received].map(({ event }) => event.payment?.status)).toEqual(['PENDING', 'RECEIVED']);
	expect(Number(received.event.id.split('&')[1])).toBeGreaterThan(Number(created.event.id.split('&')[1]));
});

it('sends nothing to who is not enabled, or was removed', async () => {
	const desk = await hooked({ enabled: false });
	desk.asaas.addPayment({ event: true });
	await desk.call('PUT', `/webhooks/${desk.hook}`, { enabled: true });
	desk.asaas.addPayment({ event: true });
	await desk.call('DELETE', `/webhooks/${desk.hook}`);
	desk.asaas.addPayment({ event: true });
	await desk.asaas.deliverySettled();
	expect(receiver.deliveries.length).toBeLessThanOrEqual(1);
});

it.each([201, 308, 500, null])('tries again after %s, and keeps the order meanwhile', async (status) => {
	const desk = await hooked();
	receiver.answer = (at) => (at < 3 ? status : 200);
	const first = desk.asaas.addPayment({ event: true }).invoiceNumber;
	const second = desk.asaas.addPayment({ event: true }).invoiceNumber;
	await desk.asaas.deliverySettled();
	expect(numbers()).toEqual([first, first, first, first, second]);
	expect(new Set(receiver.deliveries.slice(0, 4).map(({ event }) => event.id)).size).toBe(1);
});

it('stops after 15 failures in a row, keeps what happens, and delivers it when it is started again', async () => {
	const desk = await hooked();
	receiver.answer = () => 503;
	const made = [desk.asaas.addPayment({ event: true }).invoiceNumber];
	await desk.asaas.deliverySettled();
	expect(receiver.deliveries).toHaveLength(15);
	expect((await desk.get(`/webhooks/${desk.hook}`)).json).toMatchObject({ enabled: true, interrupted: true });
	for (let count = 0; count < 3; count += 1) made.push(desk.asaas.addPayment({ event: true }).invoiceNumber);
	await desk.asaas.deliverySettled();
	expect(receiver.deliveries).toHaveLength(15);
	receiver.answer = () => 200;
	receiver.deliveries.length = 0;
	await desk.call('PUT', `/webhooks/${desk.hook}`, { interrupted: false });
	await desk.asaas.deliverySettled();
	expect(numbers()).toEqual(made);
});

it('goes on past a failure where no order is asked for', async () => {
	const desk = await hooked({ sendType: 'NON_SEQUENTIALLY' });
	const made = [0, 1, 2].map(() => desk.asaas.addPayment({ event: true }).invoiceNumber);
	receiver.answer = (_, { payment }) => (payment?.invoiceNumber === made[0] && receiver.deliveries.length < 3 ? 500 : 200);
	await desk.asaas.deliverySettled();
	expect(numbers()).toHaveLength(4);
	expect(numbers().at(-1)).toBe(made[0]);
});

it('delivers twice and in any order when told to', async () => {
	const desk = await hooked({ sendType: 'NON_SEQUENTIALLY' }, { mischief: { shuffle: true, twicePercent: 100 } });
	const made = Array.from({ length: 20 }, () => desk.asaas.addPayment({ event: true }).invoiceNumber);
	await desk.asaas.deliverySettled();
	expect(numbers()).toHaveLength(40);
	expect(new Set(numbers())).toEqual(new Set(made));
	expect(numbers()).not.toEqual(made.flatMap((one) => [one, one]));
	desk.asaas.mischief.twicePercent = 0;
	desk.asaas.addPayment({ event: true });
	await desk.asaas.deliverySettled();
	expect(numbers()).toHaveLength(41);
});

it('says so when deliveries do not settle, and stops with some pending', async () => {
	const desk = await hooked({}, { webhookRetryMs: 10_000 });
	receiver.answer = () => 500;
	desk.asaas.addPayment({ event: true });
	await expect(desk.asaas.deliverySettled(50)).rejects.toThrow('still pending after 50 ms');
	await desk.asaas.stop();
	expect(receiver.deliveries).toHaveLength(1);
});
