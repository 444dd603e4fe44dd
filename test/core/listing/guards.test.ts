import fc from 'fast-check';
import { Calendar } from '../../../core/calendar/Calendar';
import { addDays, type Day } from '../../../core/calendar/day';
import type { ListingFacts, LiveWord } from '../../../core/listing/facts';
import { GUARD_KEYS, listingGuards, mayBeListed, whyNotListed, type GuardKey } from '../../../core/listing/guards';
import { DEFAULT_LISTING_POLICY, type ListingPolicy } from '../../../core/listing/policy';
import { LISTING_STATES } from '../../../core/listing/states';

const TODAY: Day = '2026-11-24';
const calendar = new Calendar();

/** A debt that may be listed: 63 days late, its notice delivered 20 days ago. */
function facts(changes: Partial<ListingFacts> = {}): ListingFacts {
	return {
		invoiceId: 1,
		number: '1',
		dueDate: '2026-09-22',
		status: 'open',
		statusNote: null,
		paidOn: null,
		balanceCents: 10_000,
		promisedUntil: null,
		inAgreement: false,
		excludedUntil: null,
		document: '11144477735',
		notices: [{ id: 1, channel: 'carta', sentOn: '2026-11-01', deliveredOn: '2026-11-04', failed: false }],
		listing: null,
		takenBackOn: null,
		gateway: null,
		...changes,
	};
}

const guardsOf = (changes: Partial<ListingFacts> = {}, policy: Partial<ListingPolicy> = {}, live: LiveWord = { kind: 'none' }) => listingGuards(facts(changes), { ...DEFAULT_LISTING_POLICY, ...policy }, TODAY, calendar, live);
const failing = (guards: ReturnType<typeof guardsOf>) => guards.filter(({ ok }) => !ok).map(({ key }) => key);
const textOf = (guards: ReturnType<typeof guardsOf>, key: GuardKey) => guards.find((guard) => guard.key === key)?.text;

describe('the guards of a listing', () => {
	it('are all told, passed or not', () => {
		const guards = guardsOf();
		expect(guards.map(({ key }) => key)).toEqual([...GUARD_KEYS]);
		expect(failing(guards)).toEqual([]);
		expect(mayBeListed(guards)).toBe(true);
		expect(textOf(guards, 'late_enough')).toBe('Está com 63 dias de atraso (podia ser paga sem atraso até 22/09/2026).');
		expect(textOf(guards, 'notice_waited')).toBe('O aviso foi entregue há 20 dias (o mínimo é 15 dias).');
		expect(guardsOf({ status: 'paid', paidOn: TODAY, notices: [] }).map(({ key }) => key)).toEqual([...GUARD_KEYS]);
	});

	const notice = { id: 1, channel: 'carta', sentOn: '2026-11-01', deliveredOn: '2026-11-04', failed: false };
	const listing = { id: 7, state: 'listed', provider: 'file', requestedOn: '2026-10-01' } as const;
	it.each<[string, Partial<ListingFacts>, GuardKey[], RegExp]>([
		['paid', { status: 'paid', paidOn: '2026-11-20', balanceCents: 0 }, ['owed', 'balance'], /Já foi paga em 20\/11\/2026/],
		['cancelled', { status: 'cancelled', statusNote: 'devolvida', balanceCents: 0 }, ['owed', 'balance'], /Foi cancelada \(devolvida\)/],
		['disputed', { status: 'disputed', statusNote: 'não reconhece' }, ['not_disputed'], /contestada \(não reconhece\)/],
		['in an agreement', { inAgreement: true }, ['not_in_agreement'], /em um acordo/],
		['promised until today', { promisedUntil: TODAY }, ['not_promised'], /prometeu pagar até 24\/11\/2026/],
		['of a customer to be left alone', { excludedUntil: TODAY }, ['not_excluded'], /excluído da cobrança até 24\/11\/2026/],
		['14 days late', { dueDate: '2026-11-10', notices: [{ ...notice, sentOn: '2026-11-11', deliveredOn: '2026-11-11' }] }, ['late_enough', 'notice_waited'], /14 dias de atraso, e o mínimo é 15 dias: só a partir de 25\/11\/2026/],
		['a day late: it fell due on a Saturday and could be paid on Monday', { dueDate: '2026-11-21', notices: [] }, ['late_enough', 'notice_sent', 'notice_delivered', 'notice_waited'], /1 dia de atraso/],
		['5 years old', { dueDate: '2021-11-24', notices: [notice] }, ['not_time_barred'], /há 5 anos ou mais/],
		['about to be 5 years old', { dueDate: '2021-11-26', notices: [notice] }, ['not_time_barred'], /Completa 5 anos em 26\/11\/2026.*não daria tempo de retirar/],
		['of a small balance', { balanceCents: 4_999 }, ['balance'], /Falta pagar R\$\s49,99, menos que o mínimo de R\$\s50,00/],
		['of a customer without a document', { document: null }, ['document'], /não tem CPF nem CNPJ/],
		['of a document that is none', { document: '11144477736' }, ['document'], /negativar outra pessoa/],
		['without a notice', { notices: [] }, ['notice_sent', 'notice_delivered', 'notice_waited'], /Nenhum aviso prévio/],
		['with a notice of before it was late', { notices: [{ ...notice, sentOn: '2026-09-22', deliveredOn: '2026-09-23' }] }, ['notice_sent', 'notice_delivered', 'notice_waited'], /de antes do atraso/],
		['with a notice that came back', { notices: [{ ...notice, failed: true, deliveredOn: null }] }, ['notice_sent', 'notice_delivered', 'notice_waited'], /voltou ou não saiu/],
		['with a notice whose delivery is not proven', { notices: [{ ...notice, deliveredOn: null }] }, ['notice_delivered', 'notice_waited'], /registre o comprovante/],
		['with a notice delivered 14 days ago', { notices: [{ ...notice, deliveredOn: '2026-11-10' }] }, ['notice_waited'], /há 14 dias, e o mínimo é 15 dias: só a partir de 25\/11\/2026/],
		['listed already', { listing }, ['not_listed'], /Já tem a negativação 7, ativa/],
		['listed and taken back before the notice', { takenBackOn: '2026-10-31' }, ['not_taken_back'], /retirada em 31\/10\/2026: não volta ao bureau sozinha.*"Again After Removal"/],
		['listed and taken back since the notice', { takenBackOn: '2026-11-20' }, ['notice_sent', 'notice_delivered', 'notice_waited', 'not_taken_back'], /O aviso que há não é de depois de 20\/11\/2026.*Envie o aviso por escrito/],
		['perhaps listed already', { listing: { ...listing, state: 'unknown' } }, ['not_listed'], /Listing → Confirm/],
	])('stop a debt that is %s', (_name, changes, keys, text) => {
		const guards = guardsOf(changes);
		expect(failing(guards)).toEqual(keys);
		expect(whyNotListed(guards)).toMatch(text);
		expect(mayBeListed(guards)).toBe(false);
	});

	it('stop what the gateway does not confirm, and tell when it is still to be asked', () => {
		expect(failing(guardsOf({ gateway: 'asaas' }, {}, { kind: 'no', detail: 'Ele diz: RECEIVED.' }))).toEqual(['gateway']);
		expect(failing(guardsOf({ gateway: 'asaas' }, {}, { kind: 'owed' }))).toEqual([]);
		expect(textOf(guardsOf({ gateway: 'asaas' }, {}, { kind: 'later' }), 'gateway')).toContain('será consultado na hora do pedido');
	});

	it('hold exactly from the day on which the last of the days has passed', () => {
		expect(failing(guardsOf({ notices: [{ ...notice, deliveredOn: '2026-11-09' }] }))).toEqual([]);
		expect(failing(guardsOf({ dueDate: '2026-11-09', notices: [{ ...notice, sentOn: '2026-11-10', deliveredOn: '2026-11-10' }] }, { noticeDays: 14 }))).toEqual([]);
		// Removals are told of two business days before the five years are over: until then it is not worth a listing.
		expect(failing(guardsOf({ dueDate: '2021-11-27' }))).toEqual([]);
	});

	it('leave the customer the next banking day where the last one is none', () => {
		// The last of the days is Sunday, 22 November: Monday is the customer's, too.
		const delivered = (deliveredOn: Day, today: Day) => listingGuards(facts({ notices: [{ ...notice, deliveredOn }] }), DEFAULT_LISTING_POLICY, today, calendar, { kind: 'none' });
		expect(failing(delivered('2026-11-08', '2026-11-23'))).toEqual(['notice_waited']);
		expect(textOf(delivered('2026-11-08', '2026-11-23'), 'notice_waited')).toBe('O aviso foi entregue há 15 dias (o mínimo é 15 dias), e o último dia do prazo, 22/11/2026, não é dia útil bancário: vale até 23/11/2026 (Código Civil art. 132 §1). Só a partir de 24/11/2026.');
		expect(failing(delivered('2026-11-08', '2026-11-24'))).toEqual([]);
	});

	it('count the notice whose delivery was proven first, and take the bureau’s own where the contract says so', () => {
		const late = { ...notice, id: 2, channel: 'email', sentOn: '2026-11-20', deliveredOn: '2026-11-21' };
		expect(failing(guardsOf({ notices: [late, notice] }))).toEqual([]);
		expect(textOf(guardsOf({ notices: [late, notice] }), 'notice_sent')).toBe('O aviso foi enviado em 01/11/2026 (carta).');
		expect(textOf(guardsOf({ notices: [late] }), 'notice_sent')).toBe('O aviso foi enviado em 20/11/2026 (e-mail).');
		expect(failing(guardsOf({ notices: [] }, { noticeBy: 'bureau' }))).toEqual([]);
	});

	it('let what was taken back be listed again only when a person says so, and on a notice sent after that day', () => {
		const again = { againAfterRemoval: true };
		expect(failing(guardsOf({ takenBackOn: '2026-10-31' }, again))).toEqual([]);
		expect(failing(guardsOf({ takenBackOn: '2026-11-01' }, again))).toEqual(['notice_sent', 'notice_delivered', 'notice_waited']);
		expect(failing(guardsOf({ takenBackOn: '2026-11-20', notices: [] }, { noticeBy: 'bureau' }))).toEqual(['not_taken_back']);
		const guards = guardsOf({ takenBackOn: '2026-11-20', notices: [] }, { ...again, noticeBy: 'bureau' });
		expect(failing(guards)).toEqual([]);
		expect(textOf(guards, 'not_taken_back')).toBe('Já foi negativada, e a negativação foi retirada em 20/11/2026: pode ser pedida de novo porque "Again After Removal" está ligado em Guards.');
	});

	it('cannot be turned off by a setting of 0', () => {
		expect(failing(guardsOf({ dueDate: TODAY, notices: [] }, { minimumDaysLate: 0, noticeBy: 'bureau' }))).toContain('late_enough');
		expect(failing(guardsOf({ balanceCents: 0 }, { minimumBalanceCents: 0 }))).toEqual(['balance']);
		expect(failing(guardsOf({ notices: [{ ...notice, sentOn: TODAY, deliveredOn: TODAY }] }, { noticeDays: 0 }))).toEqual(['notice_waited']);
	});
});

const anyDay = fc.integer({ min: -2500, max: 60 }).map((count) => addDays(TODAY, count));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const anyFacts: fc.Arbitrary<ListingFacts> = fc.record({
	invoiceId: fc.constant(1),
	number: fc.constant('1'),
	dueDate: anyDay,
	status: fc.constantFrom('open', 'paid', 'cancelled', 'disputed'),
	statusNote: maybe(fc.constant('nota')),
	paidOn: maybe(anyDay),
	balanceCents: fc.integer({ min: 0, max: 1_000_000 }),
	promisedUntil: maybe(anyDay),
	inAgreement: fc.boolean(),
	excludedUntil: maybe(anyDay),
	document: fc.constantFrom(null, '11144477735', '11222333000181', '123'),
	notices: fc.array(fc.record({ id: fc.nat(), channel: fc.constant('carta'), sentOn: anyDay, deliveredOn: maybe(anyDay), failed: fc.boolean() }), { maxLength: 3 }),
	listing: maybe(fc.record({ id: fc.nat(), state: fc.constantFrom(...LISTING_STATES), provider: fc.constant('file'), requestedOn: anyDay })),
	takenBackOn: maybe(anyDay),
	gateway: fc.constantFrom(null, 'asaas'),
});
const anyPolicy: fc.Arbitrary<ListingPolicy> = fc.record({ noticeDays: fc.integer({ min: 0, max: 40 }), noticeBy: fc.constantFrom('creditor', 'bureau'), minimumDaysLate: fc.integer({ min: 0, max: 90 }), minimumBalanceCents: fc.integer({ min: 0, max: 20_000 }), againAfterRemoval: fc.boolean() });

describe('whatever the facts and the policy', () => {
	it('nobody is listed who paid, disputes, agreed, promised, owes nothing, or has owed for 5 years', () => {
		fc.assert(
			fc.property(anyFacts, anyPolicy, (some, policy) => {
				if (!mayBeListed(listingGuards(some, policy, TODAY, calendar, { kind: 'none' }))) return;
				expect(some).toMatchObject({ status: 'open', inAgreement: false, listing: null });
				expect(some.balanceCents).toBeGreaterThan(0);
				expect(some.dueDate > '2021-11-26' && some.dueDate < TODAY).toBe(true);
				expect(some.takenBackOn === null || policy.againAfterRemoval).toBe(true);
				expect(some.promisedUntil === null || some.promisedUntil < TODAY).toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('nobody is listed by our own notice before the days since its proven delivery have passed', () => {
		fc.assert(
			fc.property(anyFacts, anyPolicy, (some, policy) => {
				const open: ListingFacts = { ...some, status: 'open', balanceCents: 50_000, promisedUntil: null, excludedUntil: null, inAgreement: false, document: '11144477735', listing: null };
				if (!mayBeListed(listingGuards(open, { ...policy, noticeBy: 'creditor' }, TODAY, calendar, { kind: 'none' }))) return;
				expect(open.notices.some(({ sentOn, deliveredOn, failed }) => !failed && sentOn > open.dueDate && sentOn > (open.takenBackOn ?? '') && deliveredOn !== null && calendar.nextBankingDay(addDays(deliveredOn, Math.max(1, policy.noticeDays) - 1)) < TODAY)).toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('each text is a whole sentence without an empty place', () => {
		fc.assert(
			fc.property(anyFacts, anyPolicy, (some, policy) => {
				for (const { text } of listingGuards(some, policy, TODAY, calendar, { kind: some.gateway === null ? 'none' : 'later' })) {
					expect(text).toMatch(/^[A-ZÉ].*\.$/);
					expect(text).not.toMatch(/undefined|null|NaN|\s{2}|\(\)/);
				}
			}),
		);
	});
});
