import { freshReports, type ReportKey, type ReuseTerms, type StoredReport } from '../ledger/bureau/reports';
import type { DocumentKind } from '../documents/document';
import type { Ledger } from '../ledger/Ledger';
import type { Bureau } from './Bureau';
import type { LookupRequest } from './lookUp';

const DAY_MS = 24 * 60 * 60_000;

/** The reports of a batch that are new enough to be used again, read in one statement. */
export class StoredReports {
	private constructor(private readonly reports: ReadonlyMap<string, StoredReport>) {}

	static async read(ledger: Ledger, bureaus: readonly Bureau[], requests: readonly LookupRequest[], terms: ReuseTerms): Promise<StoredReports> {
		const keys = bureaus.flatMap((bureau) => requests.flatMap(({ document: { kind, value: document } }) => {
			const product = productOf(bureau, kind);
			return product === null ? [] : [{ provider: bureau.name, product, document, isTest: bureau.isTest }];
		}));
		const found = await freshReports(ledger.db, ledger.engine, keys, terms);
		return new StoredReports(new Map(found.map((stored) => [keyText({ ...stored.report, isTest: stored.isTest }), stored])));
	}

	of(key: ReportKey): StoredReport | null {
		return this.reports.get(keyText(key)) ?? null;
	}
}

/** Since when a report is new enough. Of age 0 none is, not even one of this very moment. */
export function freshSince(now: Date, maxAgeDays: number): string {
	return new Date(maxAgeDays === 0 ? now.getTime() + 1 : now.getTime() - maxAgeDays * DAY_MS).toISOString();
}

function productOf(bureau: Bureau, kind: DocumentKind): string | null {
	try {
		return bureau.purchase(kind).product;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function keyText({ provider, product, document, isTest }: ReportKey): string {
	return JSON.stringify([provider, product, document, isTest]);
}
