import type { Alert, AlertKind, Importance, PayerProfile } from '../../classification';

/** What a reclassification came to. */
export interface Reclassified {
	customers: number;
	byProfile: Partial<Record<PayerProfile, number>>;
	byImportance: Partial<Record<Importance, number>>;
	/** Customers whose profile is another than it was; `from` is null for those classified for the first time. */
	changes: Array<{ from: PayerProfile | null; to: PayerProfile; customers: number }>;
	/** Customers with each kind of alert. */
	alerts: Partial<Record<AlertKind, number>>;
	/** Customers of whom a person's word counts. */
	overruled: number;
}

/** A customer as it was classified. */
export interface Classified {
	from: PayerProfile | null;
	to: PayerProfile;
	importance: Importance;
	alerts: readonly Alert[];
	isOverruled: boolean;
}

/** Counts the customers of transactions, each once even when its transaction has to be run again. */
export class ReclassifyCount {
	private readonly total = { customers: 0, overruled: 0, profiles: new Map<PayerProfile, number>(), importances: new Map<Importance, number>(), alerts: new Map<AlertKind, number>(), changes: new Map<string, Reclassified['changes'][number]>() };
	private batch: Classified[] = [];

	/** Forgets what was added since the last {@link commit}. */
	begin(): this {
		this.batch = [];
		return this;
	}

	add(classified: Classified): void {
		this.batch.push(classified);
	}

	commit(): void {
		const { total } = this;
		for (const { from, to, importance, alerts, isOverruled } of this.batch) {
			total.customers += 1;
			if (isOverruled) total.overruled += 1;
			increase(total.profiles, to);
			increase(total.importances, importance);
			for (const { kind } of alerts) increase(total.alerts, kind);
			if (from === to) continue;
			const key = `${from} ${to}`;
			const change = total.changes.get(key) ?? { from, to, customers: 0 };
			total.changes.set(key, { ...change, customers: change.customers + 1 });
		}
		this.begin();
	}

	result(): Reclassified {
		const { customers, overruled, profiles, importances, alerts, changes } = this.total;
		return {
			customers,
			byProfile: Object.fromEntries(profiles),
			byImportance: Object.fromEntries(importances),
			changes: [...changes.values()].sort((one, other) => other.customers - one.customers),
			alerts: Object.fromEntries(alerts),
			overruled,
		};
	}
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
