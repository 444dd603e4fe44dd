import { retireCause } from '../../../../core/ledger/occurrences/causes';
import { CAUSE_FIELD } from '../../../shared/causeFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { textOf } from '../../../shared/values';
import { causeItem } from './causeItem';

export const retireCauseOperation: Operation = {
	name: 'Retire',
	action: 'Retire a cause',
	description: 'Take a cause out of the list to choose from; reports still tell of it, and saving it brings it back',
	fields: [CAUSE_FIELD],
	async execute(context, items) {
		return await eachItem(context, items, async (db, _item, index) => causeItem(await retireCause(db, textOf(this.getNodeParameter('cause', index, ''), 'Cause'))));
	},
};
