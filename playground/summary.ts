import type { RunResult } from './n8n-push.ts';
import type { WorkflowJson } from './n8n-workflows.ts';

type Json = Record<string, unknown>;

/** Invoices of one step or one reason. */
export interface Tally {
	/** The step's id (`D+5`), or the reason's code. */
	key: string;
	/** What people read. */
	label: string;
	messages: number;
	invoices: number;
	/** What is owed on them, in cents. */
	cents: number;
}

/** What one run of the régua did with every invoice it looked at. */
export interface RunSummary {
	/** In the order of the régua. */
	sent: Tally[];
	/** Left by a step, but the reminder did not go out. */
	notSent: Tally[];
	/** Most frequent first. */
	skipped: Tally[];
}

const RECEIVABLES = 'n8n-nodes-cobranca.receivables';
const RULER = 'n8n-nodes-cobranca.dunningRuler';
const REMINDER = 'n8n-nodes-cobranca.reminder';

/** Reasons in a few words; the nodes' own sentences carry dates and would make one line an invoice. */
const LABELS: Readonly<Record<string, string>> = {
	paid: 'já paga',
	cancelled: 'cancelada',
	disputed: 'contestada',
	in_agreement: 'em acordo',
	promised: 'promessa de pagamento em prazo',
	excluded: 'cliente excluído da régua',
	below_minimum: 'abaixo do valor mínimo',
	time_barred: 'prescrita',
	backlog: 'etapa anterior à publicação da régua',
	too_late: 'aviso de antes do vencimento, já vencida',
	not_late: 'vencida em dia sem banco, ainda sem atraso',
	done: 'etapa já executada',
	not_due: 'ainda não chegou a primeira etapa',
	past_last_step: 'todas as etapas já executadas',
	other_segment: 'etapa só para clientes de outro perfil',
	outside_window: 'fora do horário de contato',
	over_daily_cap: 'limite de mensagens do dia',
	over_weekly_cap: 'limite de mensagens da semana',
	routed_today: 'já encaminhada hoje',
	bad_row: 'linha com erro',
	no_step_today: 'sem etapa hoje',
	already_contacted: 'já enviada',
	attempts_exhausted: 'tentativas esgotadas',
	not_paid: 'ainda não está paga',
	changed: 'mudou durante o envio',
	not_in_ledger: 'não está no livro',
	no_email: 'cliente sem e-mail',
	unconfirmed: 'o gateway de pagamento não confirmou que está em aberto',
	charges: 'valor atualizado não calculado',
	template: 'mensagem com erro',
	refused: 'recusada pelo servidor de e-mail',
	temporary: 'recusada por enquanto pelo servidor de e-mail',
	unknown: 'envio sem confirmação',
	server_unavailable: 'servidor de e-mail fora do ar',
	stopped: 'execução interrompida',
};

/** The short text of a reason's code. */
export function label(key: string): string {
	return LABELS[key] ?? key;
}

// How the nodes' items are read. Everything that depends on their shape is in these functions.

function object(value: unknown): Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function text(...values: unknown[]): string {
	return (values.find((value) => typeof value === 'string' && value !== '') as string | undefined) ?? '';
}

function invoicesOf(item: Json): Json[] {
	return Array.isArray(item.invoices) ? item.invoices.map(object) : item.invoice ? [object(item.invoice)] : [];
}

function stepOf(item: Json): { key: string; label: string } {
	const step = object(item.step);
	return { key: text(step.id, step.label) || '?', label: text(step.label, step.id) || '?' };
}

function reasonOf(item: Json): { key: string; label: string } {
	const why = object(item.notSent ?? item.skipped);
	const key = text(why.reason, item.error) || '?';
	return { key, label: LABELS[key] ?? text(why.text, key) };
}

/** The message an item went out in; several items of one customer may share it. */
function messageOf(item: Json, place: number): string {
	const { id } = object(item.contact);
	return typeof id === 'number' || typeof id === 'string' ? String(id) : `item ${place}`;
}

function centsOf(invoice: Json): number {
	const amount = invoice.balance ?? invoice.amount;
	return typeof amount === 'number' ? Math.round(amount * 100) : 0;
}

function tally(items: readonly Json[], group: (item: Json) => { key: string; label: string }): Tally[] {
	const tallies = new Map<string, Tally>();
	for (const item of items) {
		const { key, label: shown } = group(item);
		const found = tallies.get(key) ?? { key, label: shown, messages: 0, invoices: 0, cents: 0 };
		tallies.set(key, found);
		for (const invoice of invoicesOf(item)) {
			found.invoices += 1;
			found.cents += centsOf(invoice);
		}
	}
	return [...tallies.values()];
}

/** Counts each message once: at the latest step among the invoices it covers. */
function countMessages(tallies: readonly Tally[], items: readonly Json[]): void {
	const stepOfMessage = new Map<string, string>();
	items.forEach((item, place) => {
		const message = messageOf(item, place);
		const known = stepOfMessage.get(message);
		const { key } = stepOf(item);
		if (known === undefined || dayOf(key) > dayOf(known)) stepOfMessage.set(message, key);
	});
	for (const key of stepOfMessage.values()) {
		const found = tallies.find((one) => one.key === key);
		if (found) found.messages += 1;
	}
}

function outputsOf(run: RunResult, workflow: WorkflowJson, type: string): Json[][][] {
	return workflow.nodes
		.filter((node) => node.type === type)
		.flatMap((node) => run.nodes[node.name] ?? [])
		.map((nodeRun) => nodeRun.outputs);
}

function dayOf(key: string): number {
	return Number(/^D([+-]?\d+)$/.exec(key)?.[1] ?? 0);
}

/** What the run did, read from the data its nodes put out. */
export function summarize(run: RunResult, workflow: WorkflowJson): RunSummary {
	const reminders = outputsOf(run, workflow, REMINDER);
	const sentItems = reminders.flatMap((outputs) => outputs[0] ?? []);
	const sent = tally(sentItems, stepOf);
	countMessages(sent, sentItems);
	const notSent = tally(reminders.flatMap((outputs) => outputs.slice(1).flat()), reasonOf);
	const skipped = tally(outputsOf(run, workflow, RULER).flatMap((outputs) => outputs.at(-1) ?? []), reasonOf);
	return {
		sent: sent.sort((a, b) => dayOf(a.key) - dayOf(b.key)),
		notSent: notSent.sort((a, b) => b.invoices - a.invoices),
		skipped: skipped.sort((a, b) => b.invoices - a.invoices),
	};
}

/** Ids of the invoices that the run's data names. */
export function namedInvoices(run: RunResult, workflow: WorkflowJson): Set<number> {
	const items = [RULER, REMINDER].flatMap((type) => outputsOf(run, workflow, type).flat(2));
	return new Set(items.flatMap(invoicesOf).map((invoice) => Number(invoice.id)));
}

/** What an import took and turned down. */
export function importCounts(run: RunResult, workflow: WorkflowJson): { imported: number; problems: number } {
	const outputs = outputsOf(run, workflow, RECEIVABLES);
	const taken = (item: Json) => {
		// A file is one item with its sums; rows from another node are an item each.
		const sums = [item.created, item.updated, item.unchanged].filter((one) => typeof one === 'number');
		return sums.length > 0 ? sums.reduce((sum, one) => sum + one, 0) : 1;
	};
	return {
		imported: outputs.flatMap((all) => all[0] ?? []).reduce((sum, item) => sum + taken(item), 0),
		problems: outputs.flatMap((all) => all[1] ?? []).length,
	};
}

/** Sums over all lines. */
export function total(tallies: readonly Tally[]): { messages: number; invoices: number; cents: number } {
	const sum = (pick: (tally: Tally) => number) => tallies.reduce((all, one) => all + pick(one), 0);
	return { messages: sum((one) => one.messages), invoices: sum((one) => one.invoices), cents: sum((one) => one.cents) };
}

const REAIS = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' });
const reais = (cents: number) => REAIS.format(cents / 100).replace(/\u00a0/g, ' ');

function table(rows: ReadonlyArray<readonly string[]>): string[] {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
	return rows.map((row) =>
		row
			// Names to the left, figures to the right.
			.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
			.join('   ')
			.trimEnd(),
	);
}

function section(title: string, first: string, tallies: readonly Tally[], messages: boolean): string[] {
	if (tallies.length === 0) return [`${title}: nenhuma`];
	const all = total(tallies);
	const row = (label: string, one: { messages: number; invoices: number; cents: number }) =>
		messages ? [label, String(one.messages), String(one.invoices), reais(one.cents)] : [label, String(one.invoices), reais(one.cents)];
	const heads = messages ? [first, 'mensagens', 'faturas', 'em aberto'] : [first, 'faturas', 'em aberto'];
	const rows = [heads, ...tallies.map((one) => row(one.key === one.label || !messages ? one.label : `${one.key} ${one.label}`, one)), row('total', all)];
	return [`${title}:`, ...table(rows).map((line) => `  ${line}`)];
}

/** The summary as the terminal shows it, in the operator's language. */
export function summaryText(summary: RunSummary): string {
	return [
		...section('Mensagens enviadas, por etapa', 'etapa', summary.sent, true),
		'',
		...section('Não enviadas, por motivo', 'motivo', summary.notSent, false),
		'',
		...section('Fora desta execução, por motivo', 'motivo', summary.skipped, false),
	].join('\n');
}
