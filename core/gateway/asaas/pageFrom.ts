import { excerpt, type RowProblem } from '../../importing/problems';
import type { InstallmentPlan, SyncPage, SyncPass } from '../Gateway';
import { dayInBrasilia } from './brasilia';
import { chargeFrom } from './chargeFrom';
import { customerFrom } from './customerFrom';
import { isJson, numberIn, textIn } from './json';
import type { RawPage } from './pages';

/** Where each kind of listing is. */
export const PATHS: Readonly<Record<SyncPass['of'], string>> = { customers: '/customers', plans: '/installments', charges: '/payments' };

/** A page of a listing in the ledger's terms. An entry that cannot be read is a problem of its own. */
export function pageFrom(pass: SyncPass, { data, offset, total, next, askedAt }: RawPage): SyncPage {
	const page: SyncPage = { customers: [], plans: [], charges: [], problems: [], total, read: offset + data.length, next: next === null ? null : `${next}/${total}`, readAt: new Date(askedAt).toISOString() };
	const day = dayInBrasilia(askedAt);
	data.forEach((entry, index) => {
		const row = offset + index + 1;
		const id = (isJson(entry) ? textIn(entry, 'id') : null) ?? '?';
		const note = (problem: RowProblem) => page.problems.push({ id, problem });
		if (pass.of === 'customers') {
			const { customer, problems } = customerFrom(entry, row);
			if (customer) page.customers.push(customer);
			problems.forEach(note);
		} else if (pass.of === 'plans') {
			const plan = planFrom(entry);
			if (plan) page.plans.push(plan);
		} else {
			try {
				const charge = chargeFrom(entry, day);
				if (pass.dueUntil === undefined || charge.dueDate <= pass.dueUntil) page.charges.push(charge);
			} catch (error) {
				if (!(error instanceof RangeError)) throw error;
				note({ row, field: 'row', column: null, value: excerpt(id), severity: 'error', reason: error.message });
			}
		}
	});
	return page;
}

/** A plan says no more than how many instalments there are: without that there is nothing to note, and nothing is amiss. */
function planFrom(entry: unknown): InstallmentPlan | null {
	if (!isJson(entry)) return null;
	const id = textIn(entry, 'id');
	const count = numberIn(entry, 'installmentCount');
	return id !== null && count !== null && Number.isInteger(count) && count > 0 ? { id, count } : null;
}
