import { addDays } from '../../../core/calendar/day';
import { claimContact } from '../../../core/ledger/contacts/claimContact';
import { finishContact } from '../../../core/ledger/contacts/finishContact';
import { changeStatus } from '../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../core/ledger/invoices/findInvoice';
import { recordPayment } from '../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../core/ledger/Ledger';
import { lookAgain } from '../../../core/ledger/positions';
import { findRuler, writePositions } from '../../../core/ruler/registry';
import { runRuler, type RunOptions } from '../../../core/ruler/runRuler';
import type { RulerPolicy } from '../../../core/ruler/types';
import { aClaim } from '../../support/claimStorm';
import { dump } from '../../support/dump';
import { anInvoice, NOON, put, TODAY } from '../../support/invoices';
import { newPlace, onBothEngines } from '../../support/ledgers';
import { makeSteps } from '../../../core/ruler/steps';
import { endAgreement, putProfile, startAgreement } from '../../support/debtors';
import { momentOf, rulerOptions, rulerPolicy, stepsOn } from '../../support/rulers';

const AT = NOON.toISOString();
const ANA = { key: 'email:ana@example.com', email: 'ana@example.com' };

async function run(ledger: Ledger, today = TODAY, policy: Partial<RulerPolicy> = {}, options: Partial<RunOptions> = {}) {
	const result = await runRuler(ledger, rulerPolicy(policy), momentOf(today), rulerOptions(options));
	return {
		routed: result.routed.map(({ facts, step, output }) => [facts.invoiceId, step.id, output.id]).sort(),
		skipped: result.skipped.map(({ invoiceId, reason }) => [invoiceId, reason]).sort(),
		counts: Object.fromEntries(result.skippedCounts),
	};
}

/** Carries a step out. */
async function send(ledger: Ledger, invoiceId: number, stepDay: number, dueDate = TODAY, today = TODAY): Promise<void> {
	const { customer_id } = await ledger.db.selectFrom('invoices').select('customer_id').where('id', '=', invoiceId).executeTakeFirstOrThrow();
	const step = stepDay > 0 ? `D+${stepDay}` : stepDay === 0 ? 'D0' : `D${stepDay}`;
	const claim = await claimContact(ledger, aClaim([{ invoiceId, step, stepDay, dueDate }], { customerId: customer_id, today }));
	if ('refused' in claim) throw new Error(JSON.stringify(claim.refused));
	await finishContact(ledger, claim.contactId, { state: 'sent' }, AT);
}

onBothEngines('runRuler', (open, engine) => {
	it('routes an invoice to the step that falls today, again and again until it is carried out', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1', { dueDate: addDays(TODAY, 5) })]);
		expect((await run(ledger)).routed).toEqual([[id, 'D-5', 'D-5']]);
		expect((await run(ledger)).routed).toEqual([[id, 'D-5', 'D-5']]);
		expect((await run(ledger, addDays(TODAY, 2))).routed).toEqual([[id, 'D-5', 'D-5']]);
		expect((await run(ledger, addDays(TODAY, 4))).routed).toEqual([[id, 'D-1', 'D-1']]);
	});

	it('sends nothing of a backlog by default and says so; later steps are taken', async () => {
		const ledger = await open();
		await put(ledger, Array.from({ length: 300 }, (_, index) => anInvoice(`velha ${index}`, { dueDate: addDays(TODAY, -365) })));
		const first = await run(ledger);
		expect(first.routed).toEqual([]);
		expect(first.counts).toEqual({ backlog: 300 });
		expect(first.skipped).toHaveLength(300);
		expect((await run(ledger)).counts).toEqual({});
		const [late] = await put(ledger, [anInvoice('nova', { dueDate: addDays(TODAY, -10) })]);
		expect((await run(ledger)).skipped).toEqual([[late, 'backlog']]);
		expect((await run(ledger, addDays(TODAY, 5))).routed).toEqual([[late, 'D+15', 'D+15']]);
	});

	it('after an outage of twelve days takes each invoice’s newest step only', async () => {
		const ledger = await open();
		const ids = await put(ledger, [-5, 0, 5, 10].map((day) => anInvoice(`D${day}`, { dueDate: addDays(TODAY, day) })));
		await run(ledger, addDays(TODAY, -1));
		const back = addDays(TODAY, 12);
		const after = await runRuler(ledger, rulerPolicy(), momentOf(back), rulerOptions());
		expect(after.routed.map(({ facts, step, superseded }) => [facts.invoiceId, step.id, superseded.map(({ id }) => id)]).sort()).toEqual([
			[ids[0], 'D+15', ['D+5']],
			[ids[1], 'D+5', ['D-1', 'D0', 'D+1']],
			[ids[2], 'D+5', ['D-5', 'D-1', 'D0', 'D+1']],
			[ids[3], 'D+1', ['D-5', 'D-1', 'D0']],
		]);
	});

	it('writes nothing in a dry run, on a new ruler, a known one and an edited one', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1'), anInvoice('2', { dueDate: addDays(TODAY, -3) })]);
		for (const policy of [{}, { steps: stepsOn(0, 3) }, { ruler: 'outra' }, { repeat: 'once_a_day' }, { repeat: 'never' }] as Array<Partial<RulerPolicy>>) {
			const before = await dump(ledger);
			const dry = await run(ledger, TODAY, policy, { dryRun: true });
			expect(dry.routed.length).toBeGreaterThan(0);
			expect(await dump(ledger)).toEqual(before);
			if (policy.repeat === undefined) expect((await run(ledger, TODAY, policy)).routed).toEqual(dry.routed);
		}
	});

	it('looks at every invoice again when the steps are edited, and never sends a step twice for it', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1')]);
		await run(ledger);
		await send(ledger, id, 0);
		expect((await run(ledger, addDays(TODAY, 3))).routed).toEqual([[id, 'D+1', 'D+1']]);
		await send(ledger, id, 1);
		expect((await run(ledger, addDays(TODAY, 3))).routed).toEqual([]);
		const edited = { steps: stepsOn(0, 1, 2, 5) };
		expect((await run(ledger, addDays(TODAY, 3), edited)).routed).toEqual([[id, 'D+2', 'D+2']]);
		expect((await run(ledger, addDays(TODAY, 3), { steps: stepsOn(0, 1) })).routed).toEqual([]);
	});

	it.each<[string, Partial<RulerPolicy>, Partial<RulerPolicy>]>([
		['backlog', {}, { backlog: 'newest' }],
		['time bar', { timeBarYears: 1 }, { timeBarYears: null }],
	])('looks again at what an edited %s kept out', async (name, before, after) => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1', { dueDate: addDays(TODAY, name === 'backlog' ? -40 : -500) })]);
		await run(ledger, name === 'backlog' ? TODAY : addDays(TODAY, -480), before);
		expect((await run(ledger, TODAY, before)).routed).toEqual([]);
		expect((await run(ledger, TODAY, after)).routed).toEqual([[id, 'D+30', 'D+30']]);
	});

	it('starts over for an invoice that gets another due date', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1')]);
		await run(ledger);
		await send(ledger, id, 0);
		await put(ledger, [anInvoice('1', { dueDate: addDays(TODAY, 5) })]);
		expect((await run(ledger)).routed).toEqual([[id, 'D-5', 'D-5']]);
		expect((await run(ledger, addDays(TODAY, 5))).routed).toEqual([[id, 'D0', 'D0']]);
	});

	it('skips disputed and cancelled invoices, and takes them up where they are when resumed', async () => {
		const ledger = await open();
		const [disputed, cancelled] = await put(ledger, [anInvoice('1'), anInvoice('2')]);
		const change = async (number: string, how: 'dispute' | 'cancel' | 'resume') =>
			await inTransaction(ledger, async (db) => await changeStatus(db, engine, await findInvoice(db, { number }), how, null, AT));
		await run(ledger, addDays(TODAY, -1));
		await change('1', 'dispute');
		await change('2', 'cancel');
		expect((await run(ledger)).skipped).toEqual([[disputed, 'disputed'], [cancelled, 'cancelled']]);
		expect((await run(ledger, addDays(TODAY, 1))).skipped).toEqual([[disputed, 'disputed']]);
		await change('1', 'resume');
		await change('2', 'resume');
		expect((await run(ledger, addDays(TODAY, 6))).routed).toEqual([[disputed, 'D+5', 'D+5'], [cancelled, 'D+5', 'D+5']]);
	});

	it('tells of a payment once, and is silent about the invoice from then on', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1')]);
		await run(ledger);
		await inTransaction(ledger, async (db) => await recordPayment(db, { invoice: await findInvoice(db, { id }), amountCents: null, paidOn: TODAY, reference: null, at: AT }));
		expect((await run(ledger)).skipped).toEqual([[id, 'paid']]);
		expect((await run(ledger, addDays(TODAY, 5))).counts).toEqual({});
	});

	it('combines a customer’s invoices into the firmest step, each keeping its own', async () => {
		const ledger = await open();
		const [a, b, c] = await put(ledger, [
			anInvoice('1', { customer: ANA }),
			anInvoice('2', { dueDate: addDays(TODAY, -5), customer: ANA }),
			anInvoice('3', { dueDate: addDays(TODAY, -1) }),
		]);
		await run(ledger, addDays(TODAY, -5));
		expect((await run(ledger)).routed).toEqual([[a, 'D0', 'D+5'], [b, 'D+5', 'D+5'], [c, 'D+1', 'D+1']]);
		expect((await run(ledger, TODAY, { combineByCustomer: false })).routed).toEqual([[a, 'D0', 'D0'], [b, 'D+5', 'D+5'], [c, 'D+1', 'D+1']]);
	});

	it('counts a customer’s messages of one run together when it does not combine them', async () => {
		const ledger = await open();
		const [a, b, c] = await put(ledger, [
			anInvoice('1', { customer: ANA }),
			anInvoice('2', { dueDate: addDays(TODAY, -5), customer: ANA }),
			anInvoice('3', { dueDate: addDays(TODAY, -5), customer: ANA }),
		]);
		await run(ledger, addDays(TODAY, -5));
		const policy = { combineByCustomer: false, maxContactsADay: 1 };
		expect(await run(ledger, TODAY, policy)).toMatchObject({ routed: [[b, 'D+5', 'D+5'], [c, 'D+5', 'D+5']], skipped: [[a, 'over_daily_cap']] });
		expect((await run(ledger, TODAY, { ...policy, maxContactsADay: 2, maxContactsAWeek: 1 })).skipped).toEqual([[a, 'over_weekly_cap']]);
		await send(ledger, b, 5, addDays(TODAY, -5));
		await send(ledger, c, 5, addDays(TODAY, -5));
		expect((await run(ledger, TODAY, policy)).skipped).toEqual([[a, 'over_daily_cap']]);
		expect((await run(ledger, addDays(TODAY, 1), policy)).routed).toEqual([[a, 'D+1', 'D+1']]);
	});

	it('counts contacts of the last seven days, of every ruler, that reached the customer or may have', async () => {
		const ledger = await open();
		const [a, b] = await put(ledger, [anInvoice('1', { customer: ANA }), anInvoice('2', { customer: ANA, dueDate: addDays(TODAY, 6) })]);
		await run(ledger, TODAY, { maxContactsAWeek: 1 });
		await send(ledger, a, 0);
		const held = async (day: number) => (await run(ledger, addDays(TODAY, day), { maxContactsAWeek: 1 })).counts;
		expect(await held(6)).toEqual({ over_weekly_cap: 2 });
		expect(await held(7)).toEqual({});
		await ledger.db.updateTable('contacts').set({ state: 'failed' }).execute();
		expect((await run(ledger, addDays(TODAY, 6), { maxContactsAWeek: 1 })).routed.map(([id]) => id)).toEqual([a, b]);
	});

	it('lets an invoice leave once a day, or once, even to two runs at once', async () => {
		const place = newPlace(engine);
		const [ledger, other] = [await open(place), await open(place)];
		const ids = await put(ledger, Array.from({ length: 20 }, (_, index) => anInvoice(`${index}`)));
		const both = async (today: string, repeat: RulerPolicy['repeat']) => {
			const runs = await Promise.all([ledger, other].map(async (each) => await run(each, today, { repeat, ruler: repeat })));
			// Each run says of each invoice what became of it.
			for (const each of runs) expect(each.routed.length + Object.values(each.counts).reduce((sum, count) => sum + count, 0)).toBe(20);
			return runs.flatMap(({ routed }) => routed.map(([id, step]) => [id, step]));
		};
		await run(ledger, TODAY, { ruler: 'once_a_day' }, { dryRun: true });
		const all = (step: string) => ids.map((id) => [id, step]).sort();
		expect((await both(TODAY, 'once_a_day')).sort()).toEqual(all('D0'));
		expect((await run(ledger, TODAY, { repeat: 'once_a_day', ruler: 'once_a_day' })).counts).toEqual({ routed_today: 20 });
		expect((await both(addDays(TODAY, 1), 'once_a_day')).sort()).toEqual(all('D+1'));
		expect((await both(TODAY, 'never')).sort()).toEqual(all('D0'));
		expect((await run(ledger, TODAY, { repeat: 'never', ruler: 'never' })).routed).toEqual([]);
		expect((await both(addDays(TODAY, 1), 'never')).sort()).toEqual(all('D+1'));
	});

	it('works on given invoices, and looks at all of them at the next full run', async () => {
		const ledger = await open();
		const [a, b] = await put(ledger, [anInvoice('1'), anInvoice('2')]);
		expect((await run(ledger, TODAY, {}, { invoiceIds: [a] })).routed).toEqual([[a, 'D0', 'D0']]);
		expect((await run(ledger)).routed.map(([id]) => id)).toEqual([a, b]);
		await send(ledger, a, 0);
		expect(await run(ledger, TODAY, {}, { invoiceIds: [a, 999] })).toMatchObject({ routed: [], skipped: [[a, 'done']] });
		expect((await run(ledger, TODAY, { steps: stepsOn(-3, 0) }, { invoiceIds: [b] })).routed).toEqual([[b, 'D0', 'D0']]);
		expect((await run(ledger, addDays(TODAY, 1))).routed).toEqual([[a, 'D+1', 'D+1'], [b, 'D+1', 'D+1']]);
	});

	it('lists what is not due when asked, and never more than asked', async () => {
		const ledger = await open();
		const ids = await put(ledger, Array.from({ length: 5 }, (_, index) => anInvoice(`${index}`, { dueDate: addDays(TODAY, 20) })));
		expect(await run(ledger)).toEqual({ routed: [], skipped: [], counts: { not_due: 5 } });
		expect((await run(ledger, TODAY, {}, { listNotDue: true })).skipped).toEqual(ids.map((id) => [id, 'not_due']));
		const few = await run(ledger, TODAY, {}, { listNotDue: true, listAtMost: 2 });
		expect([few.skipped.length, few.counts]).toEqual([2, { not_due: 5 }]);
	});

	describe('with steps for some customers only', () => {
		const steps = makeSteps([
			{ day: 1, fromBankingDay: false },
			{ day: 5, profiles: ['excellent', 'good'], fromBankingDay: false },
			{ day: 5, profiles: ['critical'], importances: ['A', 'B'], fromBankingDay: false },
			{ day: 9, fromBankingDay: false },
		]);
		const GOOD = 'D+5 [excellent+good]';
		const CRITICAL = 'D+5 [critical, A+B]';
		const runSegments = async (ledger: Ledger, days: number, options: Partial<RunOptions> = {}) => await run(ledger, addDays(TODAY, days), { steps }, options);
		const profile = async (ledger: Ledger, invoiceId: number, ...kind: [Parameters<typeof putProfile>[3], Parameters<typeof putProfile>[4]]) =>
			await inTransaction(ledger, async (db) => {
				const { customer_id } = await db.selectFrom('invoices').select('customer_id').where('id', '=', invoiceId).executeTakeFirstOrThrow();
				await putProfile(db, engine, customer_id, ...kind, TODAY);
			});

		it('sends each customer out by its own, and says of the others that it was not for them', async () => {
			const ledger = await open();
			const [good, critical, small, unknown] = await put(ledger, ['boa', 'crítica', 'pequena', 'nunca classificada'].map((number) => anInvoice(number)));
			await profile(ledger, good, 'good', 'C');
			await profile(ledger, critical, 'critical', 'B');
			await profile(ledger, small, 'critical', 'C');
			expect((await runSegments(ledger, 1)).routed.map(([id, step]) => [id, step])).toEqual([good, critical, small, unknown].map((id) => [id, 'D+1']));
			for (const id of [good, critical, small, unknown]) await send(ledger, id, 1, TODAY, addDays(TODAY, 1));
			expect(await runSegments(ledger, 5)).toEqual({
				routed: [[good, GOOD, GOOD], [critical, CRITICAL, CRITICAL]].sort(),
				skipped: [[small, 'other_segment'], [unknown, 'other_segment']],
				counts: { other_segment: 2 },
			});
			expect((await runSegments(ledger, 5)).counts).toEqual({});
			expect((await runSegments(ledger, 9)).routed.map(([, step]) => step)).toEqual(['D+9', 'D+9', 'D+9', 'D+9']);
		});

		it('tells a step of nobody’s profile from one that is not due, when all are listed', async () => {
			const ledger = await open();
			const [a, b] = await put(ledger, [anInvoice('1', { dueDate: addDays(TODAY, -1) }), anInvoice('2', { dueDate: addDays(TODAY, 3) })]);
			await run(ledger, addDays(TODAY, -1), { steps });
			expect((await run(ledger, addDays(TODAY, 4), { steps: makeSteps([{ day: 5, profiles: ['good'] }, { day: 20 }]) }, { listNotDue: true, dryRun: true })).skipped).toEqual([[a, 'other_segment'], [b, 'not_due']]);
		});

		it('gives nobody a day twice who changes profile on it', async () => {
			const ledger = await open();
			const [id] = await put(ledger, [anInvoice('1')]);
			await profile(ledger, id, 'good', 'A');
			await runSegments(ledger, 1);
			const day = addDays(TODAY, 5);
			const before = await runRuler(ledger, rulerPolicy({ steps }), momentOf(day), rulerOptions());
			await profile(ledger, id, 'critical', 'A');
			const after = await runRuler(ledger, rulerPolicy({ steps }), momentOf(day), rulerOptions());
			expect([before, after].map(({ routed }) => routed.map(({ step }) => step.id))).toEqual([[GOOD], [CRITICAL]]);
			// Both runs have routed it, and both messages are on their way: one claim holds, whichever comes first.
			const claim = async (routed: typeof before.routed) =>
				await claimContact(ledger, aClaim(routed.map(({ facts, step }) => ({ invoiceId: facts.invoiceId, step: step.id, stepDay: step.day })), { today: day }));
			const claims = await Promise.all([claim(before.routed), claim(after.routed)]);
			expect(claims.filter((one) => 'contactId' in one)).toHaveLength(1);
			expect(claims.filter((one) => 'refused' in one)).toEqual([{ refused: [{ invoiceId: id, reason: 'already_contacted' }] }]);
			const [held] = claims.flatMap((one) => ('contactId' in one ? [one.contactId] : []));
			expect((await runSegments(ledger, 5)).routed).toEqual([]);
			await profile(ledger, id, 'good', 'A');
			expect((await runSegments(ledger, 5)).routed).toEqual([]);

			// What certainly did not go out comes back as the step of today's profile, and its tries count on.
			await finishContact(ledger, held, { state: 'retry', reason: '451', maxAttempts: 3 }, AT);
			expect((await runSegments(ledger, 5)).routed).toEqual([[id, GOOD, GOOD]]);
			await profile(ledger, id, 'critical', 'A');
			const again = await claimContact(ledger, aClaim([{ invoiceId: id, step: CRITICAL, stepDay: 5 }], { today: day }));
			expect(await ledger.db.selectFrom('contacts').select(['steps', 'attempt']).orderBy('id', 'desc').executeTakeFirst()).toEqual({ steps: CRITICAL, attempt: 2 });
			expect(again).toEqual({ contactId: expect.any(Number) });
			expect(await ledger.db.selectFrom('claims').select(['step', 'step_day', 'attempt', 'state']).execute()).toEqual([{ step: 'D+5', step_day: 5, attempt: 2, state: 'held' }]);
		});

		it('gives nobody a day twice when a step for everybody is split, or two are made one', async () => {
			const ledger = await open();
			const [id] = await put(ledger, [anInvoice('1')]);
			await profile(ledger, id, 'good', 'A');
			await run(ledger, TODAY, { steps: stepsOn(1, 5, 9) });
			await run(ledger, addDays(TODAY, 5), { steps: stepsOn(1, 5, 9) });
			await send(ledger, id, 5, TODAY, addDays(TODAY, 5));
			expect((await runSegments(ledger, 5)).routed).toEqual([]);
			expect(await claimContact(ledger, aClaim([{ invoiceId: id, step: GOOD, stepDay: 5 }]))).toEqual({ refused: [{ invoiceId: id, reason: 'already_contacted' }] });
			expect((await run(ledger, addDays(TODAY, 5), { steps: stepsOn(1, 5, 9) })).routed).toEqual([]);
		});

		it('looks at everybody again when only the segments are edited', async () => {
			const ledger = await open();
			const [id] = await put(ledger, [anInvoice('1')]);
			const forGood = { steps: makeSteps([{ day: 1, profiles: ['good'] }]) };
			await run(ledger, TODAY, forGood);
			expect((await run(ledger, addDays(TODAY, 1), forGood)).skipped).toEqual([[id, 'other_segment']]);
			expect((await run(ledger, addDays(TODAY, 1), { steps: makeSteps([{ day: 1, profiles: ['new'] }]) })).routed.map(([one]) => one)).toEqual([id]);
		});
	});

	it('leaves an invoice in an agreement alone, and takes it up where it is when that ends', async () => {
		const ledger = await open();
		const [id, free] = await put(ledger, [anInvoice('1'), anInvoice('2')]);
		await run(ledger, addDays(TODAY, -1));
		const agreement = await inTransaction(ledger, async (db) => await startAgreement(db, await findInvoice(db, { id }), TODAY, AT));
		expect(await run(ledger)).toMatchObject({ routed: [[free, 'D0', 'D0']], skipped: [[id, 'in_agreement']] });
		expect((await run(ledger, addDays(TODAY, 1))).skipped).toEqual([[id, 'in_agreement']]);
		await inTransaction(ledger, async (db) => await endAgreement(db, engine, agreement, 'broken', addDays(TODAY, 2), AT));
		expect((await run(ledger, addDays(TODAY, 6))).routed).toEqual([[id, 'D+5', 'D+5'], [free, 'D+5', 'D+5']]);
	});

	it('does not undo what was marked to be looked at again since it read it', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('1', { dueDate: addDays(TODAY, 20) })]);
		await run(ledger);
		const ruler = await findRuler(ledger.db, 'padrao');
		const { revision } = await ledger.db.selectFrom('positions').select('revision').executeTakeFirstOrThrow();
		await lookAgain(ledger.db, engine, [id], { restart: true });
		await writePositions(ledger.db, engine, ruler?.id ?? 0, [{ invoiceId: id, enrolledOn: TODAY, nextOn: addDays(TODAY, 15), revision }]);
		expect(await ledger.db.selectFrom('positions').select(['next_on', 'enrolled_on']).execute()).toEqual([{ next_on: '0001-01-01', enrolled_on: TODAY }]);
	});

	it('reads a portfolio of more than one batch whole', async () => {
		const ledger = await open();
		await put(ledger, Array.from({ length: 10_050 }, (_, index) => anInvoice(`${index}`, { customer: { ...ANA, key: `code:${index % 50}` } })));
		expect((await run(ledger)).routed).toHaveLength(10_050);
		expect((await run(ledger)).routed).toHaveLength(10_050);
		expect((await run(ledger, addDays(TODAY, 1))).routed).toHaveLength(10_050);
	});
});
