import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpRequest, Transport } from '../../../core/gateway/ApiClient';
import { applyEvents, receiveDelivery } from '../../../core/gateway/applyEvents';
import { applyAnswers, LiveStatus } from '../../../core/gateway/liveStatus';
import { syncGateway, type SyncOptions } from '../../../core/gateway/sync';
import { webhookToken } from '../../../core/gateway/webhookToken';
import { inTransaction } from '../../../core/ledger/Ledger';
import { EXAMPLE } from '../../support/exampleGateway';
import { NOON, TODAY } from '../../support/invoices';
import { onBothEngines } from '../../support/ledgers';

const AT = NOON.toISOString();
const PAGE = 100;
const DOCUMENT = '11444777000161';

/** The imaginary gateway's own data, and the transport that reaches it. */
function world() {
	const customers = [{ id: 'c1', name: 'Ana Exemplo Ltda.', document: DOCUMENT, email: 'ana@example.com' }];
	const charges: Array<Record<string, unknown>> = Array.from({ length: 250 }, (_, index) => ({ id: `ch${index}`, customer: 'c1', number: `E-${index}`, due: '2026-12-10', cents: 1000 + index, state: 'waiting', url: `https://pagar.example/${index}` }));
	const answer = ({ url, headers }: HttpRequest) => {
		if (headers.authorization !== 'Bearer chave') return { status: 401, headers: {}, body: { message: 'wrong key' } };
		const { pathname, searchParams } = new URL(url);
		const [, kind, id] = pathname.split('/');
		const all: Array<Record<string, unknown>> = kind === 'customers' ? customers : charges;
		const found = all.find((entry) => entry.id === id);
		if (id) return found ? { status: 200, headers: {}, body: found } : { status: 404, headers: {}, body: {} };
		const page = Number(searchParams.get('page'));
		return { status: 200, headers: {}, body: { items: all.slice((page - 1) * PAGE, page * PAGE), pages: Math.ceil(all.length / PAGE), total: all.length } };
	};
	const transport: Transport = { send: async (request) => await Promise.resolve(structuredClone(answer(request))), now: () => NOON.getTime(), sleep: async () => {}, random: () => 0, patienceMs: 0 };
	return { customers, charges, gateway: EXAMPLE.connect({ apiKey: 'chave' }, transport) };
}

const OPTIONS: SyncOptions = { mode: 'auto', overlapDays: 2, fullEveryDays: 7, maxMs: null, clock: () => NOON, timeZone: 'America/Sao_Paulo', problemsAtMost: 10 };

it('the walk-through shows this very adapter', () => {
	const root = join(__dirname, '../../..');
	const adapter = readFileSync(join(root, 'test/support/exampleGateway.ts'), 'utf8').replaceAll("'../../core/", "'../");
	expect(readFileSync(join(root, 'docs/adding-a-gateway.md'), 'utf8')).toContain(adapter.replaceAll("'../gateway/", "'./"));
});

onBothEngines('a gateway of one file', (open) => {
	it('is synced, asked and listened to like any other', async () => {
		const ledger = await open();
		const { charges, gateway } = world();
		charges[3].state = 'teleported';
		charges[4].cents = 'muito';
		const first = await syncGateway(ledger, EXAMPLE, gateway, OPTIONS);
		expect(first).toMatchObject({ outcome: 'done', counts: { opened: 248, disputed: 1, refused: 0 }, problemCount: 2 });
		const invoice = async (number: string) => await ledger.db.selectFrom('invoices').selectAll().where('source', '=', 'exemplo').where('number', '=', number).executeTakeFirstOrThrow();
		expect(await invoice('E-7')).toMatchObject({ status: 'open', amount_cents: 1007, due_date: '2026-12-10', gateway: 'exemplo', gateway_id: 'ch7', payment_url: 'https://pagar.example/7' });

		// A webhook tells of one payment, the next sync of another, and asking of a third.
		const token = webhookToken('chave', 'fluxo no');
		const body = { id: 'ev1', type: 'charge.settled', at: AT, charge: { ...charges[7], state: 'settled', paidOn: TODAY } };
		expect(await receiveDelivery(ledger, EXAMPLE, token, { headers: { 'x-exemplo-token': 'outro' }, body }, AT)).toEqual({ accepted: false });
		expect(await receiveDelivery(ledger, EXAMPLE, token, { headers: { 'x-exemplo-token': token }, body }, AT)).toMatchObject({ accepted: true, isNew: true });
		const { applied } = await applyEvents(ledger, EXAMPLE, gateway, () => NOON);
		expect(applied).toMatchObject([{ effect: 'paid', event: { id: 'ev1' } }]);
		expect(await invoice('E-7')).toMatchObject({ status: 'paid', paid_cents: 1007, paid_on: TODAY });

		Object.assign(charges[8], { state: 'settled', paidOn: TODAY, paidCents: 1100 });
		const later = { ...OPTIONS, mode: 'full' as const, clock: () => new Date(NOON.getTime() + 60_000) };
		await syncGateway(ledger, EXAMPLE, gateway, later);
		expect(await invoice('E-8')).toMatchObject({ status: 'paid', paid_cents: 1100 });

		Object.assign(charges[9], { state: 'void' });
		const answer = await new LiveStatus(new Map([['exemplo', gateway]])).ask({ gateway: 'exemplo', chargeId: 'ch9' });
		expect(answer).toMatchObject({ kind: 'told', copy: { charge: { state: 'cancelled' } } });
		await inTransaction(ledger, async (db) => await applyAnswers(db, ledger.engine, [{ gateway: 'exemplo', chargeId: 'ch9', answer }], AT));
	});

	it('refuses in words what it cannot do', async () => {
		const { gateway } = world();
		await expect(gateway.cancelCharge('ch1')).rejects.toMatchObject({ kind: 'refused', message: 'O Exemplo não faz isso.' });
		expect(() => EXAMPLE.connect({}, undefined as unknown as Transport)).toThrow('Credencial do Exemplo: preencha o campo "API Key".');
	});
});
