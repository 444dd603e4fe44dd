import fc from 'fast-check';
import { assess, reasonsFromJson, reasonsToJson, relationshipDays } from '../../../core/classification/assess';
import { classifyCustomer, classifyInvoice, type Overrule } from '../../../core/classification/classify';
import { DEFAULT_SETTINGS, methodHash, type ClassificationSettings } from '../../../core/classification/settings';
import { TODAY } from '../../support/invoices';
import { anyInvoice, customerFacts } from '../history/arbitraries';
import { calendar, dueOn, historyOf, monthly, times, type Delay } from './people';

const late = historyOf(monthly(...times(11, 12), 'unpaid'), { customerId: 7, customerSince: '2018-06-01' });
const overruled = (changes: Partial<Overrule> = {}): Overrule => ({ profile: 'good', author: 'Bia', note: 'Paga sempre no dia 22, combinado em contrato.', on: '2026-11-02', until: null, ...changes });
const classify = (overrule?: Overrule | null) => classifyCustomer(late, DEFAULT_SETTINGS, TODAY, { importance: 'B', overrule });
const item = (overrule?: Overrule | null, allPoints?: boolean) => classifyInvoice({ dueDate: '2026-11-10', status: 'open', balanceCents: 100_000 }, classify(overrule), DEFAULT_SETTINGS, { today: TODAY, calendar, allPoints });

describe('a person’s word against the computed profile (LGPD art. 20)', () => {
	it('counts, for the approach too, and leaves the computed profile, its reasons and the score in view', () => {
		const { profile, profileName, score, reasons, overruled: told } = classify(overruled());
		expect({ profile, profileName, told }).toEqual({
			profile: 'good',
			profileName: 'Bom pagador',
			told: { by: 'Bia', note: 'Paga sempre no dia 22, combinado em contrato.', on: '2026-11-02', until: null, computedProfile: 'habitual_late', computedProfileName: 'Atrasa com frequência' },
		});
		expect({ score, reasons }).toEqual({ score: classify().score, reasons: classify().reasons });
		expect(item(overruled())).toMatchObject({ profile: 'good', approach: { tone: 'friendly', maxDiscountPercent: 8 }, overruled: told });
		expect(item(overruled()).reasons.at(-1)).toBe('Bia mudou o perfil de "Atrasa com frequência" para "Bom pagador": Paga sempre no dia 22, combinado em contrato.');
		expect(item(overruled({ author: null })).reasons.at(-1)).toMatch(/^Uma pessoa mudou o perfil de /);
	});

	it('holds on its last day, and not on the next', () => {
		expect(classify(overruled({ until: TODAY })).profile).toBe('good');
		expect(classify(overruled({ until: '2026-11-23' }))).toEqual(classify());
	});
});

describe('what items carry', () => {
	it('tells stage, profile, risk, importance, approach and reasons', () => {
		expect(item()).toMatchObject({
			stage: { id: 'late_6', name: '6 a 15 dias', color: '#FEA362', daysLate: 14 },
			profile: 'habitual_late',
			profileName: 'Atrasa com frequência',
			score: 39,
			importance: 'B',
			approach: { collect: true, tone: 'firm', channels: ['whatsapp', 'email', 'phone', 'sms'], maxDiscountPercent: 0, phone: true },
			alerts: [{ kind: 'overdue_invoices' }],
			reasons: ['Venceu em 10/11/2026, há 14 dias.', 'Pagou com atraso, ou ainda deve, todas as 12 faturas dos últimos 12 meses.', 'Importância B: R$ 12.000,00 faturados em 12 meses, dos que vêm logo depois dos maiores.'],
			overruled: null,
			asOf: TODAY,
			basis: 'ledger',
		});
		expect(item().points.map(({ key }) => key)).toEqual(['late_share', 'mean_days', 'worst_delay', 'recent_late_share', 'overdue_age', 'overdue_count', 'relationship']);
		expect(item(null, true).points).toHaveLength(13);
	});

	it('says when there was no ledger to ask, and counts an unknown importance as C', () => {
		const alone = classifyCustomer(historyOf([dueOn('2026-11-10', 0)]), DEFAULT_SETTINGS, TODAY);
		expect(alone).toMatchObject({ basis: 'items', importance: 'C', customerId: null });
	});
});

describe('the same invoice, two weeks late', () => {
	const twoWeeksLate = (...before: Delay[]) => {
		const customer = classifyCustomer(historyOf(monthly(...before, 'unpaid'), { customerSince: '2018-06-01' }), DEFAULT_SETTINGS, TODAY);
		return classifyInvoice({ dueDate: '2026-11-10', status: 'open', balanceCents: 50_000 }, customer, DEFAULT_SETTINGS, { today: TODAY, calendar });
	};

	it('gets an old good payer, who forgot, a friendly word and a discount; who is late every month a firm one and none', () => {
		expect(twoWeeksLate(...times(11, 0))).toMatchObject({ profile: 'good', approach: { tone: 'friendly', maxDiscountPercent: 8 } });
		expect(twoWeeksLate(...times(11, 12))).toMatchObject({ profile: 'habitual_late', approach: { tone: 'firm', maxDiscountPercent: 0 } });
	});
});

it('what is kept of an assessment, its reasons and the rows with points, says the same when it is read again', () => {
	fc.assert(
		fc.property(fc.array(anyInvoice, { maxLength: 12 }), customerFacts, (invoices, facts) => {
			const assessment = assess(historyOf(invoices, facts), DEFAULT_SETTINGS, TODAY);
			const { reasons, rows, customerSince } = assessment;
			expect(reasonsFromJson(reasonsToJson(assessment))).toEqual({ reasons, rows: rows.filter(({ points }) => points !== 0), customerSince });
		}),
	);
});

it('days as a customer are unknown without a first day', () => {
	expect([relationshipDays(null, TODAY), relationshipDays('2026-11-23', TODAY)]).toEqual([null, 1]);
});

describe('the name of a method', () => {
	const other = (changes: Partial<ClassificationSettings>) => methodHash({ ...DEFAULT_SETTINGS, ...changes });
	const { profile, points, abc, alerts, approach, stages } = DEFAULT_SETTINGS;

	it('differs when what profiles come from does, and not by the order in which it is told', () => {
		const same = methodHash(DEFAULT_SETTINGS);
		expect(same).toMatch(/^[0-9a-f]{16}$/);
		const changed = [
			other({ profile: { ...profile, minimumInvoices: 4 } }),
			other({ profile: { ...profile, critical: { ...profile.critical, meanDaysFrom: 31 } } }),
			other({ points: { ...points, limit_expired: [{ from: 1, points: 4 }] } }),
			other({ abc: { ...abc, upToA: 70 } }),
			other({ alerts: { ...alerts, overdueFrom: 2 } }),
		];
		expect(new Set([same, ...changed]).size).toBe(changed.length + 1);
		expect(other({ profile: Object.fromEntries(Object.entries(profile).reverse()) as unknown as typeof profile })).toBe(same);
	});

	it('is the same for other stages and approaches, which are worked out anew for each item', () => {
		expect(other({ stages: { ...stages, late: stages.late.slice(0, 2) }, approach: { ...approach, letterFromDay: 5 } })).toBe(methodHash(DEFAULT_SETTINGS));
	});
});
