import { CompiledQuery } from 'kysely';
import { openLedger, type LedgerPlace } from '../../../../core/ledger/open';
import { CREDITOR, newQuickPlace, removePlace } from '../../../support/ledgers';

describe('a ledger in SQLite, which answers at once', () => {
	let place: LedgerPlace;
	beforeEach(() => {
		place = newQuickPlace('sqlite');
	});
	afterEach(() => removePlace(place));

	it('lets whatever else the process does have its turn during a long run of queries', async () => {
		const ledger = await openLedger(place, CREDITOR);
		let turns = 0;
		const counting = setInterval(() => (turns += 1), 0);
		const began = performance.now();
		while (performance.now() - began < 500) await ledger.db.selectFrom('invoices').selectAll().execute();
		clearInterval(counting);
		await ledger.close();
		expect(turns).toBeGreaterThan(2);
	});

	it('gives rows as plain objects, the last of two columns of one name among them', async () => {
		const ledger = await openLedger(place, CREDITOR);
		const { rows } = await ledger.db.executeQuery<object>(CompiledQuery.raw("select 1 as one, 'x' as two, 2 as one"));
		await ledger.close();
		expect(rows).toStrictEqual([{ one: 2, two: 'x' }]);
	});
});
