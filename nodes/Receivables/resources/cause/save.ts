import { saveCause } from '../../../../core/ledger/occurrences/causes';
import { CAUSE_ORIGINS } from '../../../../core/occurrences/kinds';
import { CAUSE_FIELD } from '../../../shared/causeFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { choicesOf, textOf } from '../../../shared/values';
import { causeItem } from './causeItem';

export const saveCauseOperation: Operation = {
	name: 'Save',
	action: 'Add or change a cause',
	description: 'Add a cause to the list, or change the one of the same name; a retired one is in use again',
	fields: [
		{ displayName: 'Name', name: 'causeName', type: 'string', default: '', required: true, placeholder: 'Greve dos Correios', description: 'In your own words, as it will stand in the list' },
		{
			displayName: 'Origin',
			name: 'origin',
			type: 'options',
			options: [
				{ name: 'External', value: 'external', description: 'Something of the customer or of the world, such as losing a job' },
				{ name: 'Internal', value: 'internal', description: 'A fault of ours, such as an invoice that came late' },
			],
			default: 'external',
		},
		{ ...CAUSE_FIELD, displayName: 'Existing Cause Name or ID', name: 'existing' },
	],
	async execute(context, items) {
		return await eachItem(context, items, async (db, _item, index) => {
			const [origin] = choicesOf(this.getNodeParameter('origin', index), 'Origin', CAUSE_ORIGINS);
			if (origin === undefined) throw new RangeError(`Escolha a origem da causa: ${CAUSE_ORIGINS.join(', ')}.`);
			const name = textOf(this.getNodeParameter('causeName', index, ''), 'Name');
			return causeItem(await saveCause(db, { name, origin, change: textOf(this.getNodeParameter('existing', index, ''), 'Existing Cause') || null }));
		});
	},
};
