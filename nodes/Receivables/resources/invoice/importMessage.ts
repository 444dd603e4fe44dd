import type { ImportSummary } from '../../../../core/importing/importFile';
import { FIELD_BY_KEY, type FieldKey } from '../../../../core/importing/fields';
import type { RowProblem } from '../../../../core/importing/problems';
import type { ResolvedItem } from '../../../shared/resolveInvoices';

type Counts = Pick<ImportSummary, 'created' | 'updated' | 'unchanged' | 'refused' | 'warnings'>;

/** Different problems that the text lists; the second output has them all. */
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

/**
 * What an import did, for a person: the counts, and the first problems by row. Rows that were not imported come first, and
 * what is wrong with many rows in the same way is said once.
 */
export function importMessage(counts: Counts, problems: readonly RowProblem[]): string {
	const invoices = (count: number, one: string, many: string) => (count === 1 ? `1 fatura ${one}` : `${count} faturas ${many}`);
	const lines = [`${invoices(counts.created, 'nova', 'novas')}, ${counts.updated} com alteração, ${counts.unchanged} sem alteração.`];
	const groups = alike(problems);
	const listed = (severity: RowProblem['severity']) => groups.slice(0, LISTED).filter(([problem]) => problem.severity === severity).map(lineOf);
	if (counts.refused > 0) lines.push(`${counts.refused === 1 ? '1 linha não foi importada' : `${counts.refused} linhas não foram importadas`}:`, ...listed('error'));
	const warnings = listed('warning');
	if (warnings.length > 0) lines.push('Importadas com ressalvas:', ...warnings);
	const unlisted = groups.slice(LISTED).flat().length;
	if (unlisted > 0) lines.push(`… e mais ${unlisted}.`);
	return lines.join('\n');
}

/** The problems by what they say, errors first. */
function alike(problems: readonly RowProblem[]): RowProblem[][] {
	const groups = new Map<string, RowProblem[]>();
	for (const severity of ['error', 'warning'] as const) {
		for (const problem of problems) {
			if (problem.severity !== severity) continue;
			const key = `${severity} ${problem.field} ${problem.reason}`;
			const group = groups.get(key);
			if (group) group.push(problem);
			else groups.set(key, [problem]);
		}
	}
	return [...groups.values()];
}

function lineOf([{ row, field, reason }, ...others]: readonly RowProblem[]): string {
	const rows = others.length === 0 ? `Linha ${row}` : `Linha ${row} e mais ${others.length}`;
	return `${rows}${fieldLabel(field)}: ${reason}`;
}

function fieldLabel(field: RowProblem['field']): string {
	return field === 'row' || field === 'file' ? '' : `, ${FIELD_BY_KEY[field satisfies FieldKey].label}`;
}
