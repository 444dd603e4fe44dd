import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { APPROACH_CHANNEL_NAMES, APPROACH_CHANNELS, DEFAULT_APPROACH, PAYER_PROFILES, TONE_NAMES, TONES, type ApproachChannel, type ApproachRow, type ApproachSettings, type PayerProfile } from '../../../core/classification';
import { excerpt } from '../../../core/importing/problems';
import { decimalFromCents } from '../../../core/money/cents';
import { PROFILE_FIELD_OPTIONS } from '../../shared/segmentFields';
import { centsOf, choicesOf, flagOf, numberIn, textOf, wholeOf } from '../../shared/values';

/** How each profile is to be approached, where it differs from the default method. */
const APPROACH_FIELD: INodeProperties = {
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

/** Days that change an approach, whatever the profile; see `ApproachSettings`. */
const DAY_FIELDS = [
	{ displayName: 'Discount for Customers of (Days)', name: 'discountRelationshipDays', min: 0, description: 'A discount is for who has been a customer for at least this many days; 0 is for everybody' },
	{ displayName: 'Discount From (Days Late)', name: 'discountFromDay', min: 1, description: 'Nothing is taken off before this day late: a discount for a small delay would pay for it' },
	{ displayName: 'Letter From (Days Late)', name: 'letterFromDay', min: 1, description: 'A letter is the last channel from this day late on' },
] as const;

/** What changes an approach, whatever the profile. */
export const APPROACH_FIELDS: INodeProperties[] = [
	APPROACH_FIELD,
	...DAY_FIELDS.map(({ min, ...field }): INodeProperties => ({ ...field, type: 'number', typeOptions: { minValue: min }, default: DEFAULT_APPROACH[field.name] })),
	{ displayName: 'Firmer From (Days Late)', name: 'firmerFromDays', type: 'string', default: DEFAULT_APPROACH.firmerFromDays.join(', '), description: 'From each of these days late on the tone is one step firmer, separated by commas; empty is never' },
	{ displayName: 'Phone From', name: 'phoneFrom', type: 'number', typeOptions: { minValue: 0, numberPrecision: 2 }, default: decimalFromCents(DEFAULT_APPROACH.phoneFromCents), description: 'A person is to call, after an email, when a customer has at least this much overdue, in reais' },
	{ displayName: 'Phone Important Customers', name: 'phoneImportant', type: 'boolean', default: DEFAULT_APPROACH.phoneImportant, description: 'Whether a person is to call customers of importance A whatever the amount' },
];

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
		profiles,
		...(Object.fromEntries(DAY_FIELDS.map(({ displayName, name, min }) => [name, wholeOf(options[name], displayName, { otherwise: DEFAULT_APPROACH[name], min })])) as Pick<ApproachSettings, (typeof DAY_FIELDS)[number]['name']>),
		firmerFromDays: options.firmerFromDays === undefined ? DEFAULT_APPROACH.firmerFromDays : readDays(options.firmerFromDays, 'Firmer From (Days Late)'),
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

function readDays(value: unknown, field: string): number[] {
	const days = textOf(value, field).split(/[\s,;]+/).filter((word) => word !== '').map((word) => wholeOf(word, field, { otherwise: 0, min: 1 }));
	return [...new Set(days)].sort((one, other) => one - other);
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
