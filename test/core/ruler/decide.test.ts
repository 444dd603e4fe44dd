import fc from 'fast-check';
import { addDays } from '../../../core/calendar/day';
import { IMPORTANCES, PAYER_PROFILES } from '../../../core/classification/profiles';
import { decider } from '../../../core/ruler/decide';
import { isInSegment } from '../../../core/ruler/segments';
import { claimKey } from '../../../core/ruler/stepId';
import { makeSteps } from '../../../core/ruler/steps';
import type { ContactCount, Decision, InvoiceFacts, RulerPolicy } from '../../../core/ruler/types';
import { TODAY } from '../../support/invoices';
import { momentOf, rulerPolicy, stepsOn } from '../../support/rulers';

const FACTS: InvoiceFacts = {
	invoiceId: 1,
	customerId: 1,
	dueDate: addDays(TODAY, -5),
	balanceCents: 10_000,
	status: 'open',
	agreementId: null,
	promisedUntil: null,
	excludedUntil: null,
	customerState: 'SP',
	customerCity: null,
	customerPostalCode: null,
	profile: 'new',
	importance: 'C',
	enrolledOn: addDays(TODAY, -60),
	doneDay: null,
	routedOn: null,
};

function decide(facts: Partial<InvoiceFacts> = {}, policy: Partial<RulerPolicy> = {}, contacts?: ContactCount, today = TODAY): Decision {
	return decider(rulerPolicy(policy), momentOf(today))({ ...FACTS, ...facts }, contacts);
}

/** `route D+5`, or `skip reason step nextOn`. */
function short(decision: Decision): string {
	if (decision.kind === 'route') return ['route', decision.step.id, ...decision.superseded.map(({ id }) => id)].join(' ');
	return `${decision.reason} ${decision.step?.id ?? '-'} ${decision.nextOn ?? 'never'}`;
}

const tomorrow = addDays(TODAY, 1);
const yesterday = addDays(TODAY, -1);

describe('decide', () => {
	const cases: Array<[string, Partial<InvoiceFacts>, Partial<RulerPolicy>, string]> = [
		['the step of today', { doneDay: 1 }, {}, 'route D+5'],
		['the newest step, and the older ones it passes', {}, {}, 'route D+5 D-5 D-1 D0 D+1'],
		['of an outage, only those not done yet', { doneDay: -1 }, {}, 'route D+5 D0 D+1'],
		['of a late enrolment, only those since', { enrolledOn: addDays(TODAY, -4) }, {}, 'route D+5 D+1'],
		['nothing before the first step', { dueDate: addDays(TODAY, 6) }, {}, `not_due - ${tomorrow}`],
		['the first step on its day', { dueDate: addDays(TODAY, 5) }, {}, 'route D-5'],
		['the next step once this one is done', { doneDay: 5 }, {}, `done D+5 ${addDays(TODAY, 10)}`],
		['nothing after the last', { doneDay: 5 }, { steps: stepsOn(1, 5) }, 'past_last_step D+5 never'],
		['nothing of the past at enrolment', { dueDate: addDays(TODAY, -6), enrolledOn: null }, {}, `backlog D+5 ${addDays(TODAY, 9)}`],
		['a step that falls on the day of enrolment', { enrolledOn: null }, {}, 'route D+5'],
		['the newest of the past when asked for', { dueDate: addDays(TODAY, -6), enrolledOn: null }, { backlog: 'newest' }, 'route D+5'],
		['no more of a paid invoice', { status: 'paid' }, {}, 'paid D+5 never'],
		['no more of a cancelled invoice', { status: 'cancelled' }, {}, 'cancelled D+5 never'],
		['silence about a paid invoice of the backlog', { status: 'paid', dueDate: addDays(TODAY, -400), enrolledOn: null }, {}, 'paid - never'],
		['no warning after the due date', { dueDate: yesterday, doneDay: null }, { steps: stepsOn(-1, 0, 5) }, `too_late D0 ${addDays(TODAY, 4)}`],
		['nothing while disputed', { status: 'disputed' }, {}, `disputed D+5 ${TODAY}`],
		['nothing while in an agreement', { agreementId: 7 }, {}, `in_agreement D+5 ${TODAY}`],
		['nothing until the promised day is over', { promisedUntil: TODAY }, {}, `promised D+5 ${TODAY}`],
		['a step after a broken promise', { promisedUntil: yesterday, doneDay: 1 }, {}, 'route D+5'],
		['nothing until the exclusion is over', { excludedUntil: TODAY }, {}, `excluded D+5 ${TODAY}`],
		['a step after an exclusion', { excludedUntil: yesterday, doneDay: 1 }, {}, 'route D+5'],
		['nothing below the ruler’s minimum', { balanceCents: 4_999 }, { minimumBalanceCents: 5_000 }, `below_minimum D+5 ${TODAY}`],
		['a step at the ruler’s minimum', { balanceCents: 5_000, doneDay: 1 }, { minimumBalanceCents: 5_000 }, 'route D+5'],
		['nothing below the step’s minimum', { balanceCents: 9_999 }, { steps: makeSteps([{ day: 5, minimumBalanceCents: 10_000, fromBankingDay: false }]) }, `below_minimum D+5 ${TODAY}`],
		['nothing when nothing is owed', { balanceCents: 0 }, {}, `below_minimum D+5 ${TODAY}`],
		['once a day when asked for', { routedOn: TODAY }, { repeat: 'once_a_day' }, `routed_today D+5 ${TODAY}`],
		['again the next day', { routedOn: yesterday, doneDay: 1 }, { repeat: 'once_a_day' }, 'route D+5'],
		['at every run otherwise', { routedOn: TODAY, doneDay: 1 }, {}, 'route D+5'],
	];
	it.each(cases)('takes %s', (_name, facts, policy, expected) => {
		expect(short(decide(facts, policy))).toBe(expected);
	});

	it('after twelve days off takes the newest step only', () => {
		const due = addDays(TODAY, 5);
		const decision = decide({ dueDate: due, doneDay: -5, enrolledOn: addDays(TODAY, -30) }, {}, undefined, addDays(TODAY, 12));
		expect(short(decision)).toBe('route D+5 D-1 D0 D+1');
	});

	it('counts from the banking day when the step says so', () => {
		const steps = makeSteps([{ day: 0 }, { day: 1 }]);
		const saturday = '2026-11-21';
		const at = (today: string, doneDay: number | null = null) => short(decide({ dueDate: saturday, doneDay }, { steps }, undefined, today));
		expect(at('2026-11-22')).toBe('not_due - 2026-11-23');
		expect(at('2026-11-23')).toBe('route D0');
		expect(at('2026-11-24', 0)).toBe('route D+1');
		// Friday the 20th is a holiday: both move to Monday.
		expect(short(decide({ dueDate: '2026-11-20' }, { steps }, undefined, '2026-11-23'))).toBe('route D0');
	});

	it('still warns on the banking day on which a bill due on a weekend can be paid', () => {
		const steps = stepsOn(-1, 0, 5);
		expect(short(decide({ dueDate: '2026-11-21', doneDay: -1 }, { steps }, undefined, '2026-11-23'))).toBe('route D0');
		expect(short(decide({ dueDate: '2026-11-21', doneDay: -1 }, { steps }, undefined, '2026-11-24'))).toBe('too_late D0 2026-11-26');
	});

	it('does not dun for a bill due on a weekend before the banking day after it is over', () => {
		const at = (today: string) => short(decide({ dueDate: '2026-11-21', doneDay: 0 }, { steps: stepsOn(0, 1, 5) }, undefined, today));
		expect(at('2026-11-22')).toBe('not_late D+1 2026-11-24');
		expect(at('2026-11-23')).toBe('not_late D+1 2026-11-24');
		expect(at('2026-11-24')).toBe('route D+1');
	});

	it.each([
		['2021-11-24', TODAY, false],
		['2021-11-23', TODAY, true],
		['2024-02-29', '2029-02-28', false],
		['2024-02-29', '2029-03-01', true],
	])('stops five years after the due date: %s on %s is time-barred: %s', (dueDate, today, barred) => {
		const decision = decide({ dueDate, enrolledOn: dueDate, doneDay: null }, {}, undefined, today);
		expect(short(decision)).toMatch(barred ? /^time_barred D\+30 never$/ : /^route D\+30/);
		expect(short(decide({ dueDate, enrolledOn: dueDate }, { timeBarYears: null }, undefined, today))).toMatch(/^route/);
	});

	it('holds what is over the caps, until the next run', () => {
		const caps = { maxContactsADay: 1, maxContactsAWeek: 3 };
		expect(short(decide({ doneDay: 1 }, caps, { today: 0, week: 2 }))).toBe('route D+5');
		expect(short(decide({ doneDay: 1 }, caps, { today: 1, week: 2 }))).toBe(`over_daily_cap D+5 ${TODAY}`);
		expect(short(decide({ doneDay: 1 }, caps, { today: 0, week: 3 }))).toBe(`over_weekly_cap D+5 ${TODAY}`);
		expect(short(decide({ doneDay: 1 }, { maxContactsADay: null, maxContactsAWeek: null }, { today: 9, week: 9 }))).toBe('route D+5');
	});

	it('holds what is outside the contact window of the customer’s state', () => {
		const saturday = { ...momentOf('2026-11-28'), now: new Date('2026-11-28T13:00:00.000Z') };
		const at = (customerState: string | null) =>
			short(decider(rulerPolicy({ window: 'law' }), saturday)({ ...FACTS, dueDate: '2026-11-23', doneDay: 1, customerState }, undefined));
		expect(at('SP')).toBe('route D+5');
		expect(at('RJ')).toBe('outside_window D+5 2026-11-28');
		expect(at('AC')).toBe('outside_window D+5 2026-11-28');
		expect(at(null)).toBe('outside_window D+5 2026-11-28');
	});

	it('gives the reason that stands in the way longest first', () => {
		const everything = { status: 'disputed', agreementId: 7, promisedUntil: TODAY, excludedUntil: TODAY, balanceCents: 1 } as const;
		const policy = { minimumBalanceCents: 100, maxContactsADay: 1, window: { weekdays: null, saturday: null, sundaysAndHolidays: null } };
		const order: Array<Partial<InvoiceFacts>> = [everything, { ...everything, status: 'open' }, { ...everything, status: 'open', agreementId: null }, { ...everything, status: 'open', agreementId: null, excludedUntil: null }, { balanceCents: 1 }, {}];
		expect(order.map((facts) => short(decide(facts, policy, { today: 1, week: 1 })).split(' ')[0])).toEqual(['disputed', 'in_agreement', 'excluded', 'promised', 'below_minimum', 'outside_window']);
	});
});

describe('decide, with steps for some customers only', () => {
	const steps = makeSteps([
		{ day: 1, fromBankingDay: false },
		{ day: 5, profiles: ['excellent', 'good'], fromBankingDay: false },
		{ day: 5, profiles: ['habitual_late', 'critical'], importances: ['A'], fromBankingDay: false },
		{ day: 10, importances: ['A', 'B'], fromBankingDay: false },
		{ day: 20, fromBankingDay: false },
	]);
	const on = (days: number, facts: Partial<InvoiceFacts>) => decide({ dueDate: addDays(TODAY, -days), ...facts }, { steps });
	const cases: Array<[string, number, Partial<InvoiceFacts>, string]> = [
		['the step of the customer’s profile', 5, { profile: 'good', doneDay: 1 }, 'route D+5 [excellent+good]'],
		['of two steps of a day the one of the customer', 5, { profile: 'critical', importance: 'A', doneDay: 1 }, 'route D+5 [habitual_late+critical, A]'],
		['nothing of others, and says so', 5, { profile: 'critical', importance: 'B', doneDay: 1 }, `other_segment D+5 [habitual_late+critical, A] ${addDays(TODAY, 5)}`],
		['its own older step that was not carried out', 5, { profile: 'new' }, 'route D+1'],
		['as superseded only its own', 10, { profile: 'new', importance: 'B' }, 'route D+10 [A+B] D+1'],
		['the day once, under whichever profile', 5, { profile: 'good', doneDay: 5 }, `done D+5 [excellent+good] ${addDays(TODAY, 15)}`],
		['the day once, also for one who fits no step of it any more', 5, { profile: 'new', doneDay: 5 }, `done D+1 ${addDays(TODAY, 15)}`],
		['a backlog as a backlog', 6, { profile: 'good', enrolledOn: TODAY }, `backlog D+5 [excellent+good] ${addDays(TODAY, 14)}`],
		['a day of others before the enrolment as nothing', 6, { profile: 'new', enrolledOn: TODAY }, `backlog D+1 ${addDays(TODAY, 14)}`],
		['what stands in the way of the own step', 5, { profile: 'good', doneDay: 1, agreementId: 3 }, `in_agreement D+5 [excellent+good] ${TODAY}`],
		['no word of others about a paid invoice', 5, { profile: 'new', status: 'paid', doneDay: 1 }, 'done D+1 never'],
	];
	it.each(cases)('takes %s', (_name, days, facts, expected) => {
		expect(short(on(days, facts))).toBe(expected);
	});

	it('looks again on the days of others, too, to tell of them', () => {
		const look = (facts: Partial<InvoiceFacts>, days: number) => {
			const decision = on(days, facts);
			return decision.kind === 'skip' ? [decision.nextOn, decision.lookOn] : null;
		};
		expect(look({ profile: 'new', doneDay: 1 }, 2)).toEqual([addDays(TODAY, 18), addDays(TODAY, 3)]);
		expect(look({ profile: 'good', doneDay: 1 }, 2)).toEqual([addDays(TODAY, 3), addDays(TODAY, 3)]);
		expect(look({ profile: 'new', status: 'cancelled' }, 2)).toEqual([null, null]);
		expect(look({ profile: 'new', dueDate: '2019-01-01', enrolledOn: '2019-01-01' }, 2)).toEqual([null, null]);
	});

	it('decides for each customer as a ruler of its own steps alone would', () => {
		const kind = fc.record({ profile: fc.constantFrom(...PAYER_PROFILES), importance: fc.constantFrom(...IMPORTANCES) });
		const facts = fc.record({
			dueDate: fc.integer({ min: -40, max: 8 }).map((days) => addDays(TODAY, days)),
			doneDay: fc.constantFrom(null, 1, 5, 10),
			enrolledOn: fc.constantFrom(null, addDays(TODAY, -60), addDays(TODAY, -4)),
			status: fc.constantFrom('open' as const, 'paid' as const, 'disputed' as const),
		});
		fc.assert(
			fc.property(kind, facts, ({ profile, importance }, some) => {
				const own = steps.filter((step) => isInSegment(step, profile, importance)).map(({ day }) => ({ day, fromBankingDay: false }));
				const together = decide({ ...some, profile, importance }, { steps });
				const alone = decide(some, { steps: makeSteps(own) });
				const days = (decision: Decision) => (decision.kind === 'route' ? [decision.step.day, decision.superseded.map(({ day }) => day)] : [decision.reason, decision.step?.day ?? null, decision.nextOn]);
				if (together.kind === 'skip' && together.reason === 'other_segment') {
					expect(alone).toMatchObject({ kind: 'skip', reason: expect.stringMatching(/^(not_due|done|past_last_step|backlog)$/), nextOn: together.nextOn });
					expect(together.step && isInSegment(together.step, profile, importance)).toBe(false);
				} else expect(days(together)).toEqual(days(alone));
			}),
		);
	});
});

describe('makeSteps', () => {
	it('sorts, names and fills in', () => {
		expect(makeSteps([{ day: 5 }, { day: -0, label: ' Vence hoje ' }, { day: -5, fromBankingDay: false, minimumBalanceCents: 7 }])).toEqual([
			{ id: 'D-5', day: -5, profiles: [], importances: [], label: 'D-5', minimumBalanceCents: 7, fromBankingDay: false },
			{ id: 'D0', day: 0, profiles: [], importances: [], label: 'Vence hoje', minimumBalanceCents: 0, fromBankingDay: true },
			{ id: 'D+5', day: 5, profiles: [], importances: [], label: 'D+5', minimumBalanceCents: 0, fromBankingDay: true },
		]);
	});

	it('names a step after whom it is for, in one order whatever was chosen first; everybody chosen is everybody', () => {
		const steps = makeSteps([
			{ day: 5, profiles: ['good', 'excellent', 'good'] },
			{ day: 5, profiles: ['critical'], importances: ['B', 'A'] },
			{ day: 5, profiles: ['critical'], importances: ['C'], label: 'Firme' },
			{ day: 9, profiles: [...PAYER_PROFILES], importances: [...IMPORTANCES] },
		]);
		expect(steps.map(({ id, label }) => [id, label])).toEqual([
			['D+5 [excellent+good]', 'D+5: Excelente pagador, Bom pagador'],
			['D+5 [critical, A+B]', 'D+5: Crítico, importância A ou B'],
			['D+5 [critical, C]', 'Firme'],
			['D+9', 'D+9'],
		]);
		expect(steps.map(({ id }) => claimKey(id))).toEqual(['D+5', 'D+5', 'D+5', 'D+9']);
		expect(['D0 [new]', 'D-1 [A]', 'dueToday', 'aviso [2]', 'D [x]'].map(claimKey)).toEqual(['D0', 'D-1', 'dueToday', 'aviso [2]', 'D [x]']);
	});

	it('lets two steps share a day when, and only when, no customer fits both', () => {
		const segment = fc.record({ profiles: fc.subarray([...PAYER_PROFILES]), importances: fc.subarray([...IMPORTANCES]) });
		fc.assert(
			fc.property(fc.array(segment, { minLength: 1, maxLength: 4 }), (segments) => {
				const fitting = PAYER_PROFILES.flatMap((profile) => IMPORTANCES.map((importance) => segments.filter((one) => isInSegment(one, profile, importance)).length));
				const make = () => makeSteps(segments.map((one) => ({ day: 3, ...one })));
				if (Math.max(...fitting) > 1) expect(make).toThrow('O dia D+3 aparece duas vezes na régua');
				else expect(new Set(make().map(({ id }) => id)).size).toBe(segments.length);
			}),
		);
	});

	it('says which steps share a day and for whom', () => {
		const make = () => makeSteps([{ day: 5, label: 'Amigo', profiles: ['good', 'new'] }, { day: 5, label: 'Geral', importances: ['A'] }]);
		expect(make).toThrow('O dia D+5 aparece duas vezes na régua para o mesmo cliente (Bom pagador, importância A), nas etapas "Amigo" e "Geral"');
	});

	it.each([
		[[], 'nenhuma etapa'],
		[[{ day: 1.5 }], '1.5'],
		[[{ day: Number.NaN }], 'NaN'],
		[[{ day: 3_651 }], '3651'],
		[[{ day: 1 }, { day: 1 }], 'D+1 aparece duas vezes'],
	])('refuses %j', (inputs, words) => {
		expect(() => makeSteps(inputs)).toThrow(words);
		expect(() => makeSteps(inputs)).toThrow(RangeError);
	});
});
