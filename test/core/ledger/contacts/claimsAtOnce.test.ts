import { setTimeout as sleep } from 'node:timers/promises';
import { Calendar } from '../../../../core/calendar/holidays';
import { addDays } from '../../../../core/calendar/day';
import { claimContact } from '../../../../core/ledger/contacts/claimContact';
import { finishContact, releaseClaims } from '../../../../core/ledger/contacts/finishContact';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { makeSteps } from '../../../../core/ruler/steps';
import { runRuler } from '../../../../core/ruler/runRuler';
import { aClaim, claimStorm, STORM_ATTEMPTS, type StormEvent } from '../../../support/claimStorm';
import { anInvoice, NOON, put } from '../../../support/invoices';
import { CREDITOR, newPlace, onBothEngines } from '../../../support/ledgers';
import { openLedger } from '../../../../core/ledger/open';
import { rulerOptions, rulerPolicy, momentOf } from '../../../support/rulers';
import { startChild } from '../../../support/workers/child';

const ONE_CUSTOMER = { key: 'email:ana@example.com', email: 'ana@example.com' };

async function portfolio(ledger: Ledger, count: number): Promise<number[]> {
	const ids = await put(ledger, Array.from({ length: count }, (_, index) => anInvoice(`F${index}`, { customer: ONE_CUSTOMER })));
	await runRuler(ledger, rulerPolicy(), momentOf(), rulerOptions());
	return ids;
}

/** Whether what the claimers were told agrees with itself and with the ledger. */
async function expectExactlyOnce(ledger: Ledger, events: StormEvent[]): Promise<void> {
	const final = new Map<string, number>();
	const retried = new Map<string, number>();
	for (const { end, invoices, step } of events) {
		for (const invoice of invoices) {
			const key = `${invoice} ${step}`;
			if (end === 'sent' || end === 'failed') final.set(key, (final.get(key) ?? 0) + 1);
			if (end === 'retry') retried.set(key, (retried.get(key) ?? 0) + 1);
		}
	}
	expect([...final.values()].filter((times) => times > 1)).toEqual([]);
	expect(Math.max(0, ...retried.values())).toBeLessThanOrEqual(STORM_ATTEMPTS);

	const made = events.flatMap(({ contactId }) => (contactId === null ? [] : [contactId]));
	expect(new Set(made).size).toBe(made.length);
	const contacts = await ledger.db.selectFrom('contacts').select(['id', 'state']).execute();
	expect(contacts.map(({ id }) => id).sort((a, b) => a - b)).toEqual(made.sort((a, b) => a - b));
	expect(contacts.filter(({ state }) => state === 'claimed')).toEqual([]);

	const held = await ledger.db.selectFrom('claims').select(['invoice_id', 'step', 'contact_id', 'step_day']).where('state', '=', 'held').execute();
	for (const [key] of final) expect(held.map(({ invoice_id, step }) => `${invoice_id} ${step}`)).toContain(key);
	const done = await ledger.db.selectFrom('positions').select(['invoice_id', 'done_day']).execute();
	for (const { invoice_id, done_day } of done) {
		const days = held.filter((claim) => claim.invoice_id === invoice_id).map(({ step_day }) => step_day);
		// What is held is done; what was given back may lie below it.
		if (days.length === 0) expect({ invoice_id, done_day }).toEqual({ invoice_id, done_day: null });
		else expect(done_day).toBe(Math.max(...days));
	}
}

onBothEngines('claims made at once', (open, engine) => {
	it.each([1, 2, 3])('hold no step twice among many connections of one process (seed %i)', async (seed) => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const second = await open(place);
		const invoices = await portfolio(ledger, 12);
		const storms = [ledger, second].map(async (each, index) => await claimStorm(each, { seed: seed * 10 + index, rounds: 60, atOnce: 6, invoices }));
		const events = (await Promise.all(storms)).flat();
		expect(events.filter(({ end }) => end === 'sent').length).toBeGreaterThan(0);
		await expectExactlyOnce(ledger, events);
	});

	it('hold no step twice among two processes', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const invoices = await portfolio(ledger, 20);
		const children = [1, 2].map((seed) => startChild('claims.ts', { place, storm: { seed, rounds: 150, atOnce: 4, invoices } }));
		await Promise.all(children.map(({ ready }) => ready));
		const events = (await Promise.all(children.map(async (child) => (await child.work()) as StormEvent[]))).flat();
		expect(events).toHaveLength(300);
		await expectExactlyOnce(ledger, events);
		await Promise.all(children.map(({ gone }) => gone));
	});

	it('bury no step that was given back while they waited for it', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const other = await open(place);
		const [invoiceId] = await portfolio(ledger, 1);
		const claim = async (step: string, stepDay: number) => {
			const result = await claimContact(ledger, aClaim([{ invoiceId, step, stepDay }]));
			if ('refused' in result) throw new Error(`refused: ${result.refused[0].reason}`);
			return result.contactId;
		};
		const doneDay = async () => (await ledger.db.selectFrom('positions').select('done_day').executeTakeFirstOrThrow()).done_day;
		const later = { state: 'retry', reason: 'mais tarde', maxAttempts: STORM_ATTEMPTS } as const;
		await claim('D-5', -5);
		const first = await claim('D+1', 1);
		// PostgreSQL lets the second claim wait for the release that is under way; SQLite lets it begin after it.
		let second = Promise.resolve(0);
		await inTransaction(other, async (db) => {
			await releaseClaims(db, engine, first);
			second = claim('D+1', 1);
			await sleep(150);
		});
		await second;
		expect(await doneDay()).toBe(1);
		await finishContact(ledger, await second, later, NOON.toISOString());
		expect(await doneDay()).toBe(-5);
	});

	it('do not stand still, or stop, between rulers, imports, payments and outcomes of several processes', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const other = await openLedger(place, CREDITOR);
		const numbers = Array.from({ length: 30 }, (_, index) => `F${index}`);
		const invoices = await portfolio(ledger, numbers.length);
		const steps = makeSteps([{ day: 1 }, { day: 5 }]);
		const storm = async (seed: number) => await claimStorm(other, { seed, rounds: 60, atOnce: 4, invoices });
		const importer = async () => {
			for (let round = 0; round < 10; round += 1) {
				const shuffled = [...numbers].reverse().map((number) => anInvoice(number, { description: `versão ${round}`, dueDate: addDays('2026-11-24', round % 2), customer: ONE_CUSTOMER }));
				await put(ledger, shuffled);
			}
		};
		const ruler = async () => {
			for (let round = 0; round < 20; round += 1) {
				await runRuler(ledger, rulerPolicy({ steps, ruler: round % 2 ? 'padrao' : `outra ${round}` }), { ...momentOf(addDays('2026-11-24', 3)), calendar: new Calendar() }, rulerOptions());
			}
		};
		const events = (await Promise.all([storm(1), storm(2), importer(), ruler()]))[0];
		expect(events).toHaveLength(60);
		await other.close();
	});
});
