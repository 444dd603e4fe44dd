import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { APPROACH_CHANNEL_NAMES, APPROACH_CHANNELS, DEFAULT_APPROACH, PAYER_PROFILES, TONE_NAMES, TONES, type ApproachChannel, type ApproachRow, type ApproachSettings, type PayerProfile } from '../../../core/classification';
import { excerpt } from '../../../core/importing/problems';
import { PROFILE_FIELD_OPTIONS } from '../../shared/segmentFields';
import { centsOf, choicesOf, flagOf, numberIn, textOf, wholeOf } from '../../shared/values';

/** How each profile is to be approached, where it differs from the default method. */
export const APPROACH_FIELD: INodeProperties = {
	displayName: 'Approach by Profile',
	name: 'approach',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Profile',
	default: {},
	description: 'How each profile is to be approached; one row a profile, and the default method for the others',
	options: [
		{
			displayName: 'Approach',
			name: 'row',
			values: [
				{ displayName: 'Channels', name: 'channels', type: 'string', default: 'email, whatsapp, sms', description: 'In the order in which they are tried, separated by commas: email, whatsapp, sms, letter. Whether a person calls depends on the amount.' },
				{ displayName: 'For', name: 'profile', type: 'options', options: PROFILE_FIELD_OPTIONS, default: 'good' },
				{ displayName: 'Highest Discount (%)', name: 'maxDiscountPercent', type: 'number', typeOptions: { minValue: 0, maxValue: 100 }, default: 0, description: 'The most that may be taken off in an agreement' },
				{ displayName: 'May Negotiate', name: 'negotiate', type: 'boolean', default: true, description: 'Whether an agreement may be offered' },
				{ displayName: 'Tone', name: 'tone', type: 'options', options: TONES.map((value) => ({ name: TONE_NAMES[value], value })), default: 'cordial' },
				{ displayName: 'Wait (Days)', name: 'waitDays', type: 'number', typeOptions: { minValue: 0 }, default: 3, description: 'Days to wait for an answer before the next step' },
			],
		},
	],
};

/** The default approach with the typed rows in place of those profiles. Throws a RangeError for a profile given twice. */
export function readApproach(value: unknown, options: IDataObject): ApproachSettings {
	const rows = ((value as IDataObject | undefined)?.row ?? []) as IDataObject[];
	const profiles: Record<PayerProfile, ApproachRow> = { ...DEFAULT_APPROACH.profiles };
	const seen = new Set<PayerProfile>();
	for (const row of rows) {
		const [profile] = choicesOf(row.profile ?? 'good', 'For', PAYER_PROFILES);
		if (seen.has(profile)) throw new RangeError(`Em "Approach by Profile", "${PROFILE_FIELD_OPTIONS.find((option) => option.value === profile)?.name}" aparece duas vezes: deixe uma linha só para cada perfil.`);
		seen.add(profile);
		profiles[profile] = readRow(row);
	}
	return {
		...DEFAULT_APPROACH,
		profiles,
		phoneFromCents: centsOf(options.phoneFrom, 'Phone From') ?? DEFAULT_APPROACH.phoneFromCents,
		phoneImportant: options.phoneImportant === undefined ? DEFAULT_APPROACH.phoneImportant : flagOf(options.phoneImportant, 'Phone Important Customers'),
	};
}

function readRow(row: IDataObject): ApproachRow {
	return {
		tone: choicesOf(row.tone ?? 'cordial', 'Tone', TONES)[0],
		channels: readChannels(textOf(row.channels ?? 'email, whatsapp, sms', 'Channels')),
		negotiate: row.negotiate === undefined ? true : flagOf(row.negotiate, 'May Negotiate'),
		maxDiscountPercent: numberIn(row.maxDiscountPercent, 'Highest Discount (%)') ?? 0,
		waitDays: wholeOf(row.waitDays, 'Wait (Days)', { otherwise: 3, min: 0 }),
	};
}

/** By their names in either language. Which ones there may be, core/classification checks. */
function readChannels(text: string): ApproachRow['channels'] {
	return text
		.split(/[\s,;]+/)
		.filter((word) => word !== '')
		.map((word) => {
			const wanted = word.toLowerCase();
			const channel = APPROACH_CHANNELS.find((one) => one === wanted || APPROACH_CHANNEL_NAMES[one].toLowerCase() === wanted);
			if (channel === undefined) throw new RangeError(`"${excerpt(word)}" não serve em "Channels": use ${APPROACH_CHANNELS.filter((one) => one !== 'phone').join(', ')}, separados por vírgulas.`);
			return channel as Exclude<ApproachChannel, 'phone'>;
		});
}
