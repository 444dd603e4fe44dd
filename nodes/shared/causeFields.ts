import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Day } from '../../core/calendar/day';
import { listCauses } from '../../core/ledger/occurrences/causes';
import type { Told } from '../../core/ledger/occurrences/recordOccurrence';
import { ORIGIN_NAMES } from '../../core/occurrences/kinds';
import { withContext } from './context';
import { textOf } from './values';

/** A list of the ledger's causes; an expression may tell a key or a name instead. */
export const CAUSE_FIELD: INodeProperties = {
	displayName: 'Cause Name or ID',
	name: 'cause',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getCauses' },
	default: '',
	description: 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** What is asked wherever something happened with a customer: why, in whose words, and who says so. */
export const TOLD_FIELDS: INodeProperties[] = [
	CAUSE_FIELD,
	{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'What happened, in your own words' },
	{ displayName: 'Author', name: 'author', type: 'string', default: '', description: 'Who writes this down' },
];

/** What {@link TOLD_FIELDS} say of an item; the note is null for nothing. */
export function readTold(functions: IExecuteFunctions, index: number, today: Day): { note: string | null; told: Told } {
	const text = (name: string, label: string) => textOf(functions.getNodeParameter(name, index, ''), label) || null;
	return { note: text('note', 'Note'), told: { cause: text('cause', 'Cause'), author: text('author', 'Author'), today } };
}

/** The choices of {@link CAUSE_FIELD}: none first, then the causes in use. */
export async function getCauses(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const causes = await withContext(this, async ({ ledger }) => await listCauses(ledger.db));
	return [{ name: '(Não Informada)', value: '' }, ...causes.map(({ key, name, origin }) => ({ name: `${name} (${ORIGIN_NAMES[origin].toLowerCase()})`, value: key }))];
}
