import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { FIELD_BY_KEY, type FieldKey } from '../../core/importing/fields';
import type { RowProblem } from '../../core/importing/problems';

/** A problem of one row as an item for the second output: row, field and reason first. */
export function problemItem(problem: RowProblem, original?: INodeExecutionData, itemIndex?: number): INodeExecutionData {
	const json: IDataObject = {
		row: problem.row,
		field: problem.field,
		fieldLabel: fieldLabel(problem.field),
		column: problem.column,
		value: problem.value,
		severity: problem.severity,
		reason: problem.reason,
	};
	if (original) json.original = original.json;
	return { json, ...(itemIndex === undefined ? {} : { pairedItem: { item: itemIndex } }) };
}

/** An item that was refused, for the output of problems: its place, why, what else there is to say of it, and the item as it was. */
export function refusedItem<Why extends { reason: string | null } & IDataObject>(items: readonly INodeExecutionData[], index: number, why: Why): INodeExecutionData {
	return { json: { row: index + 1, ...why, original: items[index].json }, pairedItem: { item: index } };
}

function fieldLabel(field: RowProblem['field']): string {
	if (field === 'row') return 'Linha';
	if (field === 'file') return 'Arquivo';
	return FIELD_BY_KEY[field satisfies FieldKey].label;
}
