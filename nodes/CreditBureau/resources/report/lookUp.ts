import { LedgerError } from '../../../../core/ledger/LedgerError';
import type { Operation } from '../../../shared/operation';
import { BUREAU_FIELDS } from '../../bureauFields';

export const lookUpOperation: Operation = {
	name: 'Look Up',
	action: 'Look up reports at credit bureaus',
	description: 'Ask one or several bureaus about each CPF or CNPJ, unless a report is recent enough',
	fields: [...BUREAU_FIELDS],
	async execute() {
		await Promise.resolve();
		throw new LedgerError('invalid', 'A consulta aos bureaus ainda não está pronta.');
	},
};
