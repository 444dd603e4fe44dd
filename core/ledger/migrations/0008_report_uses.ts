import type { Engine } from '../Ledger';

/**
 * A stored report that is used again has a line of its own among the lookups, which says for what (LGPD art. 6 I) and
 * whose lookup gave it.
 */
export function reportUses(engine: Engine): string[] {
	const big = engine === 'sqlite' ? 'integer' : 'bigint';
	return [`alter table bureau_lookups add column reused_lookup_id ${big} references bureau_lookups (id)`];
}
