import type { IDataObject } from 'n8n-workflow';
import { readReconciliation } from '../../../../core/ledger/metrics/reconciliation';
import { indicatorsOf } from '../../../../core/metrics/indicators';
import { daysOf } from '../../../../core/metrics/periods';
import { amountFigure, ratioFigure } from '../../../shared/figures';
import { metricsScope } from '../../../shared/metricsScope';
import type { Operation } from '../../../shared/operation';
import { periodFields, readPeriod } from '../../../shared/periodFields';

export const indicatorsOperation: Operation = {
	name: 'Indicators',
	action: 'Report the indicators of a period',
	description: 'DSO, best possible DSO, average days delinquent and CEI, with the lines of the ledger they come from, exact to the cent',
	fields: periodFields('last12Months'),
	async execute(context) {
		const period = readPeriod(this, context);
		const lines = await readReconciliation(context.ledger.db, metricsScope(context), period);
		const days = daysOf(period);
		const { dso, bestPossibleDso, averageDaysDelinquent, cei } = indicatorsOf(lines, days);
		const rows: IDataObject[] = [
			{ line: 'opening', label: 'Saldo inicial a receber', ...amountFigure(lines.openingCents) },
			{ line: 'invoiced', label: '+ Faturado no período', ...amountFigure(lines.invoicedCents) },
			{ line: 'receivedPrincipal', label: '− Recebido do valor faturado', ...amountFigure(lines.principalCents) },
			{ line: 'discounts', label: '− Descontos concedidos', ...amountFigure(lines.discountsCents) },
			{ line: 'closing', label: '= Saldo final a receber', ...amountFigure(lines.closingCents) },
			{ line: 'closingCurrent', label: 'Do saldo final: a vencer', ...amountFigure(lines.currentCents) },
			{ line: 'closingOverdue', label: 'Do saldo final: em atraso', ...amountFigure(lines.closingCents - lines.currentCents) },
			{ line: 'receivedSurcharge', label: 'Recebido de multa e juros (à parte)', ...amountFigure(lines.surchargeCents) },
			{ line: 'receivedTotal', label: 'Total recebido', ...amountFigure(lines.principalCents + lines.surchargeCents) },
			{ line: 'dso', label: 'DSO: prazo médio de recebimento', ...ratioFigure(dso, 'dias') },
			{ line: 'bestPossibleDso', label: 'Melhor DSO possível (sem atrasos)', ...ratioFigure(bestPossibleDso, 'dias') },
			{ line: 'averageDaysDelinquent', label: 'Dias de atraso médio (ADD)', ...ratioFigure(averageDaysDelinquent, 'dias') },
			{ line: 'cei', label: 'CEI: eficácia da cobrança', ...ratioFigure(cei, '%') },
		];
		return [rows.map((row) => ({ json: { ...row, ...period, days }, pairedItem: { item: 0 } }))];
	},
};
