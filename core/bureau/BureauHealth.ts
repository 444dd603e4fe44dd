import type { BureauError } from './BureauError';

/** Failures in a row after which a bureau is not asked any more: each may take minutes, and some cost. */
const FAILURES_TO_STOP = 3;

/** Which bureaus are worth asking for the rest of a run. */
export class BureauHealth {
	private readonly failures = new Map<string, { inARow: number; last: string; isOver: boolean }>();

	/** Why a bureau is not asked any more; null while it is. */
	whyNotAsked(bureau: string): string | null {
		const known = this.failures.get(bureau);
		return known !== undefined && (known.isOver || known.inARow >= FAILURES_TO_STOP) ? known.last : null;
	}

	noteAnswer(bureau: string): void {
		this.failures.delete(bureau);
	}

	/** What concerns one document alone is an answer of a bureau that works; a refused login or a used-up limit is for all. */
	noteFailure(bureau: string, { kind, message }: BureauError): void {
		if (kind === 'not_found' || kind === 'refused') return this.noteAnswer(bureau);
		const inARow = (this.failures.get(bureau)?.inARow ?? 0) + 1;
		this.failures.set(bureau, { inARow, last: message, isOver: kind === 'unauthorized' || kind === 'limited' });
	}
}
