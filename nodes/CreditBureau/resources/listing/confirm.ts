import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { parseDay } from '../../../../core/calendar/parseDay';
import { formatDay } from '../../../../core/calendar/formatDay';
import { askProvider } from '../../../../core/listing/askProvider';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { markAbandonedListings } from '../../../../core/ledger/listing/claims';
import { listListings } from '../../../../core/ledger/listing/listListings';
import { settleListing, VERDICTS } from '../../../../core/ledger/listing/settle';
import { isRehearsed } from '../../../shared/dryRun';
import { GatewayWork, outputsOf } from '../../../shared/GatewayWork';
import type { Operation } from '../../../shared/operation';
import { choicesOf, textOf } from '../../../shared/values';
import { chosenProvider, LISTING_GATEWAY_FIELD, PROVIDER_FIELD } from '../../listingProvider';
import { listingIdOf, listingItem } from './listingItem';

const ASK = 'ask';

export const confirmOperation: Operation = {
	name: 'Confirm',
	action: 'Confirm what became of listings',
	description: 'Say what the bureau did: for files that a person uploaded, and for requests whose answer was lost',
	fields: [
		{
			displayName: 'Verdict',
			name: 'verdict',
			type: 'options',
			options: [
				{ name: 'Ask the Provider', value: ASK, description: 'The gateway that made it is asked how it stands' },
				{ name: 'It Is Listed', value: 'listed' },
				{ name: 'It Is Removed', value: 'removed', description: 'It was there and is not any more, even if nobody had confirmed that it was listed' },
				{ name: 'It Is Still Listed', value: 'still_listed', description: 'The removal was not done: it has to be asked for again' },
				{ name: 'It Was Not Listed', value: 'not_listed', description: 'The bureau did not take it: it may be requested again' },
			],
			default: 'listed',
		},
		shownToAsk(PROVIDER_FIELD, 'gateway'),
		shownToAsk(LISTING_GATEWAY_FIELD),
		{
			displayName: 'Listing ID',
			name: 'listingId',
			type: 'number',
			default: 0,
			description: 'Leave 0 for the listing of each item, as Get Many and Get Removals Due list them',
		},
		{ displayName: 'On', name: 'on', type: 'string', default: '', placeholder: '2026-12-31', description: 'When the bureau did it. Leave empty for today.' },
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'Who looked, and where' },
	],
	async execute(context, items) {
		const { ledger, today, calendar } = context;
		await markAbandonedListings(ledger.db, context.now.toISOString());
		const verdict = this.getNodeParameter('verdict', 0) as string;
		const asked = verdict === ASK ? await chosenProvider(this, 'question') : null;
		const tasks = items.map((_, index) => ({ index }));
		const outcomes = await new GatewayWork().each(tasks, ({ index }) => index, async ({ index }): Promise<INodeExecutionData> => {
			const { json } = items[index];
			const typed = Number(this.getNodeParameter('listingId', index, 0));
			const id = typed > 0 ? typed : listingIdOf(json);
			if (id === null || !Number.isSafeInteger(id)) throw new LedgerError('invalid', 'O item não diz qual é a negativação: use a saída de "Get Many" ou preencha "Listing ID".');
			if (isRehearsed(json)) throw new RangeError('O item vem de um ensaio (dry run): nada foi registrado.');
			const read = async () => (await listListings(ledger.db, ledger.engine, { ids: [id] })).at(0);
			const found = await read();
			if (!found) throw new LedgerError('not_found', `A negativação ${id} não está no livro.`);
			if (asked) await askProvider(ledger, found, asked.provider, { today, clock: () => new Date() });
			else {
				const [told] = choicesOf(verdict, 'Verdict', VERDICTS);
				const day = textOf(this.getNodeParameter('on', index, ''), 'On');
				const on = day === '' ? today : parseDay(day);
				if (on > today) throw new RangeError(`"On" é ${formatDay(on)}, que ainda não chegou.`);
				await settleListing(ledger, id, told, { on, note: textOf(this.getNodeParameter('note', index, ''), 'Note') || null, at: context.now.toISOString() });
			}
			const now = await read();
			return { json: { ...json, ...(now ? listingItem(now, today, calendar) : {}) } as IDataObject };
		});
		return outputsOf(items, outcomes);
	},
};

function shownToAsk(field: INodeProperties, value: unknown = field.default): INodeProperties {
	return { ...field, default: value as string, displayOptions: { show: { verdict: [ASK] } } };
}
