import { percentOf } from '../../../../core/charges/rate';
import { listLegalRates } from '../../../../core/ledger/legalRates';
import type { Operation } from '../../../shared/operation';

export const listLegalRatesOperation: Operation = {
	name: 'Get Many',
	action: 'List the legal rates',
	description: 'The months whose legal rate has been imported',
	fields: [],
	async execute(context) {
		const rates = await listLegalRates(context.ledger.db);
		return [rates.map(({ month, rate }) => ({ json: { month, rate: percentOf(rate) }, pairedItem: { item: 0 } }))];
	},
};
