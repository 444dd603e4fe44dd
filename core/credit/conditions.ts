import type { RestrictionKind } from '../bureau/CreditReport';
import type { Day } from '../calendar/day';
import { PROFILE_NAMES } from '../classification/profiles';
import { formatCents } from '../money/cents';
import { counted, invoices } from '../words';
import { monthsSince, type CreditFacts, type RestrictionFact } from './facts';
import { limitOf } from './limit';
import type { CreditConditions, CreditOutcome, Range } from './policy';

/** Whether a condition holds, and the fact in words: what it is and, in brackets, what was wanted. */
export interface Checked {
	ok: boolean;
	text: string;
}

/** Every condition of a row by the facts, in an order that reads well; none for a row without conditions. */
export function checkConditions(when: CreditConditions, then: CreditOutcome, facts: CreditFacts, today: Day): Checked[] {
	return [
		when.report === undefined ? null : report(when.report, facts),
		when.noScore ? noScore(facts) : null,
		when.score ? score(when.score, facts) : null,
		when.irregular === undefined ? null : irregular(when.irregular, facts),
		when.restrictionsUntold ? restrictionsUntold(facts) : null,
		when.restrictions ? restrictions(when.restrictions, facts) : null,
		when.profiles ? profile(when.profiles, facts) : null,
		when.overdue ? overdue(when.overdue, facts) : null,
		when.monthsAsCustomer ? months(when.monthsAsCustomer, facts, today) : null,
		when.requestedUntold ? requestedUntold(facts) : null,
		when.requested ? requested(when.requested, facts) : null,
		when.withinLimit ? withinLimit(then, facts) : null,
	].filter((checked) => checked !== null);
}

const NO_REPORT = 'nenhuma consulta a bureau que valha';

function report(wanted: 'present' | 'missing', { bureau }: CreditFacts): Checked {
	const isThere = bureau !== null;
	return { ok: isThere === (wanted === 'present'), text: isThere ? `há consulta de ${bureau.sources.join(' e ')}` : NO_REPORT };
}

function noScore({ bureau }: CreditFacts): Checked {
	if (bureau === null) return { ok: true, text: NO_REPORT };
	if (bureau.score !== null) return { ok: false, text: `há score: ${bureau.score}` };
	return { ok: true, text: `o bureau não deu score${bureau.noScore ? ` ("${bureau.noScore}")` : ''}, o que não é score 0` };
}

function score(range: Range, { bureau }: CreditFacts): Checked {
	if (bureau === null) return { ok: false, text: NO_REPORT };
	if (bureau.score === null) return { ok: false, text: 'o bureau não deu score' };
	return inRange(bureau.score, range, `score ${bureau.score}`, String);
}

function irregular(wanted: boolean, { bureau }: CreditFacts): Checked {
	if (bureau === null) return { ok: false, text: NO_REPORT };
	// Not told is not regular, and not irregular either.
	if (bureau.irregular === null) return { ok: false, text: 'nenhum bureau disse a situação do documento na Receita' };
	const status = bureau.registration ? ` ("${bureau.registration}")` : '';
	return { ok: bureau.irregular === wanted, text: `o documento está ${bureau.irregular ? 'irregular' : 'regular'} na Receita${status}` };
}

const KIND_NAMES: Readonly<Record<RestrictionKind, string>> = {
	commercial_debt: 'dívida comercial',
	bank_debt: 'dívida bancária',
	collection: 'dívida em cobrança',
	protest: 'protesto',
	lawsuit: 'ação judicial',
	bounced_cheque: 'cheque sem fundo',
	bankruptcy: 'falência ou recuperação',
	other: 'outra restrição',
};

const UNTOLD_RESTRICTIONS = 'nenhum bureau disse se há restrições';

function restrictionsUntold({ bureau }: CreditFacts): Checked {
	if (bureau === null) return { ok: true, text: NO_REPORT };
	if (bureau.restrictions !== null) return { ok: false, text: 'já se sabe se há restrições' };
	return { ok: true, text: `${UNTOLD_RESTRICTIONS}, e isso não quer dizer que não haja` };
}

function restrictions({ kinds, count, cents }: NonNullable<CreditConditions['restrictions']>, { bureau }: CreditFacts): Checked {
	if (bureau === null) return { ok: false, text: NO_REPORT };
	// Neither none nor up to so many: nobody told.
	if (bureau.restrictions === null) return { ok: false, text: UNTOLD_RESTRICTIONS };
	const counted = bureau.restrictions.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
	const total = counted.reduce((sum, fact) => sum + fact.count, 0);
	const amount = counted.reduce((sum, fact) => sum + fact.cents, 0);
	const isUnknown = counted.some((fact) => !fact.isWhole);
	const of = kinds.length === 0 ? '' : ` de ${kinds.map((kind) => KIND_NAMES[kind]).join(', ')}`;
	const found = total === 0 ? `nenhuma restrição${of}` : `${total === 1 ? '1 restrição' : `${total} restrições`} (${counted.map(told).join(', ')})`;
	const byCount = count ? inRange(total, count, found, String) : null;
	// An amount that no bureau tells may be any: it is never within "at most".
	const byAmount = cents ? inRange(amount, cents, found, formatCents) : null;
	const isTooMuch = cents !== undefined && cents.to !== null && isUnknown;
	const ok = (byCount?.ok ?? true) && (byAmount?.ok ?? true) && !isTooMuch;
	const wanted = [count ? span(count, String) : null, cents ? span(cents, formatCents) : null].filter((part) => part !== null).join(' e ');
	return { ok, text: `${found}${isTooMuch ? ', de valor que o bureau não diz' : ''}${ok || wanted === '' ? '' : ` (a linha é para ${wanted})`}` };
}

function told({ kind, count, cents }: RestrictionFact): string {
	return `${KIND_NAMES[kind]}: ${count}${cents === 0 ? '' : `, ${formatCents(cents)}`}`;
}

function profile(wanted: readonly string[], { own }: CreditFacts): Checked {
	if (own === null) return { ok: wanted.includes('new'), text: 'ainda não é cliente (conta como cliente novo)' };
	if (own.profile === null) return { ok: false, text: 'é cliente, mas não foi classificado: execute a reclassificação da carteira' };
	return { ok: wanted.includes(own.profile), text: `perfil "${PROFILE_NAMES[own.profile]}"` };
}

function overdue({ days, cents }: NonNullable<CreditConditions['overdue']>, { own }: CreditFacts): Checked {
	const now = own?.overdue ?? { count: 0, cents: 0, oldestDays: 0 };
	const found = now.count === 0 ? 'nada em atraso conosco' : `${invoices(now.count)} em atraso conosco (${formatCents(now.cents)}, a mais antiga há ${counted(now.oldestDays, 'dia', 'dias')})`;
	const ok = (days ? isIn(now.oldestDays, days) : true) && (cents ? isIn(now.cents, cents) : true);
	const wanted = [days ? `${span(days, String)} dias` : null, cents ? span(cents, formatCents) : null].filter((part) => part !== null).join(' e ');
	return { ok, text: ok ? found : `${found} (a linha é para ${wanted})` };
}

function months(range: Range, { own }: CreditFacts, today: Day): Checked {
	const count = own === null ? 0 : (monthsSince(own.customerSince, today) ?? 0);
	return inRange(count, range, count === 0 ? 'cliente há menos de um mês' : `cliente há ${count === 1 ? '1 mês' : `${count} meses`}`, (value) => `${value} meses`);
}

function requestedUntold({ requestedCents }: CreditFacts): Checked {
	return requestedCents === null ? { ok: true, text: 'não se sabe o valor do pedido' } : { ok: false, text: `pedido de ${formatCents(requestedCents)}` };
}

function requested(range: Range, { requestedCents }: CreditFacts): Checked {
	if (requestedCents === null) return { ok: false, text: 'o valor pedido não foi dito' };
	return inRange(requestedCents, range, `pedido de ${formatCents(requestedCents)}`, formatCents);
}

function withinLimit(then: CreditOutcome, facts: CreditFacts): Checked {
	const limit = limitOf(then, facts);
	if (limit.cents === null) return { ok: false, text: `sem como calcular o limite: ${limit.text}` };
	if (facts.requestedCents === null) return { ok: true, text: `limite de ${formatCents(limit.cents)}` };
	const open = facts.own?.openCents ?? 0;
	const total = open + limit.financedCents;
	const sum = open === 0 ? formatCents(total) : `${formatCents(total)} (em aberto ${formatCents(open)} e o pedido)`;
	return { ok: total <= limit.cents, text: `${sum} ${total <= limit.cents ? 'cabe' : 'não cabe'} no limite de ${formatCents(limit.cents)}` };
}

function inRange(value: number, range: Range, text: string, format: (value: number) => string): Checked {
	const ok = isIn(value, range);
	return { ok, text: ok ? text : `${text} (a linha é para ${span(range, format)})` };
}

function isIn(value: number, { from, to }: Range): boolean {
	return (from === null || value >= from) && (to === null || value <= to);
}

function span({ from, to }: Range, format: (value: number) => string): string {
	if (from !== null && to !== null) return from === to ? format(from) : `${format(from)} a ${format(to)}`;
	if (from !== null) return `${format(from)} ou mais`;
	return to === null ? 'qualquer valor' : `até ${format(to)}`;
}
