import { Calendar } from '../../../core/calendar/Calendar';
import { httpProvider, type HttpListingConfig } from '../../../core/listing/httpProvider';
import { removeListing } from '../../../core/listing/removeListing';
import { listListings, listingsToCheck } from '../../../core/ledger/listing/listListings';
import { LISTING_KEY, startListingDouble, type ListingDouble } from '../../doubles/listing';
import { fetchTo } from '../../support/gateway';
import { TODAY } from '../../support/invoices';
import { onBothEngines } from '../../support/ledgers';
import { listable, listingSettings, request } from '../../support/listing';

const calendar = new Calendar();
let bureau: ListingDouble;
beforeEach(async () => {
	bureau = await startListingDouble();
});
afterEach(async () => {
	await bureau.stop();
});

const provider = (key = LISTING_KEY, changes: Partial<HttpListingConfig> = {}) =>
	httpProvider(
		{
			name: 'http:boa-vista',
			label: 'Boa Vista',
			headers: { authorization: key },
			secrets: [key],
			credentialUrl: 'https://api.example.com/consulta',
			request: { method: 'POST', url: 'https://api.example.com/negativacoes', body: '{"documento":"{documento}","valor":"{valor}","contrato":"{contrato}"}' },
			remove: { method: 'DELETE', url: 'https://api.example.com/negativacoes/{referencia}', body: '' },
			referencePath: 'dados.id',
			...changes,
		},
		{ send: fetchTo(bureau.port), now: Date.now, sleep: async () => await Promise.resolve(), random: () => 0, patienceMs: 0 },
	);

onBothEngines('listings through a bureau’s own API', (open, engine) => {
	it('are made with its reference, and taken back by it', async () => {
		const ledger = await open();
		expect(await request(ledger, await listable(ledger, '1'), provider())).toMatchObject({ kind: 'requested', state: 'listed' });
		expect([...bureau.standing]).toEqual([['N1', { documento: '11144477735', valor: 100, contrato: '1' }]]);
		const [found] = await listListings(ledger.db, engine, {});
		expect(found.listing).toMatchObject({ provider: 'http:boa-vista', reference: 'N1' });
		expect(await removeListing(ledger, found, listingSettings(provider()))).toEqual({ state: 'removed', detail: null });
		expect(bureau.standing.size).toBe(0);
	});

	it('that got lost are unknown and not asked for again; a removal that finds nothing is no removal', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		bureau.loseAnswers();
		expect(await request(ledger, id, provider())).toMatchObject({ state: 'unknown' });
		expect((await request(ledger, id, provider())).kind).toBe('guarded');
		expect(bureau.standing.size).toBe(1);
		await request(ledger, await listable(ledger, '2'), provider());
		const found = (await listListings(ledger.db, engine, { states: ['listed'] }))[0];
		bureau.standing.clear();
		await expect(removeListing(ledger, found, listingSettings(provider()))).rejects.toMatchObject({ kind: 'not_found' });
		expect((await listListings(ledger.db, engine, { states: ['listed'] })).map(({ invoice }) => invoice.number)).toEqual(['2']);
	});

	it.each<[string, NonNullable<HttpListingConfig['request']>]>([
		['PUT', { method: 'PUT', url: 'https://api.example.com/negativacoes/{negativacao}', body: '{"documento":"{documento}"}' }],
		['POST', { method: 'POST', url: 'https://api.example.com/negativacoes', body: '{"documento":"{documento}"}' }],
	])('asked for by %s go out once: of a lost answer nothing is taken for certain', async (_method, call) => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		bureau.loseAnswers(100);
		expect(await request(ledger, id, provider(LISTING_KEY, { request: call }))).toMatchObject({ kind: 'requested', state: 'unknown', detail: expect.stringContaining('não se sabe se o pedido foi feito') as string });
		expect(bureau.asked).toHaveLength(1);
		expect(bureau.standing.size).toBe(1);
		expect((await request(ledger, id, provider(LISTING_KEY, { request: call }))).kind).toBe('guarded');
		expect(bureau.asked).toHaveLength(1);
	});

	it.each<[string, NonNullable<HttpListingConfig['remove']>]>([
		['DELETE', { method: 'DELETE', url: 'https://api.example.com/negativacoes/{referencia}', body: '' }],
		['PUT', { method: 'PUT', url: 'https://api.example.com/negativacoes/{referencia}/baixa', body: '{}' }],
	])('taken back by %s are asked for once, and are neither removed nor still listed while the answer is lost', async (_method, call) => {
		const ledger = await open();
		await request(ledger, await listable(ledger, '1'), provider());
		await ledger.db.updateTable('invoices').set({ status: 'cancelled' }).execute();
		const [due] = await listingsToCheck(ledger.db, TODAY, calendar);
		bureau.loseAnswers();
		expect(await removeListing(ledger, due, listingSettings(provider(LISTING_KEY, { remove: call })))).toMatchObject({ state: 'unknown' });
		expect(bureau.asked).toHaveLength(2);
		const [lost] = await listingsToCheck(ledger.db, TODAY, calendar);
		expect(lost.listing).toMatchObject({ state: 'unknown', removalRequestedOn: TODAY, removedOn: null });
		await expect(removeListing(ledger, lost, listingSettings(provider()))).rejects.toThrow('Listing → Confirm');
	});

	it('that never reached the bureau were not made, for certain', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		await bureau.stop();
		const put = { method: 'PUT', url: 'https://api.example.com/negativacoes/{negativacao}', body: '{"documento":"{documento}"}' } as const;
		await expect(request(ledger, id, provider(LISTING_KEY, { request: put }))).rejects.toMatchObject({ kind: 'unreachable' });
		expect((await listListings(ledger.db, engine, {})).map(({ listing }) => listing.state)).toEqual(['refused']);
	});

	it('with a refused key are not made, and the key is told nowhere', async () => {
		const ledger = await open();
		const refused = await request(ledger, await listable(ledger, '1'), provider('Bearer outra-chave')).catch((error: Error) => error);
		expect(refused).toMatchObject({ kind: 'unauthorized' });
		expect(JSON.stringify(await ledger.db.selectFrom('listings').selectAll().execute())).not.toContain('outra-chave');
		expect((refused as Error).message).not.toContain('outra-chave');
	});
});
