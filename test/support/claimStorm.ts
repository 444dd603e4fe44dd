import { claimContact, type ContactClaim, type CoveredInvoice } from '../../core/ledger/contacts/claimContact';
import { finishContact } from '../../core/ledger/contacts/finishContact';
import type { Ledger } from '../../core/ledger/Ledger';
import { NOON, TODAY } from './invoices';
import { Random } from './random';

export const STORM_ATTEMPTS = 3;

/** What one claim of a storm came to. */
export interface StormEvent {
	contactId: number | null;
	invoices: number[];
	step: string;
	end: 'refused' | 'sent' | 'failed' | 'retry' | 'postponed';
}

export interface Storm {
	seed: number;
	rounds: number;
	atOnce: number;
	/** Invoice ids; all of one customer. */
	invoices: number[];
}

const STEPS = [
	{ step: 'D+1', stepDay: 1 },
	{ step: 'D+5', stepDay: 5 },
];

/** Any claim of open invoices of 100 reais that fall due today. */
export function aClaim(invoices: Array<Partial<CoveredInvoice> & { invoiceId: number }>, changes: Partial<ContactClaim> = {}): ContactClaim {
	return {
		ruler: 'padrao',
		channel: 'email',
		customerId: 1,
		recipient: 'cliente@example.com',
		subject: 'Sua fatura',
		messageId: '<teste@example.com>',
		invoices: invoices.map((invoice) => ({ step: 'D+1', stepDay: 1, dueDate: TODAY, balanceCents: 10_000, terms: null, ...invoice })),
		purpose: 'reminder',
		maxAttempts: STORM_ATTEMPTS,
		at: NOON.toISOString(),
		today: TODAY,
		leaseMinutes: 10,
		...changes,
	};
}

/** Claims random overlapping sets of invoices, many at once, ends each claim in a random way, and tells what happened. */
export async function claimStorm(ledger: Ledger, storm: Storm): Promise<StormEvent[]> {
	const random = new Random(storm.seed);
	const events: StormEvent[] = [];
	let left = storm.rounds;
	const claimer = async () => {
		while (left-- > 0) {
			const step = random.pick(STEPS);
			const invoices = random.some(storm.invoices, 1 + random.below(4));
			const end = random.pick(['sent', 'sent', 'failed', 'retry', 'retry', 'postponed'] as const);
			const claim = await claimContact(ledger, aClaim(invoices.map((invoiceId) => ({ invoiceId, ...step }))));
			if ('refused' in claim) {
				events.push({ contactId: null, invoices, step: step.step, end: 'refused' });
				continue;
			}
			await finishContact(ledger, claim.contactId, outcome(end), NOON.toISOString());
			events.push({ contactId: claim.contactId, invoices, step: step.step, end });
		}
	};
	await Promise.all(Array.from({ length: storm.atOnce }, claimer));
	return events;
}

function outcome(end: 'sent' | 'failed' | 'retry' | 'postponed'): Parameters<typeof finishContact>[2] {
	if (end === 'sent') return { state: 'sent' };
	if (end === 'retry') return { state: 'retry', reason: 'mais tarde', maxAttempts: STORM_ATTEMPTS };
	return { state: end, reason: 'não deu' };
}
