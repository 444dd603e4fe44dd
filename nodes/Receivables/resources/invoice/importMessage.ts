import type { ImportSummary } from '../../../../core/importing/importFile';
import { FIELD_BY_KEY, type FieldKey } from '../../../../core/importing/fields';
import type { RowProblem } from '../../../../core/importing/problems';
import type { ResolvedItem } from '../../../shared/resolveInvoices';

type Counts = Pick<ImportSummary, 'created' | 'updated' | 'unchanged' | 'refused' | 'warnings'>;

/** Problems that the text lists; the second output has them all. */
const LISTED = 15;

/** The counts of an import of items. */
export function summarise(resolved: readonly ResolvedItem[], problems: readonly RowProblem[]): Counts {
	const count = (result: ResolvedItem['result']) => resolved.filter((entry) => entry.result === result).length;
	return {
		created: count('created'),
		updated: count('updated'),
		unchanged: count('unchanged') + count('known'),
		refused: new Set(problems.filter(({ severity }) => severity === 'error').map(({ row }) => row)).size,
		warnings: problems.filter(({ severity }) => severity === 'warning').length,
	};
}

/** What an import did, for a person: the counts, and the first problems by row. */
export function importMessage(counts: Counts, problems: readonly RowProblem[]): string {
	const invoices = (count: number, one: string, many: string) => (count === 1 ? `1 fatura ${one}` : `${count} faturas ${many}`);
	const lines = [`${invoices(counts.created, 'nova', 'novas')}, ${counts.updated} com alteração, ${counts.unchanged} sem alteração.`];
	if (counts.refused > 0) lines.push(`${counts.refused === 1 ? '1 linha não foi importada' : `${counts.refused} linhas não foram importadas`}:`);
	else if (counts.warnings > 0) lines.push('Importadas com ressalvas:');
	for (const problem of problems.slice(0, LISTED)) lines.push(`Linha ${problem.row}${fieldLabel(problem.field)}: ${problem.reason}`);
	if (problems.length > LISTED) lines.push(`… e mais ${problems.length - LISTED}.`);
	return lines.join('\n');
}

function fieldLabel(field: RowProblem['field']): string {
	return field === 'row' || field === 'file' ? '' : `, ${FIELD_BY_KEY[field satisfies FieldKey].label}`;
}
