import { addDays } from '../../../../core/calendar/day';
import { Calendar } from '../../../../core/calendar/holidays';
import { DEFAULT_SETTINGS } from '../../../../core/classification';
import { overrule, withdrawOverrule, type PersonsWord } from '../../../../core/ledger/profiles/personsWord';
import { reclassifyPortfolio } from '../../../../core/ledger/profiles/reclassifyPortfolio';
import { readStandings } from '../../../../core/ledger/profiles/standings';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { runRuler } from '../../../../core/ruler/runRuler';
import { dump } from '../../../support/dump';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { newPlace, onBothEngines } from '../../../support/ledgers';
import { momentOf, rulerOptions, rulerPolicy } from '../../../support/rulers';

const AT = NOON.toISOString();
const timeZone = 'America/Sao_Paulo';
const reclassify = async (ledger: Ledger, today = TODAY) => await reclassifyPortfolio(ledger, DEFAULT_SETTINGS, { today, calendar: new Calendar(), now: new Date(`${today}T15:00:00.000Z`), timeZone });
const BAD = { key: 'code:bad', name: 'Ruim' };

/** One customer who owes for a year, and others of one invoice to come each. */
async function portfolio(ledger: Ledger, others = 2): Promise<void> {
	await put(ledger, [
		...Array.from({ length: 12 }, (_, index) => anInvoice(`ruim ${index}`, { dueDate: addDays(TODAY, -30 * (index + 1)), customer: BAD })),
		...Array.from({ length: others }, (_, index) => anInvoice(`nova ${index}`, { dueDate: addDays(TODAY, 20) })),
	]);
}

async function bad(ledger: Ledger) {
	return await ledger.db.selectFrom('customers').selectAll().where('key', '=', BAD.key).executeTakeFirstOrThrow();
}

async function say(ledger: Ledger, word: Partial<PersonsWord> = {}): Promise<void> {
	const customer = await bad(ledger);
	await inTransaction(ledger, async (db) => await overrule(db, ledger.engine, customer, { profile: 'good', note: 'é da casa', author: 'Rui', until: null, ...word }, AT, TODAY));
}
const standing = async (ledger: Ledger) => (await readStandings(ledger.db, ledger.engine, [(await bad(ledger)).id], timeZone)).get((await bad(ledger)).id);
/** Days on which rulers look at the invoices of the one again. */
const looks = async (ledger: Ledger) => [...new Set((await ledger.db.selectFrom('positions').select('next_on').where('invoice_id', 'in', ledger.db.selectFrom('invoices').select('id').where('customer_id', '=', (await bad(ledger)).id)).execute()).map(({ next_on }) => next_on))];

onBothEngines('reclassifyPortfolio', (open, engine) => {
	it('classifies everybody, once; the same day again changes nothing', async () => {
		const ledger = await open();
		await portfolio(ledger);
		expect(await reclassify(ledger)).toEqual({
			customers: 3,
			byProfile: { critical: 1, new: 2 },
			byImportance: expect.any(Object),
			changes: [{ from: null, to: 'new', customers: 2 }, { from: null, to: 'critical', customers: 1 }],
			alerts: { overdue_invoices: 1 },
			overruled: 0,
		});
		const before = await dump(ledger);
		expect(await reclassify(ledger)).toMatchObject({ customers: 3, changes: [] });
		expect(await dump(ledger)).toEqual(before);
	});

	it('makes rulers look again at whom has another profile, and at nobody else', async () => {
		const ledger = await open();
		await portfolio(ledger);
		await runRuler(ledger, rulerPolicy(), momentOf(), rulerOptions());
		const before = await looks(ledger);
		expect(before).not.toContain('0001-01-01');
		await reclassify(ledger);
		expect(await looks(ledger)).toEqual(['0001-01-01']);
		await runRuler(ledger, rulerPolicy(), momentOf(), rulerOptions());
		await reclassify(ledger);
		expect(await looks(ledger)).toEqual(before);
	});

	it('keeps a person’s word until its last day, and ends it after', async () => {
		const ledger = await open();
		await portfolio(ledger);
		await reclassify(ledger);
		await say(ledger, { until: addDays(TODAY, 1) });
		expect(await standing(ledger)).toMatchObject({ stored: { profile: 'good', computedProfile: 'critical' }, overrule: { profile: 'good', note: 'é da casa', author: 'Rui', on: TODAY } });
		expect(await reclassify(ledger, addDays(TODAY, 1))).toMatchObject({ changes: [], overruled: 1, byProfile: { good: 1 } });
		expect(await reclassify(ledger, addDays(TODAY, 2))).toMatchObject({ changes: [{ from: 'good', to: 'critical', customers: 1 }], overruled: 0 });
		expect(await standing(ledger)).toMatchObject({ stored: { profile: 'critical' }, overrule: null });
	});

	it('comes to the same when two do it at once', async () => {
		const place = newPlace(engine);
		const [one, other] = [await open(place), await open(place)];
		await portfolio(one, 1_100);
		const [a, b] = await Promise.all([reclassify(one), reclassify(other)]);
		expect([a.customers, b.customers, a.byProfile]).toEqual([1_101, 1_101, b.byProfile]);
		const count = await one.db.selectFrom('customer_profiles').select((select) => select.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
		expect(Number(count.count)).toBe(1_101);
	});
});

onBothEngines('a person’s word', (open, engine) => {
	it('counts at once, also for whom nobody has classified, and is taken back', async () => {
		const ledger = await open();
		await portfolio(ledger);
		await runRuler(ledger, rulerPolicy(), momentOf(), rulerOptions());
		await say(ledger, { profile: 'excellent' });
		expect(await standing(ledger)).toMatchObject({ stored: { profile: 'excellent', computedProfile: 'new', importance: 'C' } });
		expect(await looks(ledger)).toEqual(['0001-01-01']);
		const customer = await bad(ledger);
		const withdraw = async () => await inTransaction(ledger, async (db) => await withdrawOverrule(db, engine, customer, AT));
		expect([await withdraw(), await withdraw()]).toEqual([true, false]);
		expect(await standing(ledger)).toMatchObject({ stored: { profile: 'new' }, overrule: null });
	});

	it('replaces an earlier one, also when two people speak at once', async () => {
		const place = newPlace(engine);
		const [one, other] = [await open(place), await open(place)];
		await portfolio(one);
		await say(one);
		await Promise.all([say(one, { profile: 'critical', note: 'a' }), say(other, { profile: 'new', note: 'b' })]);
		const words = await one.db.selectFrom('profile_overrules').select(['note', 'withdrawn_at', 'profile']).orderBy('id').execute();
		expect(words).toHaveLength(3);
		const inForce = words.filter(({ withdrawn_at }) => withdrawn_at === null);
		expect(inForce).toHaveLength(1);
		expect(await standing(one)).toMatchObject({ stored: { profile: inForce[0].profile }, overrule: { note: inForce[0].note } });
	});

	it.each([
		[{ note: '  ' }, 'justificativa'],
		[{ until: addDays(TODAY, -1) }, 'já passou'],
	])('is refused with %j', async (word, words) => {
		const ledger = await open();
		await portfolio(ledger);
		const before = await dump(ledger);
		await expect(say(ledger, word)).rejects.toThrow(words);
		expect(await dump(ledger)).toEqual(before);
	});
});
