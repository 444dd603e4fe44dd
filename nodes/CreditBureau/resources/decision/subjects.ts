import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseDocument } from '../../../../core/documents/document';
import { valueAt } from '../../../../core/importing/nested';
import { excerpt } from '../../../../core/importing/problems';
import { customersOf } from '../../../../core/ledger/bureau/customers';
import { findCustomer, type CustomerReference } from '../../../../core/ledger/customers/exclusions';
import type { LedgerDb } from '../../../../core/ledger/Ledger';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { Cents } from '../../../../core/money/cents';
import { parseAmount } from '../../../../core/money/parseAmount';
import type { NodeContext } from '../../../shared/context';
import { customerReader } from '../../../shared/customerFields';
import { refusedItem } from '../../../shared/problems';
import { textOf } from '../../../shared/values';

/** Whom an item is about. */
export interface Subject {
	index: number;
	document: string;
	/** Null for who is not in the ledger. */
	customerId: number | null;
	/** What is wanted on credit; null when the item does not say. */
	requestedCents: Cents | null;
}

/** Whom each item is about, known to the ledger or not, and what is wrong with those that tell nobody. */
export async function readSubjects(functions: IExecuteFunctions, { ledger }: NodeContext, items: readonly INodeExecutionData[]): Promise<{ subjects: Subject[]; problems: INodeExecutionData[] }> {
	const reference = customerReader(functions, items);
	const column = textOf(functions.getNodeParameter('amountColumn', 0, ''), 'Requested Amount Column');
	const subjects: Subject[] = [];
	const problems: INodeExecutionData[] = [];
	for (const [index, { json }] of items.entries()) {
		try {
			subjects.push({ index, ...(await subjectOf(reference(json, index), ledger.db)), requestedCents: requestedOf(json, column) });
		} catch (error) {
			if (!(error instanceof LedgerError) && !(error instanceof RangeError)) throw error;
			problems.push(refusedItem(items, index, { reason: error.message }));
		}
	}
	const known = await customersOf(ledger.db, ledger.engine, subjects.flatMap(({ document, customerId }) => (customerId === null ? [document] : [])));
	return { subjects: subjects.map((subject) => ({ ...subject, customerId: subject.customerId ?? known.get(subject.document)?.id ?? null })), problems };
}

/** Who is named by a document need not be in the ledger; by an e-mail or id alone, yes. */
async function subjectOf(reference: CustomerReference, db: LedgerDb): Promise<Pick<Subject, 'document' | 'customerId'>> {
	if (reference.id === undefined && reference.document !== undefined) return { document: parseDocument(reference.document).value, customerId: null };
	const { id, name, document } = await findCustomer(db, reference);
	if (document === null) throw new LedgerError('invalid', `O cliente ${name} não tem CPF nem CNPJ no livro: complete o cadastro.`);
	return { document, customerId: id };
}

function requestedOf(json: IDataObject, column: string): Cents | null {
	const value = column === '' ? undefined : valueAt(json, column);
	if (value === undefined || value === null || value === '') return null;
	const cents = parseAmount(value);
	if (cents <= 0) throw new RangeError(`O valor pedido "${excerpt(value)}" precisa ser maior que zero.`);
	return cents;
}
