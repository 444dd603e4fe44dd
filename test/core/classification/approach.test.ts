import fc from 'fast-check';
import { APPROACH_CHANNELS, approachTo, checkApproach, DEFAULT_APPROACH, TONE_NAMES, TONES, type ApproachFacts, type ApproachSettings } from '../../../core/classification/approach';
import type { Standstill } from '../../../core/classification/standstill';
import { IMPORTANCES, PAYER_PROFILES } from '../../../core/classification/profiles';

const facts = (changes: Partial<Omit<ApproachFacts, 'stage'>> & { daysLate?: number; stage?: string } = {}): ApproachFacts => {
	const { daysLate = 10, stage, ...rest } = changes;
	const id = stage ?? (daysLate < 0 ? 'to_fall_due' : daysLate === 0 ? 'due_today' : 'late_6');
	return { profile: 'good', importance: 'C', balanceCents: 50_000, overdueCents: 0, relationshipDays: 800, standstill: null, ...rest, stage: { id, daysLate } };
};
const approach = (changes: Parameters<typeof facts>[0] = {}, settings: ApproachSettings = DEFAULT_APPROACH) => approachTo(facts(changes), settings);

describe('how to go about an invoice', () => {
	it('has an old good payer in a friendly way, with patience and a discount, and a habitually late one firmly, with neither', () => {
		expect(approach({ profile: 'excellent' })).toEqual({
			collect: true,
			tone: 'friendly',
			toneName: 'Amigável',
			channels: ['email', 'whatsapp', 'sms'],
			negotiate: true,
			maxDiscountPercent: 10,
			waitDays: 7,
			phone: false,
			reasons: [
				'Tom amigável: Excelente pagador.',
				'Canais, nesta ordem: e-mail, WhatsApp e SMS.',
				'Pode oferecer acordo (Excelente pagador).',
				'Desconto de até 10%: Excelente pagador, cliente há 2 anos.',
				'Espere 7 dias por uma resposta antes do próximo passo (Excelente pagador).',
				'Sem telefonema: o total vencido de R$ 500,00 não chega a R$ 1.000,00.',
			],
		});
		expect(approach({ profile: 'habitual_late' })).toMatchObject({ tone: 'firm', channels: ['whatsapp', 'email', 'sms'], maxDiscountPercent: 0, waitDays: 2, reasons: expect.arrayContaining(['Sem desconto: Atrasa com frequência.']) });
	});

	it('is firmer a month late, and again three months late, and formal at most', () => {
		expect([30, 31, 90, 91].map((daysLate) => approach({ daysLate }).tone)).toEqual(['friendly', 'cordial', 'cordial', 'firm']);
		expect(approach({ daysLate: 31 }).reasons[0]).toBe('Tom cordial: Bom pagador, mais firme por passar de 30 dias de atraso.');
		expect(approach({ daysLate: 200, profile: 'critical' })).toMatchObject({ tone: 'formal' });
		expect(approach({ daysLate: 200, profile: 'habitual_late' })).toMatchObject({ tone: 'formal' });
	});

	it('reminds of what is not late: nobody is firm, negotiates, takes off or calls', () => {
		for (const profile of PAYER_PROFILES) {
			for (const daysLate of [-5, 0]) {
				const { tone, ...rest } = approach({ profile, daysLate, balanceCents: 10_000_000, importance: 'A' });
				expect(['friendly', 'cordial']).toContain(tone);
				expect(rest).toMatchObject({ collect: true, negotiate: false, maxDiscountPercent: 0, phone: false });
			}
		}
		expect(approach({ profile: 'critical', daysLate: -5 }).reasons.slice(0, 4)).toEqual(['Tom cordial: a fatura não está em atraso (Crítico).', 'Canais, nesta ordem: e-mail, WhatsApp e SMS.', 'Nada a negociar: a fatura não está em atraso.', 'Sem desconto: Crítico.']);
	});

	it('calls, after an email, for a high amount or an important customer (U6)', () => {
		expect(approach({ balanceCents: 100_000 })).toMatchObject({ phone: true, channels: ['email', 'phone', 'whatsapp', 'sms'], reasons: expect.arrayContaining(['Telefone depois do e-mail: o total vencido de R$ 1.000,00 chega a R$ 1.000,00.']) });
		expect(approach({ balanceCents: 99_999 }).phone).toBe(false);
		expect(approach({ balanceCents: 30_000, overdueCents: 300_000 }).reasons.at(-1)).toBe('Telefone depois do e-mail: o total vencido de R$ 3.000,00 chega a R$ 1.000,00.');
		expect(approach({ importance: 'A', profile: 'occasional_late' })).toMatchObject({ phone: true, channels: ['whatsapp', 'email', 'phone', 'sms'] });
		expect(approach({ importance: 'B' }).phone).toBe(false);
		expect(approach({ importance: 'A' }, { ...DEFAULT_APPROACH, phoneImportant: false }).phone).toBe(false);
	});

	it('writes a letter last, from a month late on', () => {
		expect(approach({ daysLate: 30 }).channels).not.toContain('letter');
		expect(approach({ daysLate: 31 })).toMatchObject({ channels: ['email', 'whatsapp', 'sms', 'letter'], reasons: expect.arrayContaining(['Canais, nesta ordem: e-mail, WhatsApp, SMS e carta.']) });
	});

	it('takes nothing off a small delay, nor for who has not long been a customer', () => {
		const reason = (changes: Parameters<typeof facts>[0]) => approach(changes).reasons[3];
		expect(reason({ daysLate: 5 })).toBe('Sem desconto: só a partir de 6 dias de atraso.');
		expect(approach({ daysLate: 6 }).maxDiscountPercent).toBe(8);
		expect(reason({ relationshipDays: 364 })).toBe('Sem desconto: é cliente há 11 meses, e o desconto é para quem é cliente há pelo menos 365 dias.');
		expect(approach({ relationshipDays: 365 }).maxDiscountPercent).toBe(8);
		expect(reason({ relationshipDays: null })).toBe('Sem desconto: não se sabe desde quando é cliente, e o desconto é para quem é cliente há pelo menos 365 dias.');
		expect(reason({ relationshipDays: -3 })).toContain('é cliente há 0 dias');
		expect(approach({ relationshipDays: null }, { ...DEFAULT_APPROACH, discountRelationshipDays: 0 }).reasons[3]).toBe('Desconto de até 8%: Bom pagador.');
	});

	it.each([
		['paid', 'A fatura está paga: não há o que cobrar.'],
		['cancelled', 'A fatura está cancelada: não há o que cobrar.'],
		['disputed', 'A fatura está contestada: resolva a contestação antes de cobrar.'],
	])('of a %s invoice is to do nothing', (stage, reason) => {
		expect(approach({ stage })).toEqual({ collect: false, tone: 'friendly', toneName: 'Amigável', channels: [], negotiate: false, maxDiscountPercent: 0, waitDays: 0, phone: false, reasons: [reason] });
	});

	it.each<[Standstill, string]>([
		['in_agreement', 'Está num acordo em andamento: nada é enviado até ele terminar.'],
		['time_barred', 'A dívida prescreveu: não se cobra mais.'],
		['excluded', 'O cliente está excluído da régua por enquanto.'],
		['promised', 'O cliente prometeu pagar e o prazo ainda não acabou.'],
	])('of what a ruler is silent about (%s) is to do nothing, for the same reason', (standstill, reason) => {
		expect(approach({ standstill, balanceCents: 10_000_000, importance: 'A' })).toEqual({ ...approach({ balanceCents: 0 }), reasons: [reason] });
		expect(approach({ standstill, stage: 'paid' }).reasons).toEqual(['A fatura está paga: não há o que cobrar.']);
	});

	it('of nothing owed is to do nothing', () => {
		expect(approach({ balanceCents: 0 })).toMatchObject({ collect: false, reasons: ['Não há saldo a cobrar.'] });
	});
});

const someSettings: fc.Arbitrary<ApproachSettings> = fc
	.record({
		rows: fc.array(
			fc.record({
				tone: fc.constantFrom(...TONES),
				channels: fc.shuffledSubarray(['email', 'whatsapp', 'sms', 'letter'] as const, { minLength: 1 }),
				negotiate: fc.boolean(),
				maxDiscountPercent: fc.constantFrom(0, 2.5, 10, 100),
				waitDays: fc.nat(9),
			}),
			{ minLength: PAYER_PROFILES.length, maxLength: PAYER_PROFILES.length },
		),
		firmerFromDays: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 4 }),
		letterFromDay: fc.integer({ min: 1, max: 90 }),
		discountFromDay: fc.integer({ min: 1, max: 60 }),
		discountRelationshipDays: fc.nat(900),
		phoneFromCents: fc.nat(500_000),
		phoneImportant: fc.boolean(),
	})
	.map(({ rows, ...rest }) => ({ ...rest, profiles: Object.fromEntries(PAYER_PROFILES.map((profile, index) => [profile, rows[index]])) as unknown as ApproachSettings['profiles'] }));

it('an approach is whole, whatever the invoice and the settings', () => {
	const anyFacts = fc.record({
		profile: fc.constantFrom(...PAYER_PROFILES),
		importance: fc.constantFrom(...IMPORTANCES),
		balanceCents: fc.integer({ min: 0, max: 1_000_000 }),
		relationshipDays: fc.option(fc.integer({ min: -10, max: 4_000 })),
		daysLate: fc.integer({ min: -40, max: 400 }),
		stage: fc.option(fc.constantFrom('paid', 'cancelled', 'disputed'), { nil: undefined, freq: 8 }),
	});
	fc.assert(
		fc.property(anyFacts, fc.option(someSettings), (changes, changed) => {
			const settings = changed ?? DEFAULT_APPROACH;
			expect(() => checkApproach(settings)).not.toThrow();
			const found = approach(changes, settings);
			const { collect, tone, toneName, channels, negotiate, maxDiscountPercent, waitDays, phone, reasons } = found;
			expect(Object.keys(found).sort()).toEqual(['channels', 'collect', 'maxDiscountPercent', 'negotiate', 'phone', 'reasons', 'tone', 'toneName', 'waitDays']);
			expect(toneName).toBe(TONE_NAMES[tone]);
			expect(channels.every((channel) => APPROACH_CHANNELS.includes(channel)) && new Set(channels).size === channels.length).toBe(true);
			expect(channels.includes('phone')).toBe(phone);
			if (phone && channels.includes('email')) expect(channels[channels.indexOf('phone') - 1]).toBe('email');
			if (channels.includes('letter')) expect(channels.at(-1)).toBe('letter');
			expect(maxDiscountPercent).toBeLessThanOrEqual(settings.profiles[changes.profile].maxDiscountPercent);
			expect(collect).toBe(changes.stage === undefined && changes.balanceCents > 0);
			expect(reasons).toHaveLength(collect ? 6 : 1);
			expect(channels.length > 0).toBe(collect);
			if (changes.daysLate <= 0 || !collect) expect([negotiate, maxDiscountPercent, phone]).toEqual([false, 0, false]);
			if (!collect) expect(waitDays).toBe(0);
			for (const text of reasons) expect(text).toMatch(/^(?!.*(undefined|NaN|null| {2})).+\.$/);
		}),
	);
});

it.each<[string, (defaults: ApproachSettings) => Partial<ApproachSettings>]>([
	['a tone that is none', ({ profiles }) => ({ profiles: { ...profiles, good: { ...profiles.good, tone: 'rude' as 'firm' } } })],
	['no channel', ({ profiles }) => ({ profiles: { ...profiles, good: { ...profiles.good, channels: [] } } })],
	['a channel that is none', ({ profiles }) => ({ profiles: { ...profiles, good: { ...profiles.good, channels: ['fax' as 'sms'] } } })],
	['the phone among the channels', ({ profiles }) => ({ profiles: { ...profiles, good: { ...profiles.good, channels: ['phone' as 'sms'] } } })],
	['a channel twice', ({ profiles }) => ({ profiles: { ...profiles, good: { ...profiles.good, channels: ['sms', 'sms'] } } })],
	['more than all off', ({ profiles }) => ({ profiles: { ...profiles, good: { ...profiles.good, maxDiscountPercent: 101 } } })],
	['half a day of patience', ({ profiles }) => ({ profiles: { ...profiles, good: { ...profiles.good, waitDays: 0.5 } } })],
	['a firmer tone before anything is late', () => ({ firmerFromDays: [0] })],
	['a letter before anything is late', () => ({ letterFromDay: 0 })],
	['a discount before anything is late', () => ({ discountFromDay: 0 })],
	['a negative relationship', () => ({ discountRelationshipDays: -1 })],
	['a call from half a cent on', () => ({ phoneFromCents: 0.5 })],
])('refuses %s', (_name, changes) => {
	expect(() => checkApproach({ ...DEFAULT_APPROACH, ...changes(DEFAULT_APPROACH) })).toThrow(RangeError);
});
