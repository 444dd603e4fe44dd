import type { RulerRun } from '../../../core/ruler/runRuler';
import type { World } from './world';

/** What must hold whenever nothing is under way. Returns what does not. */
export async function brokenRules(world: World): Promise<string[]> {
	const { ledger, server } = world;
	const broken = [...server.violations];
	const contacts = await ledger.db.selectFrom('contacts').select(['id', 'state', 'settled_note']).execute();
	for (const { id, state } of contacts) {
		if (!['sent', 'failed', 'unknown'].includes(state)) broken.push(`contact ${id} ended ${state}`);
		if (state === 'sent' && !server.hasArrived(id)) broken.push(`contact ${id} is sent, and never arrived`);
		if (state === 'failed' && server.hasArrived(id)) broken.push(`contact ${id} is failed, and arrived`);
	}
	for (const { number, paid_cents, told } of await sums(world)) if (paid_cents !== told) broken.push(`${number} has ${paid_cents} paid, its payments are ${told}`);
	return broken;
}

async function sums({ ledger }: World): Promise<Array<{ number: string; paid_cents: number; told: number }>> {
	const invoices = await ledger.db.selectFrom('invoices').select(['id', 'number', 'paid_cents']).execute();
	const payments = await ledger.db.selectFrom('payments').select(['invoice_id', 'amount_cents']).execute();
	const total = new Map<number, number>();
	for (const { invoice_id, amount_cents } of payments) total.set(invoice_id, (total.get(invoice_id) ?? 0) + amount_cents);
	return invoices.map(({ id, number, paid_cents }) => ({ number, paid_cents, told: total.get(id) ?? 0 }));
}

/** The ruler's index of what is due forgets nothing: looking at every invoice finds no other step to take. */
export async function missedByTheIndex(world: World): Promise<string[]> {
	const byIndex = await world.run({ dryRun: true });
	const byAll = await world.run({ dryRun: true, listNotDue: true });
	return routes(byIndex) === routes(byAll) ? [] : [`the index finds ${routes(byIndex)}, all invoices give ${routes(byAll)}`];
}

function routes(run: RulerRun): string {
	return run.routed.map(({ facts, step }) => `${facts.invoiceId} ${step.id}`).sort().join(', ');
}

/**
 * After a run with nothing in its way: each open invoice has a reason for not being sent anything, and what counts as
 * carried out was: a message about that step and due date was sent, refused for good, or is to be settled.
 */
export async function unexplained(world: World): Promise<string[]> {
	const { ledger, policy } = world;
	const run = await world.run({ dryRun: true, listNotDue: true });
	const broken: string[] = [];
	const open = await ledger.db
		.selectFrom('invoices as i')
		.innerJoin('customers as c', 'c.id', 'i.customer_id')
		.select(['i.id', 'i.due_date', 'c.email'])
		.where('i.status', '=', 'open')
		.execute();
	const claims = await ledger.db.selectFrom('claims').selectAll().where('state', '=', 'held').execute();
	const reasons = new Map(run.skipped.map(({ invoiceId, reason, step }) => [invoiceId, { reason, step }]));
	const routed = new Set(run.routed.map(({ facts }) => facts.invoiceId));
	for (const { id, due_date, email } of open) {
		const skipped = reasons.get(id);
		if (routed.has(id)) {
			if (email !== null) broken.push(`invoice ${id} is still routed after a run that sent everything`);
		} else if (!skipped) broken.push(`nothing is said of invoice ${id}`);
		else if (skipped.reason === 'done' || skipped.reason === 'past_last_step') {
			const step = skipped.step;
			const held = claims.some((claim) => claim.invoice_id === id && claim.due_date === due_date && claim.ruler === policy.ruler && step !== null && claim.step_day >= step.day);
			if (!held) broken.push(`invoice ${id} is said to be done with ${step?.id}, and nobody holds that`);
		}
	}
	return broken;
}
