import { checkThresholds, DEFAULT_THRESHOLDS, type ProfileThresholds } from '../../../core/classification/profile';
import { DEFAULT_SETTINGS } from '../../../core/classification/settings';
import type { CustomerFacts, InvoiceFacts } from '../../../core/history/fromInvoices';
import { dueOn, historyOf, judged, monthly, times } from './people';

const old: CustomerFacts = { customerSince: '2020-03-02' };
const promised = (until: string): InvoiceFacts['promises'] => [{ until, madeAt: '2026-01-02T12:00:00.000Z', madeOn: '2026-01-02' }];
const profile = (invoices: InvoiceFacts[], customer: CustomerFacts = old) => judged(historyOf(invoices, customer));

describe('who is critical', () => {
	it('is who owes an invoice for 91 days, however few there were', () => {
		expect(profile([dueOn('2026-08-25', 'unpaid')])).toEqual({ profile: 'critical', reasons: ['Tem 1 fatura vencida hoje, a mais antiga há 91 dias.'] });
		expect(profile([dueOn('2026-08-26', 'unpaid')]).profile).toBe('new');
		expect(profile([...monthly(...times(12, 0)), dueOn('2026-08-25', 'unpaid')]).profile).toBe('critical');
	});

	it('is who broke an agreement and owes something again; who has paid it all since is not', () => {
		const broken = { ...old, agreements: { kept: 1, broken: 1, active: 0 } };
		expect(profile(monthly(...times(11, 0), 'unpaid'), broken)).toEqual({ profile: 'critical', reasons: ['Rompeu 1 acordo e tem 1 fatura vencida hoje.'] });
		expect(profile(monthly(...times(12, 0)), broken).profile).toBe('excellent');
	});

	it('is who broke three promises within a year', () => {
		const invoices = ['2026-07-15', '2026-08-14', '2026-09-15'].map((until, month) => dueOn(`2026-0${month + 7}-10`, 20, { promises: promised(until) }));
		expect(profile([...monthly(...times(9, 0)), ...invoices])).toMatchObject({ profile: 'critical', reasons: ['Deixou de cumprir 3 promessas de pagamento nos últimos 12 meses.', expect.stringMatching(/^Está piorando: /)] });
		expect(profile([...monthly(...times(9, 0)), ...invoices.slice(1)]).profile).toBe('occasional_late');
	});

	it('is not who broke one promise, however many invoices it was about', () => {
		const open = ['2026-11-09', '2026-11-10', '2026-11-11'].map((dueDate) => dueOn(dueDate, 'unpaid', { promises: promised('2026-11-23') }));
		expect(profile([...monthly(...times(9, 0)).slice(0, 8), ...open])).toMatchObject({ profile: 'occasional_late', reasons: expect.arrayContaining(['Deixou de cumprir 1 promessa de pagamento nos últimos 12 meses.']) });
	});

	it('is who pays almost everything late, and by a month; neither alone is enough', () => {
		expect(profile(monthly(0, 0, ...times(8, 40), 20, 10))).toMatchObject({ profile: 'habitual_late' });
		expect(profile(monthly(0, 0, ...times(8, 42), 30, 14))).toEqual({
			profile: 'critical',
			reasons: [
				'Pagou com atraso, ou ainda deve, 10 das 12 faturas dos últimos 12 meses, e a média de todas é de 31,7 dias de atraso.',
				'Está piorando: atrasou todas as 6 faturas dos últimos 6 meses, e atrasou 4 das 6 faturas dos 6 meses anteriores.',
			],
		});
		expect(profile(monthly(...times(12, 3))).profile).toBe('habitual_late');
		expect(profile(monthly(0, 0, 0, 200, 200, 150, ...times(6, 0)))).toMatchObject({ profile: 'habitual_late' });
	});
});

describe('who is new', () => {
	it('is who has had fewer than three invoices fall due', () => {
		expect(profile(monthly(0, 0))).toEqual({ profile: 'new', reasons: ['Só 2 faturas venceram até agora: com menos de 3 ainda não dá para dizer como paga.'] });
		expect(profile([dueOn('2026-12-10', 'unpaid')], {})).toEqual({ profile: 'new', reasons: ['Nenhuma fatura venceu até agora: com menos de 3 ainda não dá para dizer como paga.'] });
		expect(profile(monthly(0)).reasons).toEqual(['Só 1 fatura venceu até agora: com menos de 3 ainda não dá para dizer como paga.']);
		expect(profile(monthly(0, 0, 0)).profile).toBe('good');
	});

	it('stays new by paying two invoices late, and by paying others in advance', () => {
		expect(profile(monthly(20, 10)).profile).toBe('new');
		expect(profile([...monthly(0, 0), dueOn('2026-12-10', -20), dueOn('2027-01-11', -60)]).profile).toBe('new');
	});
});

describe('who is habitually late', () => {
	it('is late half of the time', () => {
		expect(profile(monthly(0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2))).toMatchObject({ profile: 'habitual_late', reasons: ['Pagou com atraso, ou ainda deve, 6 das 12 faturas dos últimos 12 meses.'] });
		expect(profile(monthly(0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 0)).profile).toBe('occasional_late');
	});

	it('is 15 days late in the mean, those paid in time among them', () => {
		expect(profile(monthly(...times(7, 0), 60, 60, 60, 0, 0))).toMatchObject({ profile: 'habitual_late', reasons: ['Na média de todas as faturas dos últimos 12 meses, o atraso é de 15 dias, contando até hoje o que ainda não foi pago.', expect.stringMatching(/^Está piorando: /)] });
		expect(profile(monthly(...times(7, 0), 60, 60, 59, 0, 0)).profile).toBe('occasional_late');
	});

	it('owes an invoice for two months', () => {
		expect(profile([...monthly(...times(12, 0)), dueOn('2026-09-24', 'unpaid')])).toMatchObject({ profile: 'habitual_late', reasons: ['Tem 1 fatura vencida hoje, a mais antiga há 61 dias.'] });
		expect(profile([...monthly(...times(12, 0)), dueOn('2026-09-25', 'unpaid')]).profile).toBe('occasional_late');
	});
});

describe('one forgotten invoice among few', () => {
	it.each([3, 4, 5])('of %i leaves a good payer good for two weeks, and no longer', (count) => {
		const paid = monthly(...times(count, 0)).slice(0, -1);
		expect(profile([...paid, dueOn('2026-11-23', 'unpaid')]).profile).toBe('good');
		expect(profile([...paid, dueOn('2026-11-09', 'unpaid')]).profile).toBe('good');
		expect(profile([...paid, dueOn('2026-11-06', 'unpaid')]).profile).toBe('occasional_late');
		expect(profile([...paid, dueOn('2026-09-24', 'unpaid')]).profile).toBe('habitual_late');
	});

	it('and a second one make somebody late', () => {
		expect(profile(monthly(0, 0, 2, 2)).profile).toBe('habitual_late');
		expect(profile(monthly(0, 0, 0, 2, 2)).profile).toBe('occasional_late');
	});
});

describe('who is occasionally late', () => {
	it('is late one time in five', () => {
		expect(profile(monthly(0, 0, 0, 2, 0, 0, 0, 0, 2, 0))).toMatchObject({ profile: 'occasional_late', reasons: ['Pagou com atraso, ou ainda deve, 2 das 10 faturas dos últimos 12 meses.'] });
		expect(profile(monthly(0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 0)).profile).toBe('good');
	});

	it('is five days late in the mean', () => {
		expect(profile(monthly(0, 0, 0, 0, 0, 30, 0, 0, 0, 30, 0, 0))).toMatchObject({ profile: 'occasional_late', reasons: ['Na média de todas as faturas dos últimos 12 meses, o atraso é de 5 dias, contando até hoje o que ainda não foi pago.'] });
		expect(profile(monthly(0, 0, 0, 0, 0, 30, 0, 0, 0, 29, 0, 0)).profile).toBe('good');
	});

	it('was more than a month late once', () => {
		expect(profile(monthly(0, 0, 0, 0, 0, 31, 0, 0, 0, 0, 0, 0))).toMatchObject({ profile: 'occasional_late', reasons: ['Chegou a atrasar 31 dias (o maior atraso dos últimos 12 meses).'] });
		expect(profile(monthly(0, 0, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0)).profile).toBe('good');
	});

	it('owes an invoice for more than two weeks', () => {
		expect(profile([...monthly(...times(12, 0)), dueOn('2026-11-06', 'unpaid')])).toMatchObject({ profile: 'occasional_late', reasons: ['Tem 1 fatura vencida hoje, a mais antiga há 18 dias.'] });
		expect(profile([...monthly(...times(12, 0)), dueOn('2026-11-09', 'unpaid')])).toMatchObject({ profile: 'good' });
	});

	it('broke a promise', () => {
		const invoice = dueOn('2026-09-10', 12, { promises: promised('2026-09-18') });
		expect(profile([...monthly(...times(12, 0)), invoice])).toMatchObject({ profile: 'occasional_late', reasons: ['Deixou de cumprir 1 promessa de pagamento nos últimos 12 meses.'] });
		expect(profile([...monthly(...times(12, 0)), dueOn('2026-09-10', 12, { promises: promised('2026-09-22') })]).profile).toBe('good');
	});
});

describe('who is excellent, and what a good payer lacks', () => {
	it('has paid in time for a year or longer', () => {
		expect(profile(monthly(...times(12, 0)))).toEqual({ profile: 'excellent', reasons: ['Pagou em dia todas as 12 faturas dos últimos 12 meses.', 'Cliente desde 02/03/2020.'] });
	});

	it('may have forgotten one in twenty, for up to five days', () => {
		const others = monthly(...times(11, 0)).concat(Array.from({ length: 8 }, (_, month) => dueOn(`2026-0${month + 1}-20`, 0)));
		expect(profile([...others, dueOn('2026-10-20', 5)]).profile).toBe('excellent');
		expect(profile([...others, dueOn('2026-10-20', 6)])).toMatchObject({ profile: 'good', reasons: ['Pagou em dia 19 das 20 faturas dos últimos 12 meses.', 'Ainda não é excelente: 1 fatura atrasou, até 6 dias.'] });
		expect(profile([...others.slice(1), dueOn('2026-10-20', 5)])).toMatchObject({ profile: 'good', reasons: ['Pagou em dia 18 das 19 faturas dos últimos 12 meses.', 'Ainda não é excelente: 1 fatura atrasou, até 5 dias.'] });
	});

	it('is good only while something is overdue, be it for a day', () => {
		expect(profile([...monthly(...times(12, 0)), dueOn('2026-11-23', 'unpaid')])).toMatchObject({ profile: 'good', reasons: ['Pagou em dia 12 das 13 faturas dos últimos 12 meses.', 'Ainda não é excelente: tem 1 fatura vencida hoje.', 'Ainda não é excelente: 1 fatura atrasou, até 1 dia.'] });
	});

	it('is good only with few invoices, or as a customer of less than a year, or of nobody knows when', () => {
		expect(profile(monthly(...times(5, 0)))).toEqual({ profile: 'good', reasons: ['Pagou em dia todas as 5 faturas dos últimos 12 meses.', 'Ainda não é excelente: 5 faturas venceram até agora, e são precisas 6.'] });
		expect(profile(monthly(...times(8, 0)), {})).toEqual({ profile: 'good', reasons: ['Pagou em dia todas as 8 faturas dos últimos 12 meses.', 'Ainda não é excelente: cliente desde 10/04/2026, e são precisos 365 dias.'] });
		expect(judged({ ...historyOf(monthly(...times(8, 0))), customerSince: null }).reasons[1]).toBe('Ainda não é excelente: não se sabe desde quando é cliente, e são precisos 365 dias.');
	});
});

describe('what a history is looked at for', () => {
	it('is the last 12 months; the past is past', () => {
		expect(profile([...monthly(...times(24, 60).slice(0, 12), ...times(12, 0))]).profile).toBe('excellent');
	});

	it('is all of it where hardly anything fell due within a year', () => {
		const once = ['2024-03-11', '2024-06-10', '2025-02-10', '2026-03-10'].map((day) => dueOn(day, 10));
		expect(profile(once)).toMatchObject({ profile: 'habitual_late', reasons: ['Pagou com atraso, ou ainda deve, todas as 4 faturas de toda a história.'] });
	});

	it('is what happened to bills that a weekend or holiday let be paid later, too', () => {
		const saturdays = ['2026-09-05', '2026-09-12', '2026-09-19', '2026-09-26', '2026-10-03', '2026-10-10'];
		expect(profile(saturdays.map((day) => dueOn(day, 0))).profile).toBe('excellent');
		expect(profile(saturdays.map((day) => dueOn(day, 1))).profile).toBe('habitual_late');
	});

	it('is nothing disputed nor cancelled', () => {
		const wrong = [dueOn('2026-05-11', 'unpaid', { status: 'disputed' }), dueOn('2026-05-12', 'unpaid', { status: 'cancelled' })];
		expect(profile([...monthly(...times(12, 0)), ...wrong]).profile).toBe('excellent');
	});

	it('tells where a payer is heading', () => {
		expect(profile(monthly(...times(6, 0), ...times(6, 4))).reasons.at(-1)).toBe('Está piorando: atrasou todas as 6 faturas dos últimos 6 meses, e não atrasou nenhuma das 6 faturas dos 6 meses anteriores.');
		expect(profile(monthly(...times(6, 4), ...times(6, 0))).reasons.at(-1)).toBe('Está melhorando: não atrasou nenhuma das 6 faturas dos últimos 6 meses, e atrasou todas as 6 faturas dos 6 meses anteriores.');
		expect(profile(monthly(4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 4, 0)).reasons).toHaveLength(1);
	});
});

describe('thresholds', () => {
	const settings = (changes: Partial<ProfileThresholds>) => ({ ...DEFAULT_SETTINGS, profile: { ...DEFAULT_THRESHOLDS, ...changes } });
	const judge = (changes: Partial<ProfileThresholds>, ...invoices: InvoiceFacts[]) => judged(historyOf(invoices, old), settings(changes)).profile;

	it('each move the line that they draw', () => {
		const { excellent, occasional_late, habitual_late, critical } = DEFAULT_THRESHOLDS;
		expect(judge({ minimumInvoices: 13 }, ...monthly(...times(12, 0)))).toBe('new');
		expect(judge({ excellent: { ...excellent, minimumInvoices: 3 } }, ...monthly(0, 0, 0))).toBe('excellent');
		expect(judge({ occasional_late: { ...occasional_late, worstDaysFrom: 6 } }, ...monthly(...times(11, 0), 6))).toBe('occasional_late');
		expect(judge({ habitual_late: { ...habitual_late, latePercentFrom: 30 } }, ...monthly(0, 0, 2, 0, 0, 2, 0, 0, 2, 0))).toBe('habitual_late');
		expect(judge({ critical: { ...critical, overdueDaysFrom: 60 } }, dueOn('2026-09-25', 'unpaid'))).toBe('critical');
	});

	it('of nothing find nobody late who never was', () => {
		const { occasional_late, excellent } = DEFAULT_THRESHOLDS;
		expect(judge({ excellent: { ...excellent, worstDaysUpTo: 0 }, occasional_late: { ...occasional_late, worstDaysFrom: 0 } }, ...monthly(...times(12, 0)))).toBe('excellent');
	});

	it('of a mean are told in the singular below two days', () => {
		const { occasional_late } = DEFAULT_THRESHOLDS;
		const changed = settings({ occasional_late: { ...occasional_late, meanDaysFrom: 0 } });
		expect(judged(historyOf(monthly(...times(10, 0), 18, 0), old), changed).reasons[0]).toBe('Na média de todas as faturas dos últimos 12 meses, o atraso é de 1,5 dia, contando até hoje o que ainda não foi pago.');
	});

	it.each<[string, (defaults: ProfileThresholds) => Partial<ProfileThresholds>]>([
		['a worse profile with less lateness', ({ habitual_late }) => ({ habitual_late: { ...habitual_late, latePercentFrom: 10 } })],
		['a worse profile with a shorter mean', ({ critical }) => ({ critical: { ...critical, meanDaysFrom: 14 } })],
		['a worse profile with a younger invoice', ({ critical }) => ({ critical: { ...critical, overdueDaysFrom: 30 } })],
		['fewer promises for a worse profile', ({ critical }) => ({ critical: { ...critical, brokenPromisesFrom: 0 } })],
		['an excellent payer later than an occasional one', ({ excellent }) => ({ excellent: { ...excellent, worstDaysUpTo: 32 } })],
		['more than all invoices', ({ critical }) => ({ critical: { ...critical, latePercentFrom: 101 } })],
		['a negative number', ({ excellent }) => ({ excellent: { ...excellent, relationshipDays: -1 } })],
		['no number', ({ critical }) => ({ critical: { ...critical, brokenAgreementsFrom: Number.NaN } })],
		['half an invoice', () => ({ minimumInvoices: 2.5 })],
		['half a day', ({ excellent }) => ({ excellent: { ...excellent, relationshipDays: 0.5 } })],
		['a history of nothing', () => ({ minimumInvoices: 0 })],
	])('refuse %s', (_name, changes) => {
		expect(() => checkThresholds({ ...DEFAULT_THRESHOLDS, ...changes(DEFAULT_THRESHOLDS) })).toThrow(RangeError);
	});

	it('may have a fraction of a percent and of a mean', () => {
		expect(() => checkThresholds({ ...DEFAULT_THRESHOLDS, excellent: { ...DEFAULT_THRESHOLDS.excellent, latePercentUpTo: 2.5 }, habitual_late: { ...DEFAULT_THRESHOLDS.habitual_late, meanDaysFrom: 12.5 } })).not.toThrow();
	});
});
