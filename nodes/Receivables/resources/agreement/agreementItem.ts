import type { IDataObject } from 'n8n-workflow';
import { formatDay } from '../../../../core/calendar/formatDay';
import { listAgreements, type ListedAgreement } from '../../../../core/ledger/agreements/listAgreements';
import type { LedgerDb } from '../../../../core/ledger/Ledger';
import { decimalFromCents, formatCents } from '../../../../core/money/cents';
import { AGREEMENT_STATE_NAMES } from '../../../../core/occurrences/kinds';
import type { NodeContext } from '../../../shared/context';

/** An agreement as items carry it. */
export function agreementItem(row: ListedAgreement): IDataObject {
	return {
		agreement: {
			id: row.id,
			state: row.state,
			stateName: AGREEMENT_STATE_NAMES[row.state],
			madeOn: row.made_on,
			endsOn: row.ends_on,
			endedOn: row.ended_on,
			note: row.note,
			balance: decimalFromCents(row.balanceCents),
			settled: row.isSettled,
			overdue: row.isOverdue,
			situation: situationOf(row),
		},
		customer: { id: row.customer_id, name: row.customer_name, document: row.customer_document },
		invoices: row.invoices.map(({ balanceCents, ...invoice }) => ({ ...invoice, balance: decimalFromCents(balanceCents) })),
	};
}

function situationOf({ state, isSettled, isOverdue, balanceCents, ends_on }: ListedAgreement): string {
	if (isSettled) return 'Nada mais está em aberto: encerre o acordo como cumprido.';
	if (isOverdue && ends_on !== null) return `O último dia era ${formatDay(ends_on)} e ainda há ${formatCents(balanceCents)} em aberto: fale com o cliente e decida se o acordo foi quebrado.`;
	return state === 'active' ? `Em andamento, com ${formatCents(balanceCents)} em aberto: nada é enviado sobre estas faturas.` : `${AGREEMENT_STATE_NAMES[state]}.`;
}

/** The item of an agreement as the ledger has it now. */
export async function currentAgreement(db: LedgerDb, context: NodeContext, id: number): Promise<IDataObject> {
	const [agreement] = await listAgreements(db, context.ledger.engine, { ids: [id] }, context.today);
	if (!agreement) throw new Error(`agreement ${id} vanished inside its transaction`);
	return agreementItem(agreement);
}
