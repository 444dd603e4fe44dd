import { hostname } from 'node:os';
import { addDays, type Day } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { chargingNothing } from '../../../core/ledger/charging';
import type { InvoiceInput } from '../../../core/importing/invoiceInput';
import { markAbandoned } from '../../../core/ledger/contacts/abandoned';
import { settleContact } from '../../../core/ledger/contacts/settleContact';
import type { Ledger } from '../../../core/ledger/Ledger';
import { openLedger, type LedgerPlace } from '../../../core/ledger/open';
import { sendReminders } from '../../../core/reminder/sendReminders';
import { runRuler, type RulerRun } from '../../../core/ruler/runRuler';
import type { RulerPolicy } from '../../../core/ruler/types';
import { put } from '../invoices';
import { CREDITOR } from '../ledgers';
import type { PayerProfile } from '../../../core/classification/profiles';
import { makeSteps } from '../../../core/ruler/steps';
import { Random } from '../random';
import { rulerOptions, rulerPolicy, stepsOn } from '../rulers';
import { SIMULATED_TEMPLATE, SimulatedServer } from './mailServer';

const GOOD: readonly PayerProfile[] = ['excellent', 'good', 'new'];
const LATE: readonly PayerProfile[] = ['occasional_late', 'habitual_late', 'critical'];
const STEP_SETS = [
	stepsOn(-5, -1, 0, 1, 5, 15, 30),
	stepsOn(-5, 0, 5, 15),
	stepsOn(1, 2, 3, 4),
	stepsOn(0, 1, 5, 15, 30),
	// The same days for different customers, and days that some never see.
	makeSteps([-5, 0, 1, 5, 15, 30].flatMap((day) => [{ day, profiles: GOOD }, { day, profiles: LATE, fromBankingDay: false }])),
	makeSteps([{ day: 1, profiles: GOOD, importances: ['A'] }, { day: 1, profiles: LATE }, { day: 3, importances: ['A', 'B'] }, { day: 5, importances: ['C'] }, { day: 15 }]),
];
const SENDER = { name: 'Escola Exemplo', document: CREDITOR, address: 'Rua das Flores, 100', phone: null, email: null, city: null, pix: null };
const GONE = 999_999_999; // above any process id

/** A creditor, its customers, its mail server and its n8n, as one seed has them. */
export class World {
	readonly random: Random;
	readonly server: SimulatedServer;
	readonly numbers: string[] = [];
	today: Day = '2026-11-02';
	policy: RulerPolicy;
	private clock = 0;

	private constructor(
		readonly place: LedgerPlace,
		public ledger: Ledger,
		seed: number,
	) {
		this.random = new Random(seed);
		this.server = new SimulatedServer(this.random);
		this.policy = rulerPolicy({
			backlog: this.random.pick(['ignore', 'newest']),
			combineByCustomer: this.random.chance(0.7),
			maxContactsADay: this.random.pick([null, 1]),
			maxContactsAWeek: this.random.pick([null, 2]),
			minimumBalanceCents: this.random.pick([0, 2_000]),
			steps: this.random.pick(STEP_SETS),
		});
	}

	static async create(place: LedgerPlace, seed: number): Promise<World> {
		return new World(place, await openLedger(place, CREDITOR), seed);
	}

	now(): Date {
		this.clock += 1;
		return new Date(Date.parse(`${this.today}T12:00:00.000Z`) + this.clock);
	}

	nextDay(count = 1): void {
		this.today = addDays(this.today, count);
		this.clock = 0;
	}

	anInvoice(number: string): InvoiceInput {
		const { random } = this;
		const customer = random.below(15);
		return {
			number,
			description: null,
			issueDate: null,
			dueDate: addDays(this.today, random.below(45) - 30),
			amountCents: 1_000 * (1 + random.below(9)),
			paidCents: 0,
			paidOn: null,
			status: 'open',
			paymentUrl: null,
			cardUrl: null,
			boletoLine: null,
			pixPayload: null,
			terms: null,
			customer: {
				key: `code:${customer}`,
				name: `Cliente ${customer}`,
				document: null,
				email: customer === 0 ? null : `c${customer}@example.com`,
				phone: null,
				state: 'SP',
				city: null,
				postalCode: null,
				code: String(customer),
			},
		};
	}

	/** New invoices, and some known ones again, perhaps with another due date or amount. */
	async import(): Promise<void> {
		const known = this.random.some(this.numbers, this.random.below(6));
		const fresh = Array.from({ length: this.random.below(12) }, (_, index) => `F${this.numbers.length + index}`);
		this.numbers.push(...fresh);
		const rows = this.random.some([...known, ...fresh], known.length + fresh.length).map((number) => this.anInvoice(number));
		if (rows.length > 0) await put(this.ledger, rows, { today: this.today });
	}

	editRuler(): void {
		this.policy = { ...this.policy, steps: this.random.pick(STEP_SETS) };
	}

	async run(options: { dryRun?: boolean; listNotDue?: boolean } = {}, ledger = this.ledger): Promise<RulerRun> {
		const moment = { today: this.today, now: this.now(), timeZone: 'America/Sao_Paulo', calendar: new Calendar() };
		return await runRuler(ledger, this.policy, moment, rulerOptions(options));
	}

	/** One execution of the workflow: the ruler, then the reminder. Whether it came to its end. */
	async execute(between: () => Promise<void> = async () => undefined, ledger = this.ledger): Promise<'ended' | 'died'> {
		const { sender, died } = this.server.sender(ledger);
		const work = async () => {
			const run = await this.run({}, ledger);
			await between();
			const requests = run.routed.map(({ facts, step }, index) => ({ index, invoiceId: facts.invoiceId, ruler: this.policy.ruler, step }));
			const results = await sendReminders(ledger, sender, requests, {
				creditor: SENDER,
				template: SIMULATED_TEMPLATE,
				purpose: 'reminder',
				from: 'cobranca@example.com',
				replyTo: null,
				concurrency: 3,
				maxAttempts: 3,
				groupByCustomer: this.policy.combineByCustomer,
				today: this.today,
				charging: chargingNothing(new Calendar()),
				clock: () => this.now(),
			});
			if (results.length !== requests.length) this.server.violations.push(`${requests.length} requests got ${results.length} results`);
			return 'ended' as const;
		};
		const ending = work();
		ending.catch(() => undefined); // of a dead process nobody hears
		return await Promise.race([ending, died.then(() => 'died' as const)]);
	}

	/** The process is gone; another one starts, and finds what it left. */
	async restart(): Promise<void> {
		await this.ledger.close();
		this.ledger = await openLedger(this.place, CREDITOR);
		await this.ledger.db.updateTable('contacts').set({ claimed_by: `${hostname()}:${GONE}:simulated` }).where('state', '=', 'claimed').execute();
		await markAbandoned(this.ledger.db, this.now().toISOString());
	}

	/** A person looks at every unknown contact and says what is so. */
	async settleSome(): Promise<void> {
		const unknown = await this.ledger.db.selectFrom('contacts').select('id').where('state', '=', 'unknown').orderBy('id').execute();
		for (const { id } of unknown) {
			if (this.random.chance(0.5)) await settleContact(this.ledger, id, this.server.hasArrived(id) ? 'sent' : 'not_sent', null, this.now().toISOString());
		}
	}
}
