import { checkPoints, DEFAULT_POINTS, POINT_KEYS, POINT_LABELS, pointsFor, type PointKey, type PointsTable } from '../../../core/classification/pointsTable';
import { DEFAULT_SETTINGS } from '../../../core/classification/settings';
import type { CustomerHistory } from '../../../core/history/CustomerHistory';
import { addDays } from '../../../core/calendar/day';
import { TODAY } from '../../support/invoices';
import { assessed, dueOn, historyOf, monthly, rowOf, times } from './people';

const since = (days: number): CustomerHistory => historyOf([], { customerSince: addDays(TODAY, -days) });
const promises = (count: number) => ({ ...historyOf([]), promises: { kept: 0, broken: count, pending: 0, brokenInYear: count } });
const agreements = (broken: number) => historyOf([], { agreements: { kept: 0, broken, active: 0 } });
const limit = (cents: number | null, until: string | null = null) => historyOf([dueOn('2026-12-10', 'unpaid')], { creditLimit: { cents, until } });
const bureau = (restricted: boolean | null) => historyOf([], { bureau: { restricted, score: 300, answeredOn: '2026-11-03' } });
/** Owes one of these invoices for a few days, out of ten of the year. */
const owes = (amountCents: number) => historyOf([...monthly(...times(9, 0)), dueOn('2026-11-20', 'unpaid', { amountCents })]);

describe('each row of the points', () => {
	it.each<[PointKey, CustomerHistory, number, string]>([
		['late_share', historyOf([]), 0, 'Nenhuma fatura venceu nem foi paga até agora.'],
		['late_share', historyOf(monthly(...times(12, 0))), 0, 'Pagou em dia todas as 12 faturas dos últimos 12 meses.'],
		['late_share', historyOf(monthly(...times(9, 0), 1)), 5, 'Pagou com atraso, ou ainda deve, 1 das 10 faturas dos últimos 12 meses (10%).'],
		['late_share', historyOf(monthly(0, 0, 0, 1)), 10, 'Pagou com atraso, ou ainda deve, 1 das 4 faturas dos últimos 12 meses (25%).'],
		['late_share', historyOf(monthly(0, 1)), 15, 'Pagou com atraso, ou ainda deve, 1 das 2 faturas de toda a história (50%).'],
		['late_share', historyOf(monthly('unpaid')), 20, 'Pagou com atraso, ou ainda deve, a única fatura de toda a história (100%).'],
		['mean_days', historyOf([]), 0, 'Nenhum dia de atraso.'],
		['mean_days', historyOf(monthly(...times(11, 0), 1)), 0, 'Atraso médio de 0,1 dia, contando todas as 12 faturas dos últimos 12 meses.'],
		['mean_days', historyOf(monthly(1, 1, 1)), 3, 'Atraso médio de 1 dia, contando todas as 3 faturas dos últimos 12 meses.'],
		['mean_days', historyOf(monthly(5, 5, 5)), 6, 'Atraso médio de 5 dias, contando todas as 3 faturas dos últimos 12 meses.'],
		['mean_days', historyOf(monthly(20, 15, 10)), 10, 'Atraso médio de 15 dias, contando todas as 3 faturas dos últimos 12 meses.'],
		['mean_days', historyOf(monthly(60, 40, 'unpaid')), 15, 'Atraso médio de 38 dias, contando todas as 3 faturas dos últimos 12 meses.'],
		['worst_delay', historyOf(monthly(5, 0, 0)), 0, 'O maior atraso dos últimos 12 meses foi de 5 dias.'],
		['worst_delay', historyOf(monthly(6, 0, 0)), 2, 'O maior atraso dos últimos 12 meses foi de 6 dias.'],
		['worst_delay', historyOf(monthly(16, 0, 0)), 4, 'O maior atraso dos últimos 12 meses foi de 16 dias.'],
		['worst_delay', historyOf(monthly(31, 0, 0)), 6, 'O maior atraso dos últimos 12 meses foi de 31 dias.'],
		['worst_delay', historyOf(monthly(61, 0, 0)), 8, 'O maior atraso dos últimos 12 meses foi de 61 dias.'],
		['worst_delay', historyOf([dueOn('2024-11-11', 91)]), 10, 'O maior atraso de toda a história foi de 91 dias.'],
		['recent_late_share', historyOf(monthly(...times(6, 9), ...times(6, 0))), 0, 'Dos últimos 6 meses, não atrasou nenhuma das 6 faturas (0%).'],
		['recent_late_share', historyOf([dueOn('2025-12-10', 30)]), 0, 'Nenhuma fatura venceu nos últimos 6 meses.'],
		['recent_late_share', historyOf(monthly(0, 0, 0, 1)), 3, 'Dos últimos 6 meses, atrasou 1 das 4 faturas (25%).'],
		['recent_late_share', historyOf(monthly(0, 1)), 6, 'Dos últimos 6 meses, atrasou 1 das 2 faturas (50%).'],
		['recent_late_share', historyOf(monthly(9, 9, 0, 9)), 10, 'Dos últimos 6 meses, atrasou 3 das 4 faturas (75%).'],
		['overdue_age', historyOf(monthly(14)), 0, 'Nenhuma fatura vencida hoje.'],
		['overdue_age', historyOf([dueOn('2026-11-23', 'unpaid')]), 2, 'A fatura vencida mais antiga está há 1 dia em atraso.'],
		['overdue_age', historyOf([dueOn('2026-11-18', 'unpaid')]), 5, 'A fatura vencida mais antiga está há 6 dias em atraso.'],
		['overdue_age', historyOf([dueOn('2026-11-06', 'unpaid')]), 8, 'A fatura vencida mais antiga está há 18 dias em atraso.'],
		['overdue_age', historyOf([dueOn('2026-10-22', 'unpaid')]), 12, 'A fatura vencida mais antiga está há 33 dias em atraso.'],
		['overdue_age', historyOf([dueOn('2026-09-24', 'unpaid')]), 16, 'A fatura vencida mais antiga está há 61 dias em atraso.'],
		['overdue_age', historyOf([dueOn('2026-08-25', 'unpaid')]), 20, 'A fatura vencida mais antiga está há 91 dias em atraso.'],
		['overdue_count', historyOf([dueOn('2026-11-21', 0), dueOn('2026-11-24', 'unpaid')]), 0, 'Nenhuma fatura vencida hoje.'],
		['overdue_count', historyOf(monthly('unpaid')), 1, '1 fatura vencida hoje.'],
		['overdue_count', historyOf(monthly('unpaid', 'unpaid')), 3, '2 faturas vencidas hoje.'],
		['overdue_count', historyOf(monthly(...times(3, 'unpaid'))), 5, '3 faturas vencidas hoje.'],
		['overdue_count', historyOf(monthly(...times(5, 'unpaid'))), 8, '5 faturas vencidas hoje.'],
		['overdue_amount', historyOf(monthly(0, 0)), 0, 'Nenhum valor vencido hoje.'],
		['overdue_amount', owes(99_000), 0, 'R$ 990,00 vencidos hoje, 9,9% dos R$ 9.990,00 faturados nos últimos 12 meses.'],
		['overdue_amount', owes(100_000), 3, 'R$ 1.000,00 vencidos hoje, 10% dos R$ 10.000,00 faturados nos últimos 12 meses.'],
		['overdue_amount', owes(300_000), 6, 'R$ 3.000,00 vencidos hoje, 25% dos R$ 12.000,00 faturados nos últimos 12 meses.'],
		['overdue_amount', owes(900_000), 10, 'R$ 9.000,00 vencidos hoje, 50% dos R$ 18.000,00 faturados nos últimos 12 meses.'],
		['overdue_amount', historyOf([dueOn('2024-05-10', 'unpaid')]), 10, 'R$ 1.000,00 vencidos hoje, e nada faturado nos últimos 12 meses.'],
		['broken_promises', promises(0), 0, 'Nenhuma promessa deixou de ser cumprida nos últimos 12 meses.'],
		['broken_promises', promises(1), 4, '1 promessa de pagamento não cumprida nos últimos 12 meses.'],
		['broken_promises', promises(2), 7, '2 promessas de pagamento não cumpridas nos últimos 12 meses.'],
		['broken_promises', promises(3), 10, '3 promessas de pagamento não cumpridas nos últimos 12 meses.'],
		['broken_agreements', agreements(0), 0, 'Nenhum acordo rompido.'],
		['broken_agreements', agreements(1), 8, '1 acordo rompido.'],
		['broken_agreements', agreements(2), 12, '2 acordos rompidos.'],
		['limit_exceeded', limit(null), 0, 'Sem limite de crédito definido.'],
		['limit_exceeded', limit(100_000), 0, 'Dentro do limite de crédito de R$ 1.000,00.'],
		['limit_exceeded', limit(99_999), 5, 'Deve R$ 1.000,00, acima do limite de crédito de R$ 999,99.'],
		['limit_exceeded', limit(60_000), 8, 'Deve R$ 1.000,00, acima do limite de crédito de R$ 600,00.'],
		['limit_exceeded', limit(0), 8, 'Deve R$ 1.000,00, acima do limite de crédito de R$ 0,00.'],
		['limit_expired', limit(500_000), 0, 'Sem prazo para o limite de crédito.'],
		['limit_expired', limit(500_000, TODAY), 0, 'Limite de crédito válido até 24/11/2026.'],
		['limit_expired', limit(500_000, '2026-11-23'), 3, 'Limite de crédito vencido em 23/11/2026.'],
		['bureau_restricted', historyOf([]), 0, 'Sem consulta a bureau de crédito.'],
		['bureau_restricted', bureau(false), 0, 'Sem restrição na consulta ao bureau de crédito de 03/11/2026.'],
		['bureau_restricted', bureau(null), 0, 'Sem resposta sobre restrições na consulta ao bureau de crédito de 03/11/2026.'],
		['bureau_restricted', bureau(true), 15, 'Com restrição na consulta ao bureau de crédito de 03/11/2026.'],
		['relationship', historyOf([]), 0, 'Não se sabe desde quando é cliente.'],
		['relationship', since(0), 8, 'Cliente desde 24/11/2026.'],
		['relationship', since(-3), 8, 'Cliente desde 27/11/2026.'],
		['relationship', since(90), 5, 'Cliente desde 26/08/2026.'],
		['relationship', since(180), 3, 'Cliente desde 28/05/2026.'],
		['relationship', since(365), 0, 'Cliente desde 24/11/2025.'],
		['relationship', since(1095), -3, 'Cliente desde 25/11/2023.'],
		['relationship', since(1825), -5, 'Cliente desde 25/11/2021.'],
	])('%s: %#', (key, history, points, text) => {
		expect(rowOf(key, history)).toMatchObject({ points, text, label: POINT_LABELS[key] });
	});

	it('are always all told, each with the most that it can give', () => {
		const { rows } = assessed(historyOf([]));
		expect(rows.map(({ key }) => key)).toEqual(POINT_KEYS);
		expect(rows.map(({ maximum }) => maximum)).toEqual([20, 15, 10, 10, 20, 8, 10, 10, 12, 8, 3, 15, 8]);
	});
});

describe('the score', () => {
	it('is 0 for who has long paid in time, 100 for who does everything wrong, and neither below nor above', () => {
		expect(assessed(historyOf(monthly(...times(12, 0)), { customerSince: '2015-01-05' })).score).toBe(0);
		const worst = {
			...historyOf([...monthly(...times(12, 'unpaid'))], { customerSince: '2026-11-01', agreements: { kept: 0, broken: 2, active: 0 }, creditLimit: { cents: 0, until: '2026-01-31' }, bureau: { restricted: true, score: 1, answeredOn: TODAY } }),
			promises: { kept: 0, broken: 3, pending: 0, brokenInYear: 3 },
		};
		const { score, rows } = assessed(worst);
		expect(score).toBe(100);
		expect(rows.every(({ points, maximum }) => points === maximum)).toBe(true);
	});

	it('tells a good customer who forgot from one who never pays in time', () => {
		const forgot = historyOf(monthly(...times(11, 0), 'unpaid'), { customerSince: '2018-06-01' });
		const never = historyOf(monthly(...times(11, 12), 'unpaid'), { customerSince: '2018-06-01' });
		expect([assessed(forgot).score, assessed(never).score]).toEqual([6, 39]);
	});
});

describe('a points table', () => {
	it('gives the points of the last band that a value reaches, and none below the first or of the unknown', () => {
		const bands = [{ from: 10, points: 5 }, { from: 20, points: 9 }];
		expect([null, 0, 9.99, 10, 19.9, 20, 1e9].map((value) => pointsFor(bands, value))).toEqual([0, 0, 0, 5, 5, 9, 9]);
	});

	it('is the operator’s', () => {
		const points: PointsTable = { ...DEFAULT_POINTS, late_share: [{ from: 0, points: 0 }], relationship: [{ from: 0, points: 33 }] };
		const history = historyOf(monthly(9, 9, 9));
		expect(rowOf('late_share', history, { ...DEFAULT_SETTINGS, points })).toMatchObject({ points: 0, maximum: 0 });
		expect(rowOf('relationship', history, { ...DEFAULT_SETTINGS, points })).toMatchObject({ points: 33, maximum: 33 });
	});

	it.each<[string, Partial<PointsTable>]>([
		['more lateness for fewer points', { worst_delay: [{ from: 5, points: 9 }, { from: 10, points: 8 }] }],
		['points taken off for lateness', { late_share: [{ from: 0, points: -1 }] }],
		['bands out of order', { mean_days: [{ from: 10, points: 1 }, { from: 5, points: 2 }] }],
		['a band twice', { relationship: [{ from: 10, points: 1 }, { from: 10, points: 0 }] }],
		['half a point', { relationship: [{ from: 0, points: 0.5 }] }],
		['more than all points', { limit_expired: [{ from: 1, points: 101 }] }],
		['a negative value', { relationship: [{ from: -1, points: 1 }] }],
		['no number', { overdue_age: [{ from: Number.NaN, points: 1 }] }],
	])('refuses %s', (_name, changes) => {
		expect(() => checkPoints({ ...DEFAULT_POINTS, ...changes })).toThrow(RangeError);
	});
});
