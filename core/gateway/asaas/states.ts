import type { InvoiceStatus } from '../../items';

interface State {
	state: InvoiceStatus;
	note: string | null;
}

const owed: State = { state: 'open', note: null };
const paid: State = { state: 'paid', note: null };
const cancelled = (note: string): State => ({ state: 'cancelled', note });
const disputed = (note: string): State => ({ state: 'disputed', note });

/**
 * What each status of the API means for a régua. Confirmed is paid: the customer has done their part, only the money
 * is still on its way to the creditor. Asked to be listed at a bureau is owed. Whoever gets money back owes nothing on
 * that charge any more: Asaas closes it. A card in analysis or in a chargeback is no case for a reminder; a dispute
 * that was won, and waits for the acquirer's money, is paid.
 */
const STATES: Readonly<Record<string, State>> = {
	PENDING: owed,
	OVERDUE: owed,
	DUNNING_REQUESTED: owed,
	CONFIRMED: paid,
	RECEIVED: paid,
	RECEIVED_IN_CASH: paid,
	DUNNING_RECEIVED: paid,
	AWAITING_CHARGEBACK_REVERSAL: paid,
	AWAITING_RISK_ANALYSIS: disputed('Pagamento com cartão em análise no Asaas.'),
	CHARGEBACK_REQUESTED: disputed('O cliente contestou o pagamento no cartão (chargeback).'),
	CHARGEBACK_DISPUTE: disputed('Chargeback em disputa no Asaas.'),
	REFUND_REQUESTED: cancelled('Estorno solicitado no Asaas.'),
	REFUND_IN_PROGRESS: cancelled('Estorno em andamento no Asaas.'),
	REFUNDED: cancelled('Estornada no Asaas.'),
};

/** What a charge's status means; null for one that this version does not know. A deleted charge is cancelled whatever it was. */
export function stateOf(status: string, deleted: boolean): State | null {
	if (deleted) return cancelled('Excluída no Asaas.');
	return STATES[status] ?? null;
}
