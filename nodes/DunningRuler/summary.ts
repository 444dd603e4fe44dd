import type { NodeExecutionHint } from 'n8n-workflow';
import type { RowProblem } from '../../core/importing/problems';
import type { RulerRun } from '../../core/ruler/runRuler';
import type { RulerStep, SkipReason } from '../../core/ruler/types';

const REASON_NAMES: Readonly<Record<SkipReason, string>> = {
	paid: 'pagas',
	cancelled: 'canceladas',
	disputed: 'contestadas',
	in_agreement: 'em acordo',
	promised: 'com promessa de pagamento',
	excluded: 'de clientes excluídos',
	below_minimum: 'abaixo do mínimo',
	time_barred: 'prescritas',
	backlog: 'de antes da primeira execução',
	too_late: 'com aviso atrasado',
	not_late: 'ainda sem atraso (vencimento em dia sem banco)',
	done: 'já avisadas',
	not_due: 'ainda sem etapa',
	past_last_step: 'com a régua concluída',
	other_segment: 'com etapa só para outros perfis',
	outside_window: 'fora do horário de contato',
	over_daily_cap: 'de clientes já contatados hoje',
	over_weekly_cap: 'no limite de contatos da semana',
	routed_today: 'já emitidas hoje',
	bad_row: 'com erro na linha',
};

/** What the node says above its output: how many by step, how many skipped by reason. */
export function summaryHint(run: RulerRun, steps: readonly RulerStep[], problems: readonly RowProblem[], dryRun: boolean): NodeExecutionHint {
	const byStep = steps.map((step) => ({ step, count: run.routed.filter(({ output }) => output.id === step.id).length })).filter(({ count }) => count > 0);
	const routed = byStep.length > 0 ? byStep.map(({ step, count }) => `${step.label}: ${count}`).join(', ') : 'nenhuma fatura com etapa hoje';
	const skipped = [...run.skippedCounts].map(([reason, count]) => `${count} ${REASON_NAMES[reason]}`);
	const badRows = new Set(problems.filter(({ severity }) => severity === 'error').map(({ row }) => row)).size;
	if (badRows > 0) skipped.push(`${badRows} ${REASON_NAMES.bad_row}`);
	const warnings = problems.filter(({ severity }) => severity === 'warning');
	const rest = skipped.length > 0 ? ` Puladas: ${skipped.join(', ')}.` : '';
	const remarks = warnings.length > 0 ? ` Ressalvas: ${warnings.length}, a primeira na linha ${warnings[0].row}: ${warnings[0].reason}` : '';
	return { message: `${dryRun ? 'Simulação, nada foi gravado. ' : ''}${routed}.${rest}${remarks}`, location: 'outputPane', type: 'info' };
}
