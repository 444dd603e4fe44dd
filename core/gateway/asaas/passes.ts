import { addDays } from '../../calendar/day';
import type { SyncPass, SyncWindow } from '../Gateway';

/** Reminders begin days before the due date: charges that fall due within these are always read anew. */
const DUE_WITHIN_DAYS = 15;

/**
 * The listings of a sync. A full one reads everything. The API does not tell what changed since a day, so an
 * incremental one asks for what was made and what was paid since, and for all that a régua may act on: whom to write to,
 * what is overdue and what falls due soon. What the ledger has as open and none of these brought is then asked for one by one.
 */
export function passesOf({ mode, since, today }: SyncWindow): SyncPass[] {
	const customers: SyncPass = { key: 'customers', label: 'Clientes', of: 'customers', query: {} };
	const plans: SyncPass = { key: 'plans', label: 'Parcelamentos', of: 'plans', query: {} };
	if (mode === 'full' || since === null) return [customers, plans, { key: 'charges', label: 'Cobranças', of: 'charges', query: {} }];
	const dueUntil = addDays(today, DUE_WITHIN_DAYS);
	return [
		customers,
		{ key: 'created', label: 'Cobranças novas', of: 'charges', query: { 'dateCreated[ge]': since } },
		{ key: 'paid', label: 'Cobranças pagas', of: 'charges', query: { 'paymentDate[ge]': since } },
		{ key: 'overdue', label: 'Cobranças vencidas', of: 'charges', query: { status: 'OVERDUE' } },
		// A user reported that this filter is ignored: charges due later are left out here too.
		{ key: 'due', label: 'Cobranças a vencer', of: 'charges', query: { status: 'PENDING', 'dueDate[le]': dueUntil }, dueUntil },
	];
}
