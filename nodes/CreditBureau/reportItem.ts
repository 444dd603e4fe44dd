import type { IDataObject } from 'n8n-workflow';
import type { CreditReport, Restriction } from '../../core/bureau/CreditReport';
import { summarise } from '../../core/bureau/summary';
import { decimalFromCents } from '../../core/money/cents';

/** A report as items carry it: amounts in reais. */
export function reportItem({ restrictions, ...report }: CreditReport): IDataObject {
	return { ...report, restrictions: restrictions.map(restrictionItem) } as unknown as IDataObject;
}

/** The worst of several reports about one document, as items carry it. */
export function summaryItem(reports: readonly CreditReport[]): IDataObject {
	const { restrictions, restrictedCents, ...summary } = summarise(reports);
	return { ...summary, restrictions: restrictions.map(restrictionItem), restrictedAmount: decimalFromCents(restrictedCents) } as unknown as IDataObject;
}

function restrictionItem({ cents, ...restriction }: Restriction): IDataObject {
	return { ...restriction, amount: cents === null ? null : decimalFromCents(cents) };
}
