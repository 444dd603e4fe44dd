import type { Cents } from '../money/cents';
import { skipText } from '../ruler/reasons';
import { days, listed, reais, span } from '../words';
import { PAYER_PROFILES, PROFILE_NAMES, type Importance, type PayerProfile } from './profiles';
import type { Standstill } from './standstill';
import type { InvoiceStage } from './stages';

/** How a message speaks, gentlest first. */
export const TONES = ['friendly', 'cordial', 'firm', 'formal'] as const;
export type Tone = (typeof TONES)[number];

/** What operators read. */
export const TONE_NAMES: Readonly<Record<Tone, string>> = { friendly: 'Amigável', cordial: 'Cordial', firm: 'Firme', formal: 'Formal' };

/** Ways to reach a customer. `phone` is a call by a person. */
export const APPROACH_CHANNELS = ['email', 'whatsapp', 'sms', 'phone', 'letter'] as const;
export type ApproachChannel = (typeof APPROACH_CHANNELS)[number];

export const APPROACH_CHANNEL_NAMES: Readonly<Record<ApproachChannel, string>> = { email: 'e-mail', whatsapp: 'WhatsApp', sms: 'SMS', phone: 'telefone', letter: 'carta' };

/** The channel in Portuguese; one that is none of these as it is. */
export function channelName(channel: string): string {
	return APPROACH_CHANNEL_NAMES[channel as ApproachChannel] ?? channel;
}

/** How a profile is approached. A call is not among its channels: `phoneFromCents` decides on that. */
export interface ApproachRow {
	tone: Tone;
	/** In the order in which they are tried. */
	channels: ReadonlyArray<Exclude<ApproachChannel, 'phone'>>;
	/** Whether an agreement may be offered. */
	negotiate: boolean;
	/** Highest discount that may be offered, percent. */
	maxDiscountPercent: number;
	/** Days to wait for an answer before the next step. */
	waitDays: number;
}

export interface ApproachSettings {
	profiles: Readonly<Record<PayerProfile, ApproachRow>>;
	/** From each of these days late on, the tone is one step firmer. */
	firmerFromDays: readonly number[];
	/** A letter is the last channel from this day late on. */
	letterFromDay: number;
	/** Nothing is taken off before this day late: a discount for a small delay would pay for it. */
	discountFromDay: number;
	/** A discount is for who has been a customer for this many days. */
	discountRelationshipDays: number;
	/** A person calls, after an email, when the customer has at least this much overdue. */
	phoneFromCents: Cents;
	/** A person calls a customer of importance A whatever the balance is. */
	phoneImportant: boolean;
}

export const DEFAULT_APPROACH: ApproachSettings = {
	profiles: {
		excellent: { tone: 'friendly', channels: ['email', 'whatsapp', 'sms'], negotiate: true, maxDiscountPercent: 10, waitDays: 7 },
		good: { tone: 'friendly', channels: ['email', 'whatsapp', 'sms'], negotiate: true, maxDiscountPercent: 8, waitDays: 5 },
		new: { tone: 'cordial', channels: ['email', 'whatsapp', 'sms'], negotiate: true, maxDiscountPercent: 0, waitDays: 3 },
		occasional_late: { tone: 'cordial', channels: ['whatsapp', 'email', 'sms'], negotiate: true, maxDiscountPercent: 5, waitDays: 3 },
		habitual_late: { tone: 'firm', channels: ['whatsapp', 'email', 'sms'], negotiate: true, maxDiscountPercent: 0, waitDays: 2 },
		critical: { tone: 'formal', channels: ['email', 'whatsapp', 'sms'], negotiate: true, maxDiscountPercent: 0, waitDays: 2 },
	},
	firmerFromDays: [31, 91],
	letterFromDay: 31,
	discountFromDay: 6,
	discountRelationshipDays: 365,
	phoneFromCents: 100_000,
	phoneImportant: true,
};

/** How to go about one invoice: what channels and agreements read. The same fields always, whatever the invoice. */
export interface Approach {
	/**
	 * False: nothing is to be collected now (settled, disputed, nothing owed, or a ruler would be silent: in an agreement,
	 * time-barred, customer excluded, promised); all else then says to do nothing.
	 */
	collect: boolean;
	tone: Tone;
	/** The tone in Portuguese. */
	toneName: string;
	/** In the order in which they are tried; `phone` among them exactly when `phone` is true. */
	channels: ApproachChannel[];
	/** Whether an agreement may be offered. */
	negotiate: boolean;
	/** Highest discount that may be offered, percent of the balance, 0 to 100. */
	maxDiscountPercent: number;
	/** Days to wait for an answer before the next step. */
	waitDays: number;
	/** Whether a person calls, after the email. */
	phone: boolean;
	/** Why, for people: one for each of the values above. */
	reasons: string[];
}

/** What an approach depends on. */
export interface ApproachFacts {
	profile: PayerProfile;
	stage: Pick<InvoiceStage, 'id' | 'daysLate'>;
	importance: Importance;
	balanceCents: Cents;
	/** All that the customer has overdue, this invoice among it. */
	overdueCents: Cents;
	/** Since when a customer, in days; null when unknown. */
	relationshipDays: number | null;
	/** What stands in the way of collecting it today. */
	standstill: Standstill | null;
}

const NOTHING_TO_COLLECT: Readonly<Record<string, string>> = {
	paid: 'A fatura está paga: não há o que cobrar.',
	cancelled: 'A fatura está cancelada: não há o que cobrar.',
	disputed: 'A fatura está contestada: resolva a contestação antes de cobrar.',
};

/** The recommended approach to one invoice of a customer, with the reason of each value. */
export function approachTo(facts: ApproachFacts, settings: ApproachSettings): Approach {
	const { profile, stage } = facts;
	const nothing = whyNothing(facts);
	if (nothing !== undefined) return { collect: false, tone: 'friendly', toneName: TONE_NAMES.friendly, channels: [], negotiate: false, maxDiscountPercent: 0, waitDays: 0, phone: false, reasons: [nothing] };
	const row = settings.profiles[profile];
	const isLate = stage.daysLate > 0;
	const tone = toneFor(facts, settings);
	const phone = phoneFor(facts, settings);
	const discount = discountFor(facts, settings);
	const channels = channelsFor(row, isLate && stage.daysLate >= settings.letterFromDay, phone.value);
	const negotiate = isLate && row.negotiate;
	return {
		collect: true,
		tone: tone.value,
		toneName: TONE_NAMES[tone.value],
		channels,
		negotiate,
		maxDiscountPercent: discount.value,
		waitDays: row.waitDays,
		phone: phone.value,
		reasons: [
			tone.reason,
			`Canais, nesta ordem: ${listed(channels.map((channel) => APPROACH_CHANNEL_NAMES[channel]))}.`,
			negotiateReason(profile, isLate, negotiate),
			discount.reason,
			`Espere ${days(row.waitDays)} por uma resposta antes do próximo passo (${PROFILE_NAMES[profile]}).`,
			phone.reason,
		],
	};
}

function whyNothing({ stage, balanceCents, standstill }: ApproachFacts): string | undefined {
	const settled = NOTHING_TO_COLLECT[stage.id] ?? (balanceCents <= 0 ? 'Não há saldo a cobrar.' : undefined);
	return settled ?? (standstill === null ? undefined : skipText(standstill));
}

interface Decided<T> {
	value: T;
	reason: string;
}

function toneFor({ profile, stage: { daysLate } }: ApproachFacts, { profiles, firmerFromDays }: ApproachSettings): Decided<Tone> {
	const own = profiles[profile].tone;
	if (daysLate <= 0) return { value: softer(own), reason: `Tom ${name(softer(own))}: a fatura não está em atraso (${PROFILE_NAMES[profile]}).` };
	const passed = firmerFromDays.filter((day) => daysLate >= day);
	const value = TONES[Math.min(TONES.length - 1, TONES.indexOf(own) + passed.length)];
	const steps = value === own ? '' : `, mais firme por passar de ${days(Math.max(...passed) - 1)} de atraso`;
	return { value, reason: `Tom ${name(value)}: ${PROFILE_NAMES[profile]}${steps}.` };
}

const name = (tone: Tone) => TONE_NAMES[tone].toLowerCase();

/** What is not late yet is reminded of, not demanded. */
function softer(tone: Tone): Tone {
	return tone === 'friendly' ? tone : 'cordial';
}

function phoneFor({ stage: { daysLate }, balanceCents, overdueCents, importance }: ApproachFacts, { phoneFromCents, phoneImportant }: ApproachSettings): Decided<boolean> {
	if (daysLate <= 0) return { value: false, reason: 'Sem telefonema: a fatura não está em atraso.' };
	const cents = Math.max(balanceCents, overdueCents);
	if (cents >= phoneFromCents) return { value: true, reason: `Telefone depois do e-mail: o total vencido de ${reais(cents)} chega a ${reais(phoneFromCents)}.` };
	if (phoneImportant && importance === 'A') return { value: true, reason: 'Telefone depois do e-mail: cliente A, dos que trazem a maior parte do faturamento.' };
	return { value: false, reason: `Sem telefonema: o total vencido de ${reais(cents)} não chega a ${reais(phoneFromCents)}.` };
}

function discountFor({ profile, stage: { daysLate }, relationshipDays }: ApproachFacts, settings: ApproachSettings): Decided<number> {
	const { maxDiscountPercent } = settings.profiles[profile];
	const none = (why: string) => ({ value: 0, reason: `Sem desconto: ${why}.` });
	if (maxDiscountPercent === 0) return none(PROFILE_NAMES[profile]);
	if (daysLate <= 0) return none('a fatura não está em atraso');
	if (daysLate < settings.discountFromDay) return none(`só a partir de ${days(settings.discountFromDay)} de atraso`);
	if (settings.discountRelationshipDays > 0 && (relationshipDays ?? 0) < settings.discountRelationshipDays) {
		const known = relationshipDays === null ? 'não se sabe desde quando é cliente' : `é cliente há ${span(Math.max(0, relationshipDays))}`;
		return none(`${known}, e o desconto é para quem é cliente há pelo menos ${days(settings.discountRelationshipDays)}`);
	}
	const since = relationshipDays === null ? '' : `, cliente há ${span(Math.max(0, relationshipDays))}`;
	return { value: maxDiscountPercent, reason: `Desconto de até ${String(maxDiscountPercent).replace('.', ',')}%: ${PROFILE_NAMES[profile]}${since}.` };
}

function channelsFor(row: ApproachRow, letter: boolean, phone: boolean): ApproachChannel[] {
	const channels: ApproachChannel[] = row.channels.filter((channel) => channel !== 'letter');
	const afterEmail = channels.indexOf('email') + 1;
	if (phone) channels.splice(afterEmail > 0 ? afterEmail : channels.length, 0, 'phone');
	if (letter || row.channels.includes('letter')) channels.push('letter');
	return channels;
}

function negotiateReason(profile: PayerProfile, isLate: boolean, negotiate: boolean): string {
	if (!isLate) return 'Nada a negociar: a fatura não está em atraso.';
	return negotiate ? `Pode oferecer acordo (${PROFILE_NAMES[profile]}).` : `Não oferecer acordo (${PROFILE_NAMES[profile]}).`;
}

/** @throws RangeError, in the operator's words, when a value is none that can be worked with. */
export function checkApproach(settings: ApproachSettings): void {
	for (const profile of PAYER_PROFILES) {
		const { tone, channels, maxDiscountPercent, waitDays } = settings.profiles[profile];
		const where = `Na abordagem de "${PROFILE_NAMES[profile]}"`;
		if (!TONES.includes(tone)) throw new RangeError(`${where}, o tom "${tone}" não existe: use ${TONES.join(', ')}.`);
		if (channels.length === 0) throw new RangeError(`${where} não há nenhum canal: escolha pelo menos um.`);
		for (const channel of channels) {
			if (!APPROACH_CHANNELS.includes(channel)) throw new RangeError(`${where}, o canal "${channel}" não existe: use ${APPROACH_CHANNELS.filter((known) => known !== 'phone').join(', ')}.`);
			if ((channel as ApproachChannel) === 'phone') throw new RangeError(`${where}, tire o telefone da lista: ele entra pelo valor da fatura.`);
		}
		if (new Set(channels).size < channels.length) throw new RangeError(`${where}, um canal aparece duas vezes.`);
		if (!(maxDiscountPercent >= 0 && maxDiscountPercent <= 100)) throw new RangeError(`${where}, o desconto máximo precisa ficar entre 0 e 100%, e não ${maxDiscountPercent}.`);
		wholeDays(`${where}, a espera`, waitDays, 0);
	}
	for (const day of settings.firmerFromDays) wholeDays('O dia em que o tom fica mais firme', day, 1);
	wholeDays('O dia em que a carta entra', settings.letterFromDay, 1);
	wholeDays('O dia em que o desconto começa', settings.discountFromDay, 1);
	wholeDays('O tempo de cliente para ter desconto', settings.discountRelationshipDays, 0);
	if (!Number.isSafeInteger(settings.phoneFromCents) || settings.phoneFromCents < 0) throw new RangeError('O valor a partir do qual se telefona precisa ser um valor em reais, de 0 em diante.');
}

function wholeDays(what: string, value: number, least: number): void {
	if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${what} precisa ser um número inteiro de dias, de ${least} em diante, e não ${value}.`);
}
