import type { Calendar } from '../calendar/Calendar';
import { addDays, daysBetween, type Day } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { isCnpj } from '../documents/cnpj';
import { isCpf } from '../documents/cpf';
import { formatCents } from '../money/cents';
import { days } from '../words';
import type { ListingFacts, LiveWord } from './facts';
import { noticeGuards } from './noticeGuards';
import type { ListingPolicy } from './policy';
import { barredSoonUntil } from './removal';
import { STATE_NAMES } from './states';
import { barredFrom } from './timeBar';

export const GUARD_KEYS = [
	'owed',
	'not_disputed',
	'not_in_agreement',
	'not_promised',
	'not_excluded',
	'late_enough',
	'not_time_barred',
	'balance',
	'document',
	'notice_sent',
	'notice_delivered',
	'notice_waited',
	'not_listed',
	'not_taken_back',
	'gateway',
] as const;
export type GuardKey = (typeof GUARD_KEYS)[number];

/** One thing that must hold before an invoice may be listed; `text` says how it stands and, when it does not hold, what to do. */
export interface Guard {
	key: GuardKey;
	ok: boolean;
	text: string;
}

/**
 * Everything that must hold before a debt goes to a credit bureau, all of it told, passed or not. A wrongful listing
 * costs damages (STJ Súmula 385), so what is not known counts as not passed.
 *
 * @param live what the invoice's gateway says at this moment
 */
export function listingGuards(facts: ListingFacts, policy: ListingPolicy, today: Day, calendar: Calendar, live: LiveWord): Guard[] {
	const payableUntil = calendar.nextBankingDay(facts.dueDate);
	return [
		owed(facts),
		notDisputed(facts),
		notInAgreement(facts),
		notPromised(facts, today),
		notExcluded(facts, today),
		lateEnough(payableUntil, policy, today),
		notTimeBarred(facts, today, calendar),
		balance(facts, policy),
		validDocument(facts),
		...noticeGuards(facts.notices, { ...policy, payableUntil, takenBackOn: facts.takenBackOn, calendar }, today),
		notListed(facts),
		notTakenBack(facts, policy),
		gatewayAgrees(facts, live),
	];
}

/** Whether every guard holds. */
export function mayBeListed(guards: readonly Guard[]): boolean {
	return guards.every(({ ok }) => ok);
}

/** What stands in the way, in one text; '' when nothing does. */
export function whyNotListed(guards: readonly Guard[]): string {
	return guards.filter(({ ok }) => !ok).map(({ text }) => text).join(' ');
}

function guard(key: GuardKey, ok: boolean, passed: string, failed: string): Guard {
	return { key, ok, text: ok ? passed : failed };
}

function owed({ status, paidOn, statusNote }: ListingFacts): Guard {
	const paid = `Já foi paga${paidOn === null ? '' : ` em ${formatDay(paidOn)}`}: quem pagou não se negativa.`;
	const cancelled = `Foi cancelada${statusNote ? ` (${statusNote})` : ''}: não se negativa.`;
	return guard('owed', status === 'open' || status === 'disputed', 'Não foi paga nem cancelada.', status === 'paid' ? paid : cancelled);
}

function notDisputed({ status, statusNote }: ListingFacts): Guard {
	return guard('not_disputed', status !== 'disputed', 'O cliente não a contesta.', `Está contestada${statusNote ? ` (${statusNote})` : ''}: resolva a contestação e retome a fatura antes.`);
}

function notInAgreement({ inAgreement }: ListingFacts): Guard {
	return guard('not_in_agreement', !inAgreement, 'Não está em acordo.', 'Está em um acordo que vale: só se o acordo for rompido.');
}

function notPromised({ promisedUntil }: ListingFacts, today: Day): Guard {
	const isPromised = promisedUntil !== null && promisedUntil >= today;
	return guard('not_promised', !isPromised, 'Não há promessa de pagamento em aberto.', `O cliente prometeu pagar até ${promisedUntil === null ? '' : formatDay(promisedUntil)}: espere esse dia passar.`);
}

function notExcluded({ excludedUntil }: ListingFacts, today: Day): Guard {
	const isExcluded = excludedUntil !== null && excludedUntil >= today;
	return guard('not_excluded', !isExcluded, 'O cliente não está excluído da cobrança.', `O cliente está excluído da cobrança até ${excludedUntil === null ? '' : formatDay(excludedUntil)}. Confira o motivo.`);
}

function lateEnough(payableUntil: Day, { minimumDaysLate }: ListingPolicy, today: Day): Guard {
	const late = daysBetween(payableUntil, today);
	const wanted = Math.max(1, minimumDaysLate);
	const until = `podia ser paga sem atraso até ${formatDay(payableUntil)}`;
	if (late >= wanted) return { key: 'late_enough', ok: true, text: `Está com ${days(late)} de atraso (${until}).` };
	const from = formatDay(addDays(payableUntil, wanted));
	return { key: 'late_enough', ok: false, text: late <= 0 ? `Ainda não está vencida (pode ser paga sem atraso até ${formatDay(payableUntil)}): só a partir de ${from}.` : `Está com ${days(late)} de atraso, e o mínimo é ${days(wanted)}: só a partir de ${from}.` };
}

function notTimeBarred({ dueDate }: ListingFacts, today: Day, calendar: Calendar): Guard {
	const from = barredFrom(dueDate);
	const passed = `Venceu há menos de 5 anos (o prazo acaba em ${formatDay(from)}).`;
	const barred = `Venceu em ${formatDay(dueDate)}, há 5 anos ou mais: a lei proíbe negativar (CDC art. 43 §1 e §5).`;
	const soon = `Completa 5 anos em ${formatDay(from)}, e nesse dia já não pode estar no bureau (CDC art. 43 §1 e §5): não daria tempo de retirar.`;
	return guard('not_time_barred', from > barredSoonUntil(today, calendar), passed, today >= from ? barred : soon);
}

function balance({ balanceCents }: ListingFacts, { minimumBalanceCents }: ListingPolicy): Guard {
	const wanted = Math.max(1, minimumBalanceCents);
	return guard('balance', balanceCents >= wanted, `Falta pagar ${formatCents(balanceCents)} (o mínimo é ${formatCents(wanted)}).`, `Falta pagar ${formatCents(balanceCents)}, menos que o mínimo de ${formatCents(wanted)}.`);
}

function validDocument({ document }: ListingFacts): Guard {
	const ok = document !== null && (isCpf(document) || isCnpj(document));
	return guard('document', ok, 'O CPF ou CNPJ do cliente é válido.', document === null ? 'O cliente não tem CPF nem CNPJ: complete o cadastro e importe de novo.' : 'O CPF ou CNPJ do cliente não é válido: corrija o cadastro, para não negativar outra pessoa.');
}

function notListed({ listing }: ListingFacts): Guard {
	if (listing === null) return { key: 'not_listed', ok: true, text: 'Não há outra negativação dela.' };
	const doubt = listing.state === 'unknown' ? ' Confira no bureau e diga o que houve em Listing → Confirm.' : '';
	return { key: 'not_listed', ok: false, text: `Já tem a negativação ${listing.id}, ${STATE_NAMES[listing.state]}, pedida em ${formatDay(listing.requestedOn)}: não se negativa duas vezes.${doubt}` };
}

function notTakenBack({ takenBackOn }: ListingFacts, { againAfterRemoval }: ListingPolicy): Guard {
	if (takenBackOn === null) return { key: 'not_taken_back', ok: true, text: 'Nunca foi negativada e retirada.' };
	const was = `Já foi negativada, e a negativação foi retirada em ${formatDay(takenBackOn)}`;
	const todo = 'não volta ao bureau sozinha. Confira por que foi retirada (ordem judicial, contestação, acordo) e, se puder voltar, peça-a de novo com "Again After Removal" ligado em Guards.';
	return guard('not_taken_back', againAfterRemoval, `${was}: pode ser pedida de novo porque "Again After Removal" está ligado em Guards.`, `${was}: ${todo}`);
}

function gatewayAgrees({ gateway }: ListingFacts, live: LiveWord): Guard {
	if (live.kind === 'no') return { key: 'gateway', ok: false, text: `O gateway de pagamento não confirmou que ela continua em aberto. ${live.detail}` };
	const name = gateway ?? '';
	const texts = {
		none: 'Não veio de um gateway de pagamento: vale o que está no livro.',
		later: `Veio do gateway "${name}": ele será consultado na hora do pedido.`,
		owed: `O gateway "${name}" confirmou agora que ela continua em aberto.`,
	};
	return { key: 'gateway', ok: true, text: texts[live.kind] };
}
