import { addDays } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { runRuler, type RunOptions } from '../../../core/ruler/runRuler';
import { makeSteps } from '../../../core/ruler/steps';
import type { RulerPolicy } from '../../../core/ruler/types';
import type { Ledger } from '../../../core/ledger/Ledger';
import { onBothEngines } from '../../support/ledgers';
import { anInvoice, put, TODAY } from '../../support/invoices';

const POLICY: RulerPolicy = {
	ruler: 'padrao',
	steps: makeSteps([-5, -1, 0, 1, 5, 15, 30].map((day) => ({ day, fromBankingDay: false }))),
	backlog: 'ignore',
	minimumBalanceCents: 0,
	maxContactsADay: 1,
	maxContactsAWeek: null,
	window: 'any',
	timeBarYears: 5,
	combineByCustomer: true,
	repeat: 'every_run',
};
const OPTIONS: RunOptions = { invoiceIds: null, dryRun: false, localHolidays: [], listNotDue: false, listAtMost: 1_000 };

async function run(ledger: Ledger, today = TODAY, policy: Partial<RulerPolicy> = {}, options: Partial<RunOptions> = {}) {
	const result = await runRuler(
		ledger,
		{ ...POLICY, ...policy },
		{ today, now: new Date(`${today}T15:00:00Z`), timeZone: 'America/Sao_Paulo', calendar: new Calendar() },
		{ ...OPTIONS, ...options },
	);
	return {
		routed: result.routed.map(({ facts, step, output }) => [facts.invoiceId, step.id, output.id]),
		skipped: result.skipped.map(({ invoiceId, reason }) => [invoiceId, reason]),
		counts: Object.fromEntries(result.skippedCounts),
	};
}

onBothEngines('runRuler', (open) => {
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
		const ids = await put(ledger, Array.from({ length: 300 }, (_, index) => anInvoice(`velha ${index}`, { dueDate: addDays(TODAY, -365) })));
		const first = await run(ledger);
		expect(first.routed).toEqual([]);
		expect(first.counts).toEqual({ backlog: 300 });
		expect(first.skipped).toHaveLength(300);
		expect((await run(ledger)).counts).toEqual({});
		const [late] = await put(ledger, [anInvoice('nova', { dueDate: addDays(TODAY, -10) })]);
		expect((await run(ledger)).skipped).toEqual([[late, 'backlog']]);
		expect((await run(ledger, addDays(TODAY, 5))).routed).toEqual([[late, 'D+15', 'D+15']]);
		expect(ids).toHaveLength(300);
	});
});
