import type { IDataObject } from 'n8n-workflow';
import type { Restriction } from '../../core/bureau/CreditReport';
import { summarise } from '../../core/bureau/summary';
import type { StoredReport } from '../../core/ledger/bureau/reports';
import { decimalFromCents } from '../../core/money/cents';

/** A report as items carry it: amounts in reais, and whether it is real. */
export function reportItem({ report: { restrictions, ...report }, isTest }: StoredReport): IDataObject {
	return { ...report, environment: isTest ? 'test' : 'production', restrictions: restrictionItems(restrictions) } as unknown as IDataObject;
}

/** The worst of several reports about one document, as items carry it. */
export function summaryItem(stored: readonly StoredReport[]): IDataObject {
	const { restrictions, restrictedCents, ...summary } = summarise(stored.map(({ report }) => report));
	return { ...summary, environment: stored.some(({ isTest }) => isTest) ? 'test' : 'production', restrictions: restrictionItems(restrictions), restrictedAmount: restrictedCents === null ? null : decimalFromCents(restrictedCents) } as unknown as IDataObject;
}

/** Null when no bureau tells whether there are any. */
function restrictionItems(restrictions: readonly Restriction[] | null): IDataObject[] | null {
	return restrictions && restrictions.map(restrictionItem);
}

function restrictionItem({ cents, ...restriction }: Restriction): IDataObject {
	return { ...restriction, amount: cents === null ? null : decimalFromCents(cents) };
}
