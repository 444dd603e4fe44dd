import type { IDataObject } from 'n8n-workflow';
import { readCauseReport, type CauseFigures } from '../../../../core/ledger/metrics/causes';
import { decimalFromCents } from '../../../../core/money/cents';
import { ORIGIN_NAMES, type CauseOrigin } from '../../../../core/occurrences/kinds';
import { shareOf } from '../../../shared/figures';
import { metricsScope } from '../../../shared/metricsScope';
import type { Operation } from '../../../shared/operation';
import { periodFields, readPeriod } from '../../../shared/periodFields';

const NOT_TOLD = 'Causa não informada';
const originName = (origin: CauseOrigin | null) => (origin === null ? NOT_TOLD : ORIGIN_NAMES[origin]);

export const reportByCauseOperation: Operation = {
	name: 'Report by Cause',
	action: 'Report why customers do not pay',
	description: 'How often each cause was told in a period, of how many customers and invoices, and what these owe; the causes that are ours apart',
	fields: periodFields('last12Months'),
	async execute(context) {
		const period = readPeriod(this, context);
		const { causes, origins, total } = await readCauseReport(context.ledger.db, metricsScope(context), period);
		const figures = (row: CauseFigures): IDataObject => ({
			occurrences: row.occurrences,
			share: shareOf(row.occurrences, total.occurrences),
			customers: row.customers,
			invoices: row.invoices,
			overdueAmount: decimalFromCents(row.overdueCents),
			overdueShare: shareOf(row.overdueCents, total.overdueCents),
			totalAmount: decimalFromCents(row.totalCents),
			...period,
		});
		const items: IDataObject[] = [
			...causes.map((row) => ({ level: 'cause', label: row.name ?? NOT_TOLD, cause: row.cause, origin: row.origin, originName: originName(row.origin), ...figures(row) })),
			...origins.map((row) => ({ level: 'origin', label: originName(row.origin), cause: null, origin: row.origin, originName: originName(row.origin), ...figures(row) })),
			{ level: 'total', label: 'Total', cause: null, origin: null, originName: 'Todas as causas', ...figures(total) },
		];
		return [items.map((json) => ({ json, pairedItem: { item: 0 } }))];
	},
};
