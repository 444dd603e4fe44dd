import { finishAgreement, type AgreementEnd } from '../../../../core/ledger/agreements/finishAgreement';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { readTold, TOLD_FIELDS } from '../../../shared/causeFields';
import { eachItem } from '../../../shared/eachItem';
import type { Operation } from '../../../shared/operation';
import { choicesOf } from '../../../shared/values';
import { currentAgreement } from './agreementItem';

const ENDS = ['kept', 'broken', 'cancelled'] as const satisfies readonly AgreementEnd[];

export const finishAgreementOperation: Operation = {
	name: 'Finish',
	action: 'Finish an agreement',
	description: 'Say how an agreement ended; what is still open of it goes on with the régua',
	fields: [
		{
			displayName: 'It Was',
			name: 'end',
			type: 'options',
			options: [
				{ name: 'Broken', value: 'broken', description: 'The customer did not pay as agreed' },
				{ name: 'Cancelled', value: 'cancelled', description: 'Given up by both, or recorded by mistake' },
				{ name: 'Kept', value: 'kept', description: 'Everything was paid; its invoices must be marked paid or cancelled before' },
			],
			default: 'kept',
		},
		{ displayName: 'Agreement ID', name: 'agreementId', type: 'number', default: 0, description: 'Leave 0 to finish the agreement of each item, as Get Many lists them' },
		...TOLD_FIELDS,
	],
	async execute(context, items) {
		return await eachItem(context, items, async (db, { json }, index) => {
			const typed = Number(this.getNodeParameter('agreementId', index, 0));
			const id = typed > 0 ? typed : Number((json.agreement as { id?: unknown } | null | undefined)?.id);
			if (!Number.isSafeInteger(id)) throw new LedgerError('invalid', 'O item não diz qual é o acordo: use a saída de "Get Many" ou preencha "Agreement ID".');
			const [end] = choicesOf(this.getNodeParameter('end', index), 'It Was', ENDS);
			if (end === undefined) throw new RangeError(`Diga em "It Was" como o acordo terminou: ${ENDS.join(', ')}.`);
			const { note, told } = readTold(this, index, context.today);
			await finishAgreement(db, context.ledger.engine, id, { end, note, at: context.now.toISOString(), ...told });
			return await currentAgreement(db, context, id);
		});
	},
};
