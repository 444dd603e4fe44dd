import { readRollRates } from '../../../../core/ledger/metrics/rollRates';
import { decimalFromCents } from '../../../../core/money/cents';
import { ratioFigure } from '../../../shared/figures';
import { metricsScope } from '../../../shared/metricsScope';
import type { Operation } from '../../../shared/operation';
import { periodFields, readPeriod } from '../../../shared/periodFields';

export const rollRatesOperation: Operation = {
	name: 'Roll Rates',
	action: 'Report how delinquency rolls on from month to month',
	description: 'For each month that ends in the period: how much of what was not due, or in its 1st, 2nd… month of delay, at the end of the month before has gone on to the next month of delay',
	fields: periodFields('last12Months'),
	async execute(context) {
		const rates = await readRollRates(context.ledger.db, metricsScope(context), readPeriod(this, context));
		return [
			rates.map(({ before, end, fromLabel, toLabel, fromCents, toCents, rate }) => {
				const { value, text, why } = ratioFigure(rate, '%');
				return { json: { month: end.slice(0, 7), label: `${fromLabel} → ${toLabel}`, from: fromLabel, to: toLabel, fromAmount: decimalFromCents(fromCents), toAmount: decimalFromCents(toCents), rate: value, text, why, fromDay: before, toDay: end }, pairedItem: { item: 0 } };
			}),
		];
	},
};
