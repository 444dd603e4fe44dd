import type { IDataObject } from 'n8n-workflow';
import type { CustomerHistory, Lateness, Tally } from '../../core/history/CustomerHistory';
import type { TimelineEvent } from '../../core/history/timeline';
import { decimalFromCents } from '../../core/money/cents';

const inReais = (cents: number | null) => (cents === null ? null : decimalFromCents(cents));
const tally = ({ count, cents }: Tally) => ({ count, amount: decimalFromCents(cents) });
const lateness = ({ due, late, days, worst }: Lateness) => ({ due, late, daysLate: days, meanDaysLate: due === 0 ? null : Math.round((days / due) * 10) / 10, worstDaysLate: worst });

/** A customer's history as items carry it: amounts in decimal reais. A mean of nothing is null. */
export function historyItem(history: CustomerHistory): IDataObject {
	const { revenue, creditLimit, overdue } = history;
	return {
		customerSince: history.customerSince,
		invoiced: tally(history.invoiced),
		paidOnTime: tally(history.paidOnTime),
		paidLate: tally(history.paidLate),
		open: tally(history.open),
		overdue: { ...tally(overdue), oldestDays: overdue.oldestDays },
		lateness: {
			all: lateness(history.lateness.all),
			last12Months: lateness(history.lateness.year),
			last6Months: lateness(history.lateness.recent),
			previous6Months: lateness(history.lateness.before),
		},
		promises: { ...history.promises },
		agreements: { ...history.agreements },
		contacts: { ...history.contacts },
		disputes: { ...history.disputes },
		revenue12Months: {
			amount: decimalFromCents(revenue.cents),
			total: inReais(revenue.totalCents),
			sharePercent: revenue.totalCents ? Math.round((revenue.cents / revenue.totalCents) * 10_000) / 100 : null,
		},
		creditLimit: { limit: inReais(creditLimit.cents), until: creditLimit.until },
		bureau: history.bureau === null ? null : { ...history.bureau },
	};
}

/** What happened with a customer, as items carry it. */
export function timelineItem({ amountCents, ...event }: TimelineEvent): IDataObject {
	return { ...event, amount: inReais(amountCents) };
}
