import { formatDay } from '../../../../core/calendar/formatDay';
import { parseDay } from '../../../../core/calendar/parseDay';
import { readAgeing, type Owed } from '../../../../core/ledger/metrics/ageing';
import { AGEING_BUCKETS } from '../../../../core/metrics/buckets';
import { decimalFromCents } from '../../../../core/money/cents';
import { shareOf } from '../../../shared/figures';
import { metricsScope } from '../../../shared/metricsScope';
import type { Operation } from '../../../shared/operation';

export const ageingOperation: Operation = {
	name: 'Ageing',
	action: 'Report how old the receivables are',
	description: 'What is owed, by how late it is: amount, invoices and customers, with small delays apart from the rest',
	fields: [{ displayName: 'As Of', name: 'asOf', type: 'string', default: '', placeholder: '2026-11-30', description: 'End of which day; today when left empty' }],
	async execute(context) {
		const told = this.getNodeParameter('asOf', 0, '');
		const asOf = told === '' || told === null || told === undefined ? context.today : parseDay(told);
		if (asOf > context.today) throw new RangeError(`O dia ${formatDay(asOf)} ainda não chegou: escolha hoje ou um dia que passou.`);
		const ageing = await readAgeing(context.ledger.db, metricsScope(context), asOf);
		const row = (level: string, bucket: string, label: string, owed: Owed) => ({
			level,
			bucket,
			label,
			amount: decimalFromCents(owed.cents),
			share: shareOf(owed.cents, ageing.total.cents),
			invoices: owed.invoices,
			customers: owed.customers,
			asOf,
		});
		const items = [
			...AGEING_BUCKETS.map(({ key, label }, index) => row('bucket', key, label, ageing.buckets[index])),
			row('subtotal', 'small', 'Pequenos atrasos (até 5 dias)', ageing.small),
			row('subtotal', 'rest', 'Demais atrasos (6 dias ou mais)', ageing.rest),
			row('subtotal', 'overdue', 'Total em atraso', ageing.overdue),
			row('total', 'total', 'Total a receber', ageing.total),
		];
		return [items.map((json) => ({ json, pairedItem: { item: 0 } }))];
	},
};
