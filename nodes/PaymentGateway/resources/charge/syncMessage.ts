import { formatDay } from '../../../../core/calendar/formatDay';
import type { SyncPass } from '../../../../core/gateway/Gateway';
import type { SyncResult } from '../../../../core/gateway/sync';
import type { SyncCounts, SyncProgress } from '../../../../core/ledger/gateway/syncState';

/** What each count is called, one and many; what is unchanged goes without saying. */
const WORDS: ReadonlyArray<[keyof SyncCounts, string, string]> = [
	['opened', 'nova', 'novas'],
	['paid', 'paga', 'pagas'],
	['reopened', 'reaberta', 'reabertas'],
	['updated', 'alterada', 'alteradas'],
	['cancelled', 'cancelada', 'canceladas'],
	['disputed', 'em disputa', 'em disputa'],
	['refused', 'recusada', 'recusadas'],
];

/** Entries that a sync went through. */
export interface ReadCounts {
	customers: number;
	charges: number;
}

/** How many entries of each kind the listings had. Pages overlap, so that what was counted page by page is more. */
export function readCounts({ passes }: Pick<SyncResult, 'passes'>): ReadCounts {
	const sum = (kind: SyncPass['of']) => passes.filter(({ of }) => of === kind).reduce((total, { read }) => total + read, 0);
	return { customers: sum('customers'), charges: sum('charges') };
}

/** What a sync did, in words for the operator. */
export function syncMessage(result: SyncResult, read: ReadCounts, label: string): string {
	const { outcome, reason, mode, since, resumed, events, notified, problemCount } = result;
	if (outcome === 'busy') return reason ?? `Outra sincronização do ${label} está em andamento.`;
	const what = mode === 'full' ? `Sincronização completa do ${label}` : `Sincronização das novidades do ${label}${since === null ? '' : ` desde ${formatDay(since)}`}`;
	const sentences = [
		outcome === 'done' ? `${what}${resumed ? ', continuada de onde tinha parado' : ''}: ${told(result, read)}.` : `${what} interrompida. ${reason ?? ''} Até aqui: ${told(result, read)}.`,
		events.length === 0 ? null : `${counted(events.length, 'aviso que esperava foi aplicado', 'avisos que esperavam foram aplicados')}.`,
		problemCount === 0 ? null : `${counted(problemCount, 'problema', 'problemas')}: veja a saída Problems.`,
		notified === 0 ? null : notifiedMessage(notified, label),
	];
	return sentences.filter((sentence) => sentence !== null).join(' ');
}

/** Whom the gateway still writes to, and where that is turned off. */
export function notifiedMessage(notified: number, label: string): string {
	return `${counted(notified, 'cliente ainda recebe', 'clientes ainda recebem')} os avisos do próprio ${label}, além dos seus: desligue-os em Payment Gateway → Customer → Turn Off Notifications.`;
}

/** How far a sync has come. */
export function progressMessage({ passes }: Pick<SyncProgress, 'passes'>, label: string): string {
	const last = passes.at(-1);
	if (!last) return `${label}: sincronização iniciada.`;
	const percent = last.total === null || last.total === 0 ? '' : ` (${Math.min(100, Math.floor((last.read / last.total) * 100))}%)`;
	return `${label}: ${last.label}, ${number(last.read)}${last.total === null ? '' : ` de ${number(last.total)}`}${percent}.`;
}

function told({ counts }: SyncResult, { customers, charges }: ReadCounts): string {
	const parts = WORDS.flatMap(([key, one, many]) => (counts[key] === 0 ? [] : [counted(counts[key], one, many)]));
	const read = `${counted(customers, 'cliente', 'clientes')} e ${counted(charges, 'cobrança lida', 'cobranças lidas')}`;
	return `${read}, ${parts.length > 0 ? parts.join(', ') : 'nada mudou'}`;
}

function counted(count: number, one: string, many: string): string {
	return `${number(count)} ${count === 1 ? one : many}`;
}

function number(count: number): string {
	return count.toLocaleString('pt-BR');
}
