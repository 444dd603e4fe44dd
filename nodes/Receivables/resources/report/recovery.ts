import type { IDataObject } from 'n8n-workflow';
import { channelName } from '../../../../core/classification/approach';
import { PROFILE_NAMES } from '../../../../core/classification/profiles';
import { ATTRIBUTION_DAYS, readRecoveryByCause, readRecoveryByProfile, readRecoveryBySteps, type GroupRecovery, type Received } from '../../../../core/ledger/metrics/recovery';
import type { Period } from '../../../../core/metrics/periods';
import { decimalFromCents } from '../../../../core/money/cents';
import { ORIGIN_NAMES } from '../../../../core/occurrences/kinds';
import type { NodeContext } from '../../../shared/context';
import { shareOf } from '../../../shared/figures';
import { metricsScope } from '../../../shared/metricsScope';
import type { Operation } from '../../../shared/operation';
import { periodFields, readPeriod } from '../../../shared/periodFields';
import { choicesOf, wholeOf } from '../../../shared/values';

/** The longest that a reminder's doing may be looked for. */
const MAX_DAYS = 90;
const BY = ['cause', 'profile', 'step'] as const;

export const recoveryOperation: Operation = {
	name: 'Recovery',
	action: 'Report what was recovered',
	description: 'What came in within a period, by the step and channel of the régua that brought it in, by cause, or by payer profile',
	fields: [
		{
			displayName: 'By',
			name: 'by',
			type: 'options',
			options: [
				{ name: 'Cause', value: 'cause', description: 'The last cause told of the invoice, or else of its customer' },
				{ name: 'Payer Profile', value: 'profile', description: 'As each customer is classified now' },
				{ name: 'Step and Channel', value: 'step', description: 'The last reminder about the invoice that reached the customer before the payment' },
			],
			default: 'step',
		},
		...periodFields('lastMonth'),
		{
			displayName: 'Days After the Reminder',
			name: 'attributionDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MAX_DAYS },
			default: ATTRIBUTION_DAYS,
			description: 'A payment that comes later than this after the last reminder is nobody’s doing',
			displayOptions: { show: { by: ['step'] } },
		},
	],
	async execute(context) {
		const period = readPeriod(this, context);
		const [by] = choicesOf(this.getNodeParameter('by', 0), 'By', BY);
		if (by === undefined) throw new RangeError(`Escolha em "By" como separar a recuperação: ${BY.join(', ')}.`);
		const days = by === 'step' ? wholeOf(this.getNodeParameter('attributionDays', 0, ATTRIBUTION_DAYS), 'Days After the Reminder', { otherwise: ATTRIBUTION_DAYS, min: 0, max: MAX_DAYS }) : 0;
		const rows = await { step: async () => await bySteps(context, period, days), cause: async () => await byCause(context, period), profile: async () => await byProfile(context, period) }[by]();
		return [rows.map((row) => ({ json: { by, ...row, ...period }, pairedItem: { item: 0 } }))];
	},
};

async function bySteps(context: NodeContext, period: Period, days: number): Promise<IDataObject[]> {
	const rows = await readRecoveryBySteps(context.ledger.db, metricsScope(context), period, days);
	const total = totalOf(rows);
	return rows.map((row) => ({
		label: row.step === null || row.channel === null ? withoutReminder(days) : `${row.step} por ${channelName(row.channel)} (${row.ruler})`,
		ruler: row.ruler,
		step: row.step,
		channel: row.channel,
		channelName: row.channel === null ? null : channelName(row.channel),
		...received(row, total),
		messagesSent: row.messages,
		invoicesReminded: row.reminded,
		invoicesAnswered: row.answered,
		...rate(shareOf(row.answered, row.reminded), row.step === null ? 'São pagamentos que nenhum lembrete antecedeu.' : 'Nenhum lembrete desta etapa foi enviado no período.'),
	}));
}

function withoutReminder(days: number): string {
	if (days === 0) return 'Sem lembrete no dia do pagamento';
	return days === 1 ? 'Sem lembrete no dia anterior' : `Sem lembrete nos ${days} dias anteriores`;
}

async function byCause(context: NodeContext, period: Period): Promise<IDataObject[]> {
	const rows = await readRecoveryByCause(context.ledger.db, metricsScope(context), period);
	return groups(rows, (row) => ({ label: row.name ?? 'Causa não informada', cause: row.cause, origin: row.origin, originName: row.origin === null ? 'Causa não informada' : ORIGIN_NAMES[row.origin] }));
}

async function byProfile(context: NodeContext, period: Period): Promise<IDataObject[]> {
	const rows = await readRecoveryByProfile(context.ledger.db, metricsScope(context), period);
	return groups(rows, (row) => ({ label: row.profile === null ? 'Não classificado' : PROFILE_NAMES[row.profile], profile: row.profile }));
}

function groups<Row extends GroupRecovery>(rows: readonly Row[], name: (row: Row) => IDataObject): IDataObject[] {
	const total = totalOf(rows);
	return rows.map((row) => ({
		...name(row),
		...received(row, total),
		overdueAmount: decimalFromCents(row.overdueCents),
		overdueInvoices: row.overdueInvoices,
		...rate(shareOf(row.lateCents, row.lateCents + row.overdueCents), 'Nada deste grupo atrasou.'),
	}));
}

function received(row: Received, totalCents: number): IDataObject {
	return {
		payments: row.payments,
		invoicesPaid: row.invoices,
		amount: decimalFromCents(row.cents),
		share: shareOf(row.cents, totalCents),
		lateAmount: decimalFromCents(row.lateCents),
	};
}

/** By step: of the invoices reminded in the period, those that were paid in time to count. By cause or profile: what came in late over that and what is still late. */
function rate(percent: number | null, why: string): IDataObject {
	return { recoveryRate: percent, recoveryRateWhy: percent === null ? why : null };
}

function totalOf(rows: readonly Received[]): number {
	return rows.reduce((sum, { cents }) => sum + cents, 0);
}
