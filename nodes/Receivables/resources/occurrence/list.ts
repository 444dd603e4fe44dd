import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { findAnyCause } from '../../../../core/ledger/occurrences/causes';
import { listOccurrences } from '../../../../core/ledger/occurrences/listOccurrences';
import { CAUSE_ORIGINS, OCCURRENCE_KINDS, type OccurrenceKind } from '../../../../core/occurrences/kinds';
import { CAUSE_FIELD } from '../../../shared/causeFields';
import { LIMIT_FIELDS } from '../../../shared/limitFields';
import type { Operation } from '../../../shared/operation';
import { choicesOf, textOf, wholeOf } from '../../../shared/values';
import { occurrenceItem } from './occurrenceItem';

const KIND_LABELS: Readonly<Record<OccurrenceKind, string>> = {
	note: 'Note',
	call: 'Call',
	complaint: 'Complaint',
	dispute: 'Dispute',
	dispute_resolved: 'Dispute Resolved',
	promise: 'Promise to Pay',
	agreement_made: 'Agreement Made',
	agreement_kept: 'Agreement Kept',
	agreement_broken: 'Agreement Broken',
	agreement_cancelled: 'Agreement Cancelled',
	review_request: 'Review Request',
};

export const listOccurrencesOperation: Operation = {
	name: 'Get Many',
	action: 'List occurrences',
	description: 'List what happened with customers, newest first',
	fields: [
		...LIMIT_FIELDS,
		{
			displayName: 'Kinds',
			name: 'kinds',
			type: 'multiOptions',
			options: OCCURRENCE_KINDS.map((value) => ({ name: KIND_LABELS[value], value })),
			default: [],
			description: 'None selected means any',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				CAUSE_FIELD,
				{ displayName: 'Customer', name: 'customer', type: 'string', default: '', description: 'Part of the name, or the whole CPF, CNPJ or email' },
				{ displayName: 'From', name: 'from', type: 'string', default: '', placeholder: '2026-12-01' },
				{
					displayName: 'Origin',
					name: 'origin',
					type: 'options',
					options: [
						{ name: 'External', value: 'external' },
						{ name: 'Internal', value: 'internal' },
					],
					default: 'internal',
					description: 'Whose doing the cause is: the customer’s and the world’s, or our own',
				},
				{ displayName: 'To', name: 'to', type: 'string', default: '', placeholder: '2026-12-31' },
			],
		},
	],
	async execute(context, items) {
		const done: INodeExecutionData[] = [];
		for (let index = 0; index < items.length; index += 1) {
			const filters = (this.getNodeParameter('filters', index, {}) ?? {}) as IDataObject;
			const cause = await findAnyCause(context.ledger.db, textOf(filters.cause, 'Cause') || null);
			const [origin] = choicesOf(filters.origin, 'Origin', CAUSE_ORIGINS);
			const occurrences = await listOccurrences(context.ledger.db, {
				kinds: choicesOf(this.getNodeParameter('kinds', index), 'Kinds', OCCURRENCE_KINDS),
				customer: textOf(filters.customer, 'Customer') || undefined,
				cause: cause?.key,
				origin,
				from: filters.from ? parseDay(filters.from) : undefined,
				to: filters.to ? parseDay(filters.to) : undefined,
				limit: this.getNodeParameter('returnAll', index) ? undefined : wholeOf(this.getNodeParameter('limit', index, 50), 'Limit', { otherwise: 50, min: 1 }),
			});
			done.push(...occurrences.map((row) => ({ json: occurrenceItem(row), pairedItem: { item: index } })));
		}
		return [done];
	},
};
