import type { Gateway, SyncPass } from '../../../../core/gateway/Gateway';
import type { AsaasDouble } from '../../../doubles/asaas';
import { startRig, useRig } from '../../../support/gateway';
import { Random } from '../../../support/random';

const rig = useRig();
const ALL: SyncPass = { key: 'charges', label: 'Cobranças', of: 'charges', query: {} };

/** A client before each of whose requests something happens. */
function disturbed(disturb: () => void): Gateway {
	return rig().connect({
		async send(request) {
			disturb();
			return await rig().transport.send(request);
		},
	});
}

async function idsOf(gateway: Gateway, cursor: string | null = null, pages = Infinity): Promise<{ ids: string[]; next: string | null }> {
	const ids: string[] = [];
	let next: string | null = null;
	let read = 0;
	for await (const page of gateway.pages(ALL, cursor)) {
		ids.push(...page.charges.map(({ id }) => id));
		next = page.next;
		if ((read += 1) >= pages) break;
	}
	return { ids, next };
}

function listed(asaas: AsaasDouble): string[] {
	return [...asaas.account.payments.values()].filter(({ deleted }) => !deleted).map(({ id }) => id);
}

describe('a listing of the gateway', () => {
	it.each([0, 1, 94, 95, 96, 99, 100, 101, 195, 200, 1234])('of %i is read whole, each of its pages asked for once', async (count) => {
		const { asaas, gateway } = rig();
		asaas.addMany(count);
		const { ids, next } = await idsOf(gateway);
		expect(new Set(ids)).toEqual(new Set(listed(asaas)));
		expect(next).toBeNull();
		const offsets = asaas.requests.map(({ query }) => query.offset);
		expect(new Set(offsets).size).toBe(offsets.length);
		expect(offsets.length).toBeLessThanOrEqual(1 + Math.ceil(count / 95));
		expect(asaas.requests.every(({ query }) => query.limit === '100')).toBe(true);
	});

	it('tells how far it has come, and from where it was asked for', async () => {
		const { asaas, gateway, clock } = rig();
		asaas.addMany(150);
		const read: Array<[number, number | null]> = [];
		for await (const page of gateway.pages(ALL, null)) {
			read.push([page.read, page.total]);
			expect(page.readAt).toBe(clock.date().toISOString());
		}
		expect(read).toEqual([[100, 150], [150, 150]]);
	});

	it.each(Array.from({ length: 12 }, (_, seed) => seed))('that shrinks and grows while it is read misses nothing that stays (seed %i)', async (seed) => {
		const { asaas } = rig();
		asaas.addMany(900);
		const random = new Random(seed);
		const stays = new Set(listed(asaas));
		let customer = '';
		const gateway = disturbed(() => {
			// A burst at times, as when somebody cleans up.
			const gone = random.chance(0.2) ? random.below(60) : random.below(3);
			for (const id of random.some([...stays], gone)) {
				stays.delete(id);
				asaas.account.payments.mark(asaas.account.payments.get(id) as never, true);
			}
			customer ||= asaas.addCustomer().id;
			const made = random.chance(0.2) ? random.below(60) : random.below(3);
			for (let index = 0; index < made; index += 1) asaas.addPayment({ customer });
		});
		const { ids } = await idsOf(gateway);
		const seen = new Set(ids);
		expect([...stays].filter((id) => !seen.has(id))).toEqual([]);
	});

	it('that shrank between two runs misses nothing that stays', async () => {
		const { asaas, gateway } = rig();
		asaas.addMany(900);
		const newest = listed(asaas).reverse();
		const first = await idsOf(gateway, null, 4);
		for (const id of newest.slice(0, 250)) asaas.account.payments.mark(asaas.account.payments.get(id) as never, true);
		const rest = await idsOf(gateway, first.next);
		const seen = new Set([...first.ids, ...rest.ids]);
		expect(listed(asaas).filter((id) => !seen.has(id))).toEqual([]);
		expect(rest.next).toBeNull();
	});

	it('is a few pages ahead at most of whoever reads it', async () => {
		const { asaas, gateway } = rig();
		asaas.addMany(3_000);
		await idsOf(gateway, null, 3);
		expect(asaas.requests.length).toBeLessThanOrEqual(3 + 5);
	});

	it('has the entries that cannot be read as problems, with their ids', async () => {
		const { asaas, gateway } = rig();
		asaas.addMany(5);
		const { id } = asaas.addPayment({ value: 0 });
		const pages = [];
		for await (const page of gateway.pages(ALL, null)) pages.push(page);
		expect(pages[0].charges).toHaveLength(5);
		expect(pages[0].problems).toMatchObject([{ id, problem: { row: 1, severity: 'error', reason: expect.stringContaining(id) } }]);
	});

	it.each([true, false])('whose filter of due dates may be ignored (%p) is filtered here', async (ignoreDueDateFilter) => {
		const { asaas, gateway } = await startRig({ ignoreDueDateFilter });
		try {
			asaas.addMany(300);
			const pass = gateway.passes({ mode: 'incremental', since: '2026-11-20', today: '2026-11-24' }).at(-1) as SyncPass;
			const found = new Set<string>();
			for await (const page of gateway.pages(pass, null)) for (const { id } of page.charges) found.add(id);
			const wanted = [...asaas.account.payments.values()].filter(({ status, dueDate }) => status === 'PENDING' && dueDate <= '2026-12-09');
			expect(found).toEqual(new Set(wanted.map(({ id }) => id)));
		} finally {
			await asaas.stop();
		}
	});
});
