import type { IDataObject } from 'n8n-workflow';

/** Reports of a test environment that an item carries from Report → Look Up or Get Stored. */
export interface CarriedReports {
	/** Whether any of them is of a test environment. */
	isTest: boolean;
	/** Their ids in the ledger, real ones among them. */
	ids: number[];
}

/** The reports that an item carries. Those of a test environment are decided on only where the item itself brings them. */
export function carriedReports({ creditReport, creditReports, creditSummary }: IDataObject): CarriedReports {
	const all = [creditReport, creditSummary, ...(Array.isArray(creditReports) ? (creditReports as unknown[]) : [])].filter((report) => typeof report === 'object' && report !== null) as IDataObject[];
	return {
		isTest: all.some(({ environment }) => environment === 'test'),
		ids: all.flatMap(({ reportId }) => (Number.isSafeInteger(reportId) ? [Number(reportId)] : [])),
	};
}
