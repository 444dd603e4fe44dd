import { NodeOperationError, type FunctionsBase, type INode } from 'n8n-workflow';
import { wallClock, type Day } from '../../core/calendar/day';
import type { Calendar } from '../../core/calendar/Calendar';
import { GatewayError } from '../../core/gateway/GatewayError';
import { ColumnError } from '../../core/importing/columns';
import { readLegalRates, type Charging } from '../../core/ledger/charging';
import type { Ledger } from '../../core/ledger/Ledger';
import { LedgerError } from '../../core/ledger/LedgerError';
import { ACCOUNT_CREDENTIAL, readAccount, type Account } from './account';
import { withLedger } from './openLedgers';

/** What every operation works with: the creditor, its open ledger, and the moment it runs at. */
export interface NodeContext {
	account: Account;
	ledger: Ledger;
	now: Date;
	/** The calendar day at the creditor's. */
	today: Day;
	calendar: Calendar;
	/** How the creditor charges; read once, at the first call, which must not come from inside a transaction. */
	charging: () => Promise<Charging>;
}

/**
 * Opens the creditor's ledger and runs `work`. What the operator can put right (credential, ledger) becomes a
 * NodeOperationError with the ledger's own words.
 */
export async function withContext<T>(
	functions: Pick<FunctionsBase, 'getCredentials' | 'getNode'>,
	work: (context: NodeContext) => Promise<T>,
): Promise<T> {
	try {
		const account = readAccount(await functions.getCredentials(ACCOUNT_CREDENTIAL));
		const now = new Date();
		return await withLedger(account, async (ledger) =>
			await work({
				account,
				ledger,
				now,
				today: wallClock(now, account.timeZone).day,
				calendar: account.calendar,
				charging: once(async () => ({ terms: account.terms, calendar: account.calendar, legalRates: await readLegalRates(ledger.db) })),
			}),
		);
	} catch (error) {
		throw asNodeError(functions.getNode(), error);
	}
}

/** Errors whose message is written for the operator; anything else keeps n8n's own treatment. */
export function asNodeError(node: INode, error: unknown, itemIndex?: number): unknown {
	if (error instanceof LedgerError || error instanceof RangeError || error instanceof ColumnError) {
		return new NodeOperationError(node, error.message, { itemIndex });
	}
	if (error instanceof GatewayError) {
		const told = new NodeOperationError(node, error.message, { itemIndex });
		// n8n puts an English sentence of its own in place of a message that tells a code such as ECONNRESET.
		return Object.assign(told, { message: error.message, messages: [] });
	}
	return error;
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
	let result: Promise<T> | undefined;
	return async () => await (result ??= read());
}
