import { Calendar } from '../../../../core/calendar/Calendar';
import { addDays } from '../../../../core/calendar/day';
import { GatewayError } from '../../../../core/gateway/GatewayError';
import { whyNotListed } from '../../../../core/listing/guards';
import { askProvider } from '../../../../core/listing/askProvider';
import { DEFAULT_LISTING_POLICY } from '../../../../core/listing/policy';
import { fileProvider } from '../../../../core/listing/fileProvider';
import { removalOf } from '../../../../core/listing/removal';
import { removeListing } from '../../../../core/listing/removeListing';
import { changeStatus } from '../../../../core/ledger/invoices/changeStatus';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { claimListing, markAbandonedListings } from '../../../../core/ledger/listing/claims';
import { readListingFacts } from '../../../../core/ledger/listing/facts';
import { listListings, listingsToCheck } from '../../../../core/ledger/listing/listListings';
import { noticeOfContact, recordDelivery, recordNotice } from '../../../../core/ledger/listing/notices';
import { settleListing } from '../../../../core/ledger/listing/settle';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import type { InvoiceRow } from '../../../../core/ledger/schema';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { newPlace, onBothEngines } from '../../../support/ledgers';
import { GONE, listable, listingSettings, request, ScriptedProvider, STANDING } from '../../../support/listing';
import { startChild } from '../../../support/workers/child';

const AT = NOON.toISOString();
const ZONE = 'America/Sao_Paulo';
const calendar = new Calendar();
const moment = { today: TODAY, at: AT, calendar };
const day = (count: number) => addDays(TODAY, count);

const states = async (ledger: Ledger) => (await ledger.db.selectFrom('listings').select(['state']).orderBy('id').execute()).map(({ state }) => state);
const invoiceOf = async (ledger: Ledger, id: number) => (await ledger.db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow()) as InvoiceRow;
const pay = async (ledger: Ledger, id: number, paidOn = TODAY) => {
	const invoice = await invoiceOf(ledger, id);
	await inTransaction(ledger, async (db) => await recordPayment(db, { invoice, amountCents: null, paidOn, reference: null, at: AT }));
};
const only = async (ledger: Ledger) => {
	const [found, ...more] = await listListings(ledger.db, ledger.engine, {});
	expect(more).toEqual([]);
	return found;
};

onBothEngines('a listing', (open, engine) => {
	it('is requested once, stands, and is taken back once paid', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		const provider = new ScriptedProvider(() => STANDING);
		expect(await request(ledger, id, provider)).toMatchObject({ kind: 'requested', state: 'listed', removal: null });
		const again = await request(ledger, id, provider);
		expect(again.kind === 'guarded' && whyNotListed(again.guards)).toContain('não se negativa duas vezes');
		expect(await only(ledger)).toMatchObject({ listing: { state: 'listed', reference: 'n1', listedOn: TODAY, amountCents: 10_000 }, invoice: { number: '1' } });
		expect(await listingsToCheck(ledger.db, TODAY, calendar)).toEqual([]);

		await pay(ledger, id);
		const [due] = await listingsToCheck(ledger.db, TODAY, calendar);
		expect(due.listing.state).toBe('listed');
		const gone = new ScriptedProvider(() => GONE);
		expect(await removeListing(ledger, due, { ...listingSettings(gone), provider: gone })).toEqual({ state: 'removed', detail: null });
		const row = await ledger.db.selectFrom('listings').selectAll().executeTakeFirstOrThrow();
		expect(row).toMatchObject({ removal_due_on: '2026-12-01', removal_requested_on: TODAY, removed_on: TODAY });
		expect(await listingsToCheck(ledger.db, TODAY, calendar)).toEqual([]);
		await expect(removeListing(ledger, due, { ...listingSettings(gone), provider: gone })).rejects.toThrow('não há o que retirar');
		const third = await request(ledger, id, provider);
		expect(third.kind === 'guarded' && whyNotListed(third.guards)).toContain('Já foi paga');
		expect(provider.asked).toEqual(['request 1']);
	});

	it('that was taken back while the debt is owed is not made again by itself, nor on the notice of before', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		const other = await listable(ledger, '2');
		const provider = new ScriptedProvider(() => STANDING);
		const tomorrow = { today: day(1) };
		const again = { ...tomorrow, policy: { ...DEFAULT_LISTING_POLICY, againAfterRemoval: true } };
		const why = async (changes: Parameters<typeof request>[3]) => {
			const result = await request(ledger, id, provider, changes);
			return result.kind === 'guarded' ? result.guards.filter(({ ok }) => !ok).map(({ key }) => key) : result.kind;
		};
		const takenBackOn = async () => [...(await readListingFacts(ledger.db, engine, [id, other], ZONE)).values()].map((facts) => facts.takenBackOn);
		await request(ledger, id, provider);
		await settleListing(ledger, (await only(ledger)).listing.id, 'removed', { on: TODAY, note: 'ordem judicial', at: AT });
		expect(await takenBackOn()).toEqual([TODAY, null]);
		expect(await why(tomorrow)).toEqual(['notice_sent', 'notice_delivered', 'notice_waited', 'not_taken_back']);
		expect(await why({ ...tomorrow, policy: { ...DEFAULT_LISTING_POLICY, noticeBy: 'bureau' } })).toEqual(['not_taken_back']);
		expect(await why(again)).toEqual(['notice_sent', 'notice_delivered', 'notice_waited']);
		// One sent on the day after, delivered and waited for, will do.
		const notice = { channel: 'carta', sentOn: day(1), deliveredOn: day(2), proof: 'Rastreio 2', contactId: null };
		await inTransaction(ledger, async (db) => await recordNotice(db, { id }, notice, { ...moment, today: day(2) }));
		expect(await why({ ...again, today: day(16) })).toEqual(['notice_waited']);
		expect(await why({ today: day(17) })).toEqual(['not_taken_back']);
		expect(await why({ ...again, today: day(17) })).toBe('requested');
		expect((await request(ledger, other, provider, tomorrow)).kind).toBe('requested');
	});

	it('is made again counting from the last of its removals', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		const policy = { ...DEFAULT_LISTING_POLICY, againAfterRemoval: true, noticeBy: 'bureau' } as const;
		for (const on of [TODAY, day(-1)]) {
			expect((await request(ledger, id, new ScriptedProvider(() => STANDING), { policy, today: day(-1) })).kind).toBe('requested');
			const [found] = await listListings(ledger.db, engine, { states: ['listed'] });
			await settleListing(ledger, found.listing.id, 'removed', { on, note: null, at: AT });
		}
		expect((await readListingFacts(ledger.db, engine, [id], ZONE)).get(id)).toMatchObject({ takenBackOn: TODAY, listing: null });
	});

	it('of a debt about to be five years old is found two business days before', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		await request(ledger, id, new ScriptedProvider(() => STANDING));
		// TODAY is a Tuesday: the third business day from it on is Thursday.
		const old = async (dueDate: string) => {
			await ledger.db.updateTable('invoices').set({ due_date: dueDate }).where('id', '=', id).execute();
			const found = await listingsToCheck(ledger.db, TODAY, calendar);
			return found.map(({ invoice }) => removalOf({ status: invoice.status, paidOn: null, dueDate: invoice.due_date, inAgreement: false }, TODAY, calendar)?.urgency);
		};
		expect(await old('2021-11-26')).toEqual(['soon']);
		expect(await old('2021-11-24')).toEqual(['overdue']);
		expect(await old('2021-12-24')).toEqual([]);
	});

	it('is asked of nobody for what was paid, disputed or promised since the items were read', async () => {
		const ledger = await open();
		const ids = [await listable(ledger, '1'), await listable(ledger, '2'), await listable(ledger, '3')];
		const provider = new ScriptedProvider(() => STANDING);
		await pay(ledger, ids[0]);
		await inTransaction(ledger, async (db) => await changeStatus(db, engine, { id: ids[1] }, 'dispute', 'não reconhece', AT));
		await ledger.db.updateTable('invoices').set({ promised_until: TODAY }).where('id', '=', ids[2]).execute();
		for (const id of ids) expect((await request(ledger, id, provider)).kind).toBe('guarded');
		expect(provider.asked).toEqual([]);
		expect(await states(ledger)).toEqual([]);
	});

	it('whose debt is paid while the request is under way says at once that it must come back', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		const provider = new ScriptedProvider(() => STANDING);
		provider.meanwhile = async () => await pay(ledger, id);
		expect(await request(ledger, id, provider)).toMatchObject({ kind: 'requested', state: 'listed', removal: { reason: 'paid', dueOn: '2026-12-01' } });
		expect(await listingsToCheck(ledger.db, TODAY, calendar)).toHaveLength(1);
	});

	it('that the provider refuses for certain may be requested again; one whose answer is lost may not', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		const refusing = new ScriptedProvider(() => {
			throw new GatewayError('refused', 'O cadastro está incompleto.');
		});
		await expect(request(ledger, id, refusing)).rejects.toThrow('O cadastro está incompleto.');
		const losing = new ScriptedProvider(() => {
			throw new GatewayError('unclear', 'O Roteiro não respondeu.');
		});
		expect(await request(ledger, id, losing)).toMatchObject({ kind: 'requested', state: 'unknown', detail: 'O Roteiro não respondeu.' });
		expect((await request(ledger, id, new ScriptedProvider(() => STANDING))).kind).toBe('guarded');
		expect(await states(ledger)).toEqual(['refused', 'unknown']);
	});

	it('whose answer was lost is found at the provider, at once or when somebody asks', async () => {
		const ledger = await open();
		const lost = () => {
			throw new TypeError('aborted');
		};
		const provider = new ScriptedProvider(lost);
		provider.found = { ...STANDING, reference: 'n7' };
		expect(await request(ledger, await listable(ledger, '1'), provider)).toMatchObject({ state: 'listed' });
		provider.found = { state: 'gone', reference: null, detail: 'nenhuma' };
		expect(await request(ledger, await listable(ledger, '2'), provider)).toMatchObject({ state: 'unknown' });
		const [second] = await listListings(ledger.db, engine, { states: ['unknown'] });
		expect(await askProvider(ledger, second, provider, { today: TODAY, clock: () => NOON })).toBe('refused');
		expect(await states(ledger)).toEqual(['listed', 'refused']);
	});

	it('in a file waits for a person, who says what the bureau did', async () => {
		const ledger = await open();
		const [first, second] = [await listable(ledger, '1'), await listable(ledger, '2')];
		for (const id of [first, second]) expect(await request(ledger, id, fileProvider)).toMatchObject({ state: 'requesting' });
		await markAbandonedListings(ledger.db, '2027-11-24T00:00:00.000Z');
		expect(await states(ledger)).toEqual(['requesting', 'requesting']);
		const [one, two] = (await listListings(ledger.db, engine, {})).map(({ listing }) => listing.id).sort((a, b) => a - b);
		const say = async (id: number, verdict: Parameters<typeof settleListing>[2]) => await settleListing(ledger, id, verdict, { on: TODAY, note: 'painel', at: AT });
		expect(await say(one, 'listed')).toBe('listed');
		expect(await say(two, 'not_listed')).toBe('refused');
		await expect(say(two, 'removed')).rejects.toThrow('não há o que confirmar assim');
		await pay(ledger, first);
		const [due] = await listingsToCheck(ledger.db, TODAY, calendar);
		const settings = { provider: fileProvider, today: TODAY, calendar, clock: () => NOON };
		expect(await removeListing(ledger, due, settings)).toMatchObject({ state: 'removing' });
		// The file may get lost: it can be made again.
		expect(await removeListing(ledger, due, settings)).toMatchObject({ state: 'removing' });
		expect(await say(one, 'still_listed')).toBe('listed');
		expect(await removeListing(ledger, due, settings)).toMatchObject({ state: 'removing' });
		expect(await say(one, 'removed')).toBe('removed');
	});

	it('in a file that was sent and taken back before anybody confirmed it is removed by a person’s word, with the day', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		await request(ledger, id, fileProvider);
		await pay(ledger, id);
		const { listing } = await only(ledger);
		const settings = { provider: fileProvider, today: TODAY, calendar, clock: () => NOON };
		await expect(removeListing(ledger, await only(ledger), settings)).rejects.toThrow('diga em Listing → Confirm');
		const say = async (on: string) => await settleListing(ledger, listing.id, 'removed', { on, note: 'Bia, no site', at: AT });
		await expect(say(day(-1))).rejects.toThrow(/foi pedida em 24\/11\/2026, depois de 23\/11\/2026: confira o dia/);
		expect(await say(day(1))).toBe('removed');
		expect((await only(ledger)).listing).toMatchObject({ state: 'removed', removedOn: day(1), listedOn: null, detail: 'Bia, no site' });
		expect(await listingsToCheck(ledger.db, TODAY, calendar)).toEqual([]);
	});

	it('is not settled by a person while its request is under way', async () => {
		const ledger = await open();
		const provider = new ScriptedProvider(() => STANDING);
		provider.meanwhile = async () => {
			const { listing } = await only(ledger);
			await expect(settleListing(ledger, listing.id, 'removed', { on: TODAY, note: null, at: AT })).rejects.toThrow('está sendo pedida agora por outra execução');
		};
		expect(await request(ledger, await listable(ledger, '1'), provider)).toMatchObject({ state: 'listed' });
	});

	it('whose removal is refused stands as before, and one whose removal got lost is not asked for by itself', async () => {
		const ledger = await open();
		const id = await listable(ledger, '1');
		await request(ledger, id, new ScriptedProvider(() => STANDING));
		await pay(ledger, id);
		const [due] = await listingsToCheck(ledger.db, TODAY, calendar);
		const remove = async (provider: ScriptedProvider) => await removeListing(ledger, due, { provider, today: TODAY, calendar, clock: () => NOON });
		const failing = (kind: 'refused' | 'unclear') => new ScriptedProvider(() => {
			throw new GatewayError(kind, 'não');
		});
		await expect(remove(failing('refused'))).rejects.toThrow('não');
		expect(await states(ledger)).toEqual(['listed']);
		expect(await remove(failing('unclear'))).toMatchObject({ state: 'unknown' });
		await expect(remove(new ScriptedProvider(() => GONE))).rejects.toThrow('Listing → Confirm');
		expect(await listingsToCheck(ledger.db, TODAY, calendar)).toHaveLength(1);
	});

	it('is made once by two processes that want the same ones', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const invoiceIds: number[] = [];
		for (let number = 1; number <= 15; number += 1) invoiceIds.push(await listable(ledger, String(number)));
		const children = [1, 2].map(() => startChild('listings.ts', { place, invoiceIds }));
		await Promise.all(children.map(({ ready }) => ready));
		const asked = (await Promise.all(children.map(async (child) => (await child.work()) as string[]))).flat();
		expect([...asked].sort()).toEqual(invoiceIds.map((_, index) => `request ${index + 1}`).sort());
		expect(await states(ledger)).toEqual(invoiceIds.map(() => 'listed'));
		await Promise.all(children.map(({ gone }) => gone));
	});

	it('of a process that was killed before the answer becomes unknown, and is not asked for again', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const invoiceId = await listable(ledger, '1');
		const child = startChild('claimListing.ts', { place, invoiceId });
		expect(await child.work()).toBe('asked');
		expect(await markAbandonedListings(ledger.db, AT)).toBe(0);
		expect(await states(ledger)).toEqual(['requesting']);
		child.process.kill('SIGKILL');
		await child.gone;
		expect(await markAbandonedListings(ledger.db, AT)).toBe(1);
		expect(await states(ledger)).toEqual(['unknown']);
		const provider = new ScriptedProvider(() => STANDING);
		expect((await request(ledger, invoiceId, provider)).kind).toBe('guarded');
		expect(provider.asked).toEqual([]);
	});

	it('is refused a second time by the ledger itself', async () => {
		const ledger = await open();
		const invoiceId = await listable(ledger, '1');
		const claim = { invoiceId, provider: 'x', today: TODAY, at: AT, timeZone: ZONE, guards: () => [] };
		await claimListing(ledger, claim);
		await expect(claimListing(ledger, claim)).rejects.toThrow(/unique|UNIQUE/);
	});
});

onBothEngines('the notice of a listing', (open, engine) => {
	const noticesOf = async (ledger: Ledger, id: number) => (await readListingFacts(ledger.db, engine, [id], ZONE)).get(id)?.notices;
	const typed = (changes: Partial<Parameters<typeof recordNotice>[2]> = {}) => ({ channel: 'carta', sentOn: day(-10), deliveredOn: null, proof: null, contactId: null, ...changes });

	it('told twice is one, completed by the delivery that is proven later', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1', { dueDate: day(-60) })]);
		await inTransaction(ledger, async (db) => {
			await recordNotice(db, { id }, typed(), moment);
			await recordNotice(db, { id }, typed(), moment);
		});
		expect(await noticesOf(ledger, id)).toEqual([expect.objectContaining({ channel: 'carta', sentOn: day(-10), deliveredOn: null, failed: false })]);
		const delivered = async (on: string, channel: string | null = null) => await inTransaction(ledger, async (db) => await recordDelivery(db, { id, number: '1' }, { deliveredOn: on, proof: 'AR 1', channel }, moment));
		await expect(delivered(day(-11))).rejects.toThrow('de antes do envio');
		await expect(delivered(day(1))).rejects.toThrow('no futuro');
		await expect(delivered(day(-5), 'email')).rejects.toThrow('não tem aviso registrado por email');
		expect(await delivered(day(-5))).toMatchObject({ deliveredOn: day(-5), proof: 'AR 1' });
		expect(await delivered(day(-5))).toMatchObject({ deliveredOn: day(-5) });
		await expect(delivered(day(-4))).rejects.toThrow('já está provada');
		// Told again without its delivery, it keeps it.
		await inTransaction(ledger, async (db) => await recordNotice(db, { id }, typed(), moment));
		expect(await noticesOf(ledger, id)).toEqual([expect.objectContaining({ deliveredOn: day(-5) })]);
	});

	it.each<[Partial<Parameters<typeof recordNotice>[2]>, RegExp]>([
		[{ sentOn: day(1) }, /no futuro/],
		[{ sentOn: day(-60) }, /antes do atraso não vale/],
		[{ deliveredOn: day(-5) }, /Diga o que prova/],
		[{ deliveredOn: day(-11), proof: 'x' }, /de antes do envio/],
	])('that could not count (%j) is refused', async (changes, message) => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1', { dueDate: day(-60) })]);
		await expect(inTransaction(ledger, async (db) => await recordNotice(db, { id }, typed(changes), moment))).rejects.toThrow(message);
	});

	it('that a message of ours was proves itself once the channel tells of it, and is none when it comes back', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1', { dueDate: day(-60) })]);
		const { customer_id } = await invoiceOf(ledger, id);
		const contact = { customer_id, channel: 'email', ruler: 'aviso', steps: 'D+30', purpose: 'reminder', recipient: 'a@example.com', subject: 'Aviso', message_id: '<1>', invoice_ids: JSON.stringify([id]), state: 'sent', attempt: 1, claimed_by: 'x', claimed_at: AT, claimed_on: day(-10), lease_until: AT, finished_at: `${day(-10)}T15:00:00.000Z` } as const;
		const { id: contactId } = await ledger.db.insertInto('contacts').values(contact).returning('id').executeTakeFirstOrThrow();
		const notice = await noticeOfContact(ledger.db, contactId, { id, number: '1' }, ZONE);
		expect(notice).toEqual({ channel: 'email', sentOn: day(-10), deliveredOn: null, proof: null, contactId });
		await inTransaction(ledger, async (db) => await recordNotice(db, { id }, notice, moment));
		const becomes = async (state: 'delivered' | 'read' | 'bounced') => await ledger.db.updateTable('contacts').set({ state, finished_at: `${day(-9)}T01:00:00.000Z` }).where('id', '=', contactId).execute();
		await becomes('delivered');
		// One in the morning UTC is still the day before in São Paulo.
		expect(await noticesOf(ledger, id)).toEqual([expect.objectContaining({ deliveredOn: day(-10), failed: false })]);
		expect(await noticeOfContact(ledger.db, contactId, { id, number: '1' }, ZONE)).toMatchObject({ deliveredOn: day(-10), proof: `Contato ${contactId}: entregue` });
		await becomes('bounced');
		expect(await noticesOf(ledger, id)).toEqual([expect.objectContaining({ deliveredOn: null, failed: true })]);
		await expect(noticeOfContact(ledger.db, contactId, { id, number: '1' }, ZONE)).rejects.toThrow('não se sabe que saiu');
		await expect(noticeOfContact(ledger.db, contactId, { id: id + 1, number: '2' }, ZONE)).rejects.toThrow('não fala da fatura 2');
	});
});

onBothEngines('what the ledger knows of an invoice to be listed', (open, engine) => {
	it('counts an agreement that is in force, and the customer’s exclusion', async () => {
		const ledger = await open();
		const ids = [await listable(ledger, '1'), await listable(ledger, '2')];
		const { customer_id } = await invoiceOf(ledger, ids[0]);
		const agreement = { customer_id, state: 'active', made_on: TODAY, ends_on: null, ended_on: null, note: null, created_at: AT, updated_at: AT } as const;
		const { id: agreement_id } = await ledger.db.insertInto('agreements').values(agreement).returning('id').executeTakeFirstOrThrow();
		await ledger.db.insertInto('agreement_invoices').values({ agreement_id, invoice_id: ids[0] }).execute();
		await ledger.db.updateTable('customers').set({ excluded_until: TODAY }).where('id', '=', customer_id).execute();
		const read = async () => await readListingFacts(ledger.db, engine, ids, ZONE);
		expect([...(await read()).values()].map(({ inAgreement, excludedUntil }) => [inAgreement, excludedUntil])).toEqual([[true, TODAY], [false, TODAY]]);
		await ledger.db.updateTable('agreements').set({ state: 'broken', ended_on: TODAY }).execute();
		expect((await read()).get(ids[0])?.inAgreement).toBe(false);
	});
});
