import { applyAnswers, LiveStatus } from '../../../core/gateway/liveStatus';
import type { Gateway, GatewaySecondCopy } from '../../../core/gateway/Gateway';
import { GatewayError } from '../../../core/gateway/GatewayError';
import { inTransaction, type Ledger } from '../../../core/ledger/Ledger';
import { useRig } from '../../support/gateway';
import { sync } from '../../support/gatewaySync';
import { NOON } from '../../support/invoices';
import { onBothEngines } from '../../support/ledgers';

const rig = useRig();
const link = (chargeId: string) => ({ gateway: 'asaas', chargeId });
const live = (gateway: Pick<Gateway, 'secondCopy'> = rig().gateway) => new LiveStatus(new Map([['asaas', gateway]]));

describe('the status that is asked for right before a message', () => {
	it('is what the gateway says', async () => {
		const { asaas } = rig();
		const { id } = asaas.addPayment();
		expect(await live().ask(link(id))).toMatchObject({ kind: 'told', copy: { charge: { state: 'open' } } });
		asaas.pay(id);
		expect(await live().ask(link(id))).toMatchObject({ kind: 'told', copy: { charge: { state: 'paid' } } });
	});

	it('is unsure for a charge that the gateway does not have or in a state that nobody knows', async () => {
		const { asaas } = rig();
		expect(await live().ask(link('pay_x'))).toMatchObject({ kind: 'unsure' });
		expect(await live().ask(link(asaas.addPayment({ status: 'NOVIDADE' as never }).id))).toMatchObject({ kind: 'unsure', detail: expect.stringContaining('NOVIDADE') });
		expect(await live().ask(link(asaas.addPayment({ value: 0 }).id))).toMatchObject({ kind: 'unsure' });
	});

	it('is not asked for at a gateway that the node was not given', async () => {
		expect(await live().ask({ gateway: 'outro', chargeId: '1' })).toMatchObject({ kind: 'unreachable', detail: expect.stringContaining('"outro"') });
	});

	it.each(['unreachable', 'limited'] as const)('is not asked for any more after three failures in a row (%s), of that gateway alone', async (kind) => {
		let asked = 0;
		const failing = { secondCopy: async () => await Promise.reject(new GatewayError(kind, `falha ${(asked += 1)}`)) };
		const status = new LiveStatus(new Map<string, Pick<Gateway, 'secondCopy'>>([['asaas', failing], ['outro', rig().gateway]]));
		for (let time = 1; time <= 5; time += 1) expect(await status.ask(link('1'))).toEqual({ kind: 'unreachable', detail: `falha ${Math.min(time, 3)}` });
		expect(asked).toBe(3);
		expect(await status.ask({ gateway: 'outro', chargeId: rig().asaas.addPayment().id })).toMatchObject({ kind: 'told' });
	});

	it('is unsure, and asked for once, while the key is refused: even who would send without an answer must not', async () => {
		let asked = 0;
		const status = live({ secondCopy: async () => await Promise.reject(new GatewayError('unauthorized', `chave ${(asked += 1)}`)) });
		for (let time = 0; time < 3; time += 1) expect(await status.ask(link('1'))).toEqual({ kind: 'unsure', detail: 'chave 1', isKeyRefused: true });
		expect(asked).toBe(1);
	});

	it('goes on when failures are not in a row', async () => {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment();
		let time = 0;
		const shaky = { secondCopy: async (asked: string): Promise<GatewaySecondCopy> => ((time += 1) % 3 === 0 ? await gateway.secondCopy(asked) : await Promise.reject(new GatewayError('unreachable', 'x'))) };
		const status = live(shaky);
		const kinds: string[] = [];
		for (let ask = 0; ask < 9; ask += 1) kinds.push((await status.ask(link(id))).kind);
		expect(kinds.filter((kind) => kind === 'told')).toHaveLength(3);
	});

	it('does not hide a mistake of ours', async () => {
		await expect(live({ secondCopy: async () => await Promise.reject(new TypeError('x')) }).ask(link('1'))).rejects.toThrow(TypeError);
	});
});

onBothEngines('what was told', (open) => {
	async function anOpenCharge(ledger: Ledger) {
		const { asaas, gateway } = rig();
		const { id } = asaas.addPayment({ value: 100, dueDate: '2026-12-01' });
		await sync(ledger, rig());
		return { id, copy: await gateway.secondCopy(id) };
	}

	async function apply(ledger: Ledger, chargeId: string, copy: GatewaySecondCopy) {
		await inTransaction(ledger, async (db) => await applyAnswers(db, ledger.engine, [{ ...link(chargeId), answer: { kind: 'told', copy } }, { ...link('x'), answer: { kind: 'unsure', detail: '' } }], NOON.toISOString()));
		return await ledger.db.selectFrom('invoices').selectAll().where('gateway_id', '=', chargeId).executeTakeFirstOrThrow();
	}

	it('is kept with the codes of now', async () => {
		const ledger = await open();
		const { id, copy } = await anOpenCharge(ledger);
		expect(await apply(ledger, id, copy)).toMatchObject({ boleto_line: copy.boletoLine, pix_payload: copy.pixPayload });
	});

	it.each([
		[{ boletoLine: '1'.repeat(47) }, { boleto_line: null }],
		[{ boletoLine: 'x' }, { boleto_line: null }],
		[{ pixPayload: '00020126' }, { pix_payload: null }],
		[{ pixPayload: 'javascript:alert(1)' }, { pix_payload: null }],
	])('is kept without a code that cannot be right: %p', async (changes, expected) => {
		const ledger = await open();
		const { id, copy } = await anOpenCharge(ledger);
		await apply(ledger, id, copy);
		expect(await apply(ledger, id, { ...copy, ...changes })).toMatchObject({ status: 'open', ...expected });
	});

	it('loses its codes when it is of another day or amount since', async () => {
		const { asaas, gateway } = rig();
		const ledger = await open();
		const { id, copy } = await anOpenCharge(ledger);
		await apply(ledger, id, copy);
		rig().clock.advance(5_000);
		asaas.changeValue(id, 120);
		await sync(ledger, rig(), { mode: 'full' });
		// What was read before that comes too late.
		expect(await apply(ledger, id, copy)).toMatchObject({ amount_cents: 12_000, boleto_line: null, pix_payload: null });
		rig().clock.advance(5_000);
		asaas.pay(id);
		expect(await apply(ledger, id, await gateway.secondCopy(id))).toMatchObject({ status: 'paid', paid_cents: 12_000 });
	});
});
