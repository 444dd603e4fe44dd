import type { IDataObject } from 'n8n-workflow';
import type { Restriction } from '../../core/bureau/CreditReport';
import { summarise } from '../../core/bureau/summary';
import type { StoredReport } from '../../core/ledger/bureau/reports';
import { decimalFromCents } from '../../core/money/cents';

/** A report as items carry it: amounts in reais, and whether it is real. */
export function reportItem({ report: { restrictions, ...report }, isTest }: StoredReport): IDataObject {
	return { ...report, environment: isTest ? 'test' : 'production', restrictions: restrictions.map(restrictionItem) } as unknown as IDataObject;
}

/** The worst of several reports about one document, as items carry it. */
export function summaryItem(stored: readonly StoredReport[]): IDataObject {
	const { restrictions, restrictedCents, ...summary } = summarise(stored.map(({ report }) => report));
	return { ...summary, environment: stored.some(({ isTest }) => isTest) ? 'test' : 'production', restrictions: restrictions.map(restrictionItem), restrictedAmount: decimalFromCents(restrictedCents) } as unknown as IDataObject;
}

function restrictionItem({ cents, ...restriction }: Restriction): IDataObject {
	return { ...restriction, amount: cents === null ? null : decimalFromCents(cents) };
}
