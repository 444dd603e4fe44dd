import type { NodeExecutionHint } from 'n8n-workflow';
import { PAYER_PROFILES, PROFILE_NAMES, type StageSettings } from '../../../../core/classification';
import type { Outcome } from './outcome';

const SETTLED: ReadonlyArray<[id: string, name: string]> = [['paid', 'Paga'], ['cancelled', 'Cancelada'], ['disputed', 'Contestada']];

/** What the node says above its output: how many by stage and by profile, and how many could not be classified. */
export function summaryHint(outcomes: readonly Outcome[], stages: StageSettings): NodeExecutionHint {
	const done = outcomes.flatMap((outcome) => ('classification' in outcome ? [outcome.classification] : []));
	const names: Array<[string, string]> = [['to_fall_due', stages.toFallDue.name], ['due_today', stages.dueToday.name], ...stages.late.map(({ fromDay, name }): [string, string] => [`late_${fromDay}`, name]), ...SETTLED];
	const counts = (all: ReadonlyArray<readonly [string, string]>, keyOf: (one: (typeof done)[number]) => string) =>
		all
			.map(([key, name]) => ({ name, count: done.filter((one) => keyOf(one) === key).length }))
			.filter(({ count }) => count > 0)
			.map(({ name, count }) => `${name}: ${count}`)
			.join(', ');
	const parts = [done.length === 1 ? '1 fatura classificada.' : `${done.length} faturas classificadas.`];
	if (done.length > 0) parts.push(`${counts(names, ({ stage }) => stage.id)}. Perfis: ${counts(PAYER_PROFILES.map((profile) => [profile, PROFILE_NAMES[profile]] as const), ({ profile }) => profile)}.`);
	const byItems = done.filter(({ basis }) => basis === 'items').length;
	if (byItems > 0 && byItems < done.length) parts.push(`${byItems} só pelos itens, porque o livro não conhece o cliente.`);
	const undated = outcomes.filter((outcome) => 'warnings' in outcome && outcome.warnings?.length).length;
	if (undated > 0) parts.push(undated === 1 ? '1 fatura paga sem data de pagamento: contada como paga no vencimento.' : `${undated} faturas pagas sem data de pagamento: contadas como pagas no vencimento.`);
	const refused = outcomes.length - done.length;
	if (refused > 0) parts.push(refused === 1 ? '1 item com problema.' : `${refused} itens com problema.`);
	return { message: parts.join(' '), location: 'outputPane', type: 'info' };
}
