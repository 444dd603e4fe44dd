export type LedgerErrorCode = 'cannot_open' | 'newer_ledger' | 'other_creditor' | 'queue_mode' | 'not_found' | 'invalid';

/** A ledger that cannot be used as asked. The message is for the operator, in Portuguese, and says what to do. */
export class LedgerError extends Error {
	constructor(
		readonly code: LedgerErrorCode,
		message: string,
		options?: { cause?: unknown },
	) {
		super(message, options);
		this.name = 'LedgerError';
	}
}
