import { alertsOf, checkAlerts, DEFAULT_ALERTS, type AlertSettings } from '../../../core/classification/alerts';
import type { CustomerHistory } from '../../../core/history/CustomerHistory';
import { TODAY } from '../../support/invoices';
import { dueOn, historyOf, monthly, times } from './people';

const alerts = (history: CustomerHistory, settings: AlertSettings = DEFAULT_ALERTS) => alertsOf(history, settings, TODAY);
const limited = (cents: number | null, until: string | null) => historyOf([dueOn('2026-12-10', 'unpaid')], { creditLimit: { cents, until } });

describe('alerts', () => {
	it('say nothing of who owes nothing overdue and is within a limit that holds', () => {
		expect(alerts(historyOf(monthly(...times(12, 0))))).toEqual([]);
		expect(alerts(limited(100_000, TODAY))).toEqual([]);
	});

	it('count the overdue invoices, and are critical from three on', () => {
		expect(alerts(historyOf(monthly(0, 'unpaid')))).toEqual([{ kind: 'overdue_invoices', level: 'warning', text: '1 fatura vencida, no total de R$ 1.000,00; a mais antiga há 14 dias.' }]);
		expect(alerts(historyOf(monthly('unpaid', 'unpaid')))).toMatchObject([{ level: 'warning' }]);
		expect(alerts(historyOf(monthly(...times(3, 'unpaid'))))).toEqual([{ kind: 'overdue_invoices', level: 'critical', text: '3 faturas vencidas, no total de R$ 3.000,00; a mais antiga há 75 dias.' }]);
	});

	it('tell a credit limit that is exceeded, and by how much is owed', () => {
		expect(alerts(limited(99_999, null))).toEqual([{ kind: 'credit_limit_exceeded', level: 'critical', text: 'Limite de crédito ultrapassado: deve R$ 1.000,00 em 1 fatura, e o limite é R$ 999,99.' }]);
	});

	it('tell a credit limit that has expired, whether or not there is an amount (U3)', () => {
		const expired = { kind: 'credit_limit_expired', level: 'warning', text: 'Limite de crédito vencido em 23/11/2026: reveja o crédito antes de vender a prazo.' };
		expect(alerts(limited(500_000, '2026-11-23'))).toEqual([expired]);
		expect(alerts(limited(null, '2026-11-23'))).toEqual([expired]);
	});

	it('tell all at once, and begin where they are set to', () => {
		const all = historyOf(monthly('unpaid', 'unpaid'), { creditLimit: { cents: 1, until: '2026-01-31' } });
		expect(alerts(all).map(({ kind }) => kind)).toEqual(['overdue_invoices', 'credit_limit_exceeded', 'credit_limit_expired']);
		expect(alerts(historyOf(monthly('unpaid')), { overdueFrom: 2, overdueCriticalFrom: 2 })).toEqual([]);
		expect(alerts(historyOf(monthly('unpaid', 'unpaid')), { overdueFrom: 2, overdueCriticalFrom: 2 })).toMatchObject([{ level: 'critical' }]);
		// With the critical number left at 3: there is no alert before 4, and it is critical at once.
		expect([3, 4].map((count) => alerts(historyOf(monthly(...times(count, 'unpaid'))), { overdueFrom: 4, overdueCriticalFrom: 3 }).map(({ level }) => level))).toEqual([[], ['critical']]);
	});

	it.each<AlertSettings>([
		{ overdueFrom: 0, overdueCriticalFrom: 3 },
		{ overdueFrom: 1, overdueCriticalFrom: 1.5 },
		{ overdueFrom: Number.NaN, overdueCriticalFrom: 3 },
	])('refuse %j', (settings) => {
		expect(() => checkAlerts(settings)).toThrow(RangeError);
	});
});
