/**
 * Reports of a bureau's test environment, which are about invented people, are told apart from real ones. Of those that
 * are there already, the ones that cost nothing are such: a lookup in production has always had a price.
 */
export function testReports(): string[] {
	return [
		'alter table bureau_lookups add column is_test integer not null default 0 check (is_test in (0, 1))',
		'alter table credit_reports add column is_test integer not null default 0 check (is_test in (0, 1))',
		'update bureau_lookups set is_test = 1 where cost_cents = 0',
		'update credit_reports set is_test = 1 where lookup_id in (select id from bureau_lookups where is_test = 1)',
		'drop index bureau_lookups_open',
		`create unique index bureau_lookups_open on bureau_lookups (provider, product, document, is_test) where state in ('asked', 'unknown')`,
	];
}
