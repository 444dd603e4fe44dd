import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { LOOKUP_PURPOSES, readPurpose, type LookupPurpose, type ToldPurpose } from '../../../../core/bureau/purposes';
import { choicesOf, textOf } from '../../../shared/values';

const PURPOSE_NAMES: Readonly<Record<LookupPurpose, string>> = {
	collection: 'Collecting a Debt',
	credit_decision: 'Granting Credit',
	listing: 'Listing (Negativação)',
	fraud_prevention: 'Preventing Fraud',
	credit_review: 'Reviewing the Credit of Customers',
	other: 'Something Else (Say What)',
};

/** What reports are wanted for, where some are asked for or read. */
export function purposeFields(otherwise: LookupPurpose): INodeProperties[] {
	return [
		{
			displayName: 'Purpose',
			name: 'purpose',
			type: 'options',
			options: Object.entries(PURPOSE_NAMES).map(([value, name]) => ({ name, value })),
			default: otherwise,
			description: 'Kept with each lookup and each use of a stored report, as the LGPD asks (art. 6 I).',
		},
		{
			displayName: 'Purpose in Words',
			name: 'purposeNote',
			type: 'string',
			default: '',
			placeholder: 'Pedido de prazo de 30 dias',
		},
	];
}

/** What the fields say. Throws a RangeError that names the one to correct. */
export function purposeOf(functions: IExecuteFunctions, otherwise: LookupPurpose): ToldPurpose {
	const [purpose] = choicesOf(functions.getNodeParameter('purpose', 0, otherwise), 'Purpose', LOOKUP_PURPOSES);
	if (purpose === undefined) throw new RangeError('Escolha em "Purpose" para que serve a consulta: a LGPD (art. 6º, I) pede uma finalidade para cada uma.');
	return readPurpose(purpose, textOf(functions.getNodeParameter('purposeNote', 0, ''), 'Purpose in Words'));
}
