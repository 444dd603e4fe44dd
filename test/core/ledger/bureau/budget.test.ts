import fc from 'fast-check';
import { Lookups } from '../../../../core/bureau/lookUp';
import { listLookups } from '../../../../core/ledger/bureau/listLookups';
import { settleLookup } from '../../../../core/ledger/bureau/settleLookup';
import { spentIn } from '../../../../core/ledger/bureau/usage';
import { openLedger } from '../../../../core/ledger/open';
import type { BureauFailure } from '../../../doubles/bureau/server';
import { startSerasa } from '../../../doubles/bureau/serasa';
import { person, serasaOf } from '../../../support/bureau';
import { FakeClock } from '../../../support/gateway';
import { NOON } from '../../../support/invoices';
import { CREDITOR, newQuickPlace, removePlace } from '../../../support/ledgers';

const PRICE = 250;
const FAILURES: Array<Omit<BureauFailure, 'path'> | null> = [null, null, null, { status: 404 }, { status: 422 }, { status: 500 }, { kind: 'cut' }, { kind: 'resetAfterWork' }, { kind: 'reset' }, { body: '{}' }];

const run = fc.record({
	documents: fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 5 }),
	failures: fc.array(fc.constantFrom(...FAILURES), { maxLength: 4 }),
	maxAgeDays: fc.constantFrom(0, 30),
	budget: fc.integer({ min: 0, max: 8 }),
	days: fc.constantFrom(0, 0, 1, 31),
});

it('whatever a bureau does, what it charged is counted, nothing beyond the budget is asked, and each request has its one end', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 5 }), async (runs) => {
			const place = newQuickPlace('sqlite');
			const clock = new FakeClock();
			const serasa = await startSerasa({ now: clock.date, dailyLimit: 1_000 });
			const ledger = await openLedger(place, CREDITOR);
			try {
				for (const { documents, failures, maxAgeDays, budget, days } of runs) {
					clock.advance(days * 86_400_000);
					for (const failure of failures) serasa.fail({ path: /creditreport/, ...(failure ?? { delayMs: 0 }) });
					const month = clock.date().toISOString().slice(0, 7);
					const before = await spentIn(ledger.db, month);
					const lookups = new Lookups(ledger, [serasaOf(serasa, {}, {}, clock)], { ask: 'first', maxAgeDays, budgetCents: budget * PRICE, purpose: 'collection', purposeNote: null, vault: null }, { clock: clock.date, sleep: clock.sleep, timeZone: 'America/Sao_Paulo' });
					const results = await lookups.each(documents.map((number) => ({ document: person(number), customerId: null })));
					for (const { found, failures: why } of results) expect(found.length + why.length).toBe(1);
					expect(await spentIn(ledger.db, month)).toBeLessThanOrEqual(Math.max(before, budget * PRICE));
				}
				// Uses of stored reports have lines of their own.
				const rows = (await listLookups(ledger.db, {})).filter(({ reused_lookup_id: reused }) => reused === null);
				const counted = rows.filter(({ state }) => state !== 'refused').length;
				const reports = await ledger.db.selectFrom('credit_reports').select('id').execute();
				expect(counted).toBeGreaterThanOrEqual(serasa.charged());
				expect(rows.filter(({ state }) => state === 'answered')).toHaveLength(reports.length);
				expect(rows.some(({ state }) => state === 'asked')).toBe(false);
				// And each whose end is unknown can be settled.
				const unknown = rows.filter(({ state }) => state === 'unknown');
				for (const { id } of unknown) await settleLookup(ledger, id, 'not_charged', null, NOON.toISOString());
				expect(await listLookups(ledger.db, { states: ['unknown'] })).toEqual([]);
			} finally {
				await ledger.close();
				await serasa.stop();
				removePlace(place);
			}
		}),
		{ numRuns: 25 },
	);
});
