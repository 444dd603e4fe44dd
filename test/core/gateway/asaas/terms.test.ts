import fc from 'fast-check';
import { ChargesError, NO_TERMS, type ChargeTerms } from '../../../../core/charges';
import { MICRO } from '../../../../core/charges/rate';
import { termsFor, termsFrom } from '../../../../core/gateway/asaas/terms';
import { useRig } from '../../../support/gateway';

const rig = useRig();

const rate = fc.integer({ min: 1, max: 100 * MICRO });
const cents = fc.integer({ min: 1, max: 100_000_000 });
const terms: fc.Arbitrary<ChargeTerms> = fc.record({
	fine: fc.oneof(fc.constant({ kind: 'none' as const }), fc.record({ kind: fc.constant('percent' as const), rate }), fc.record({ kind: fc.constant('fixed' as const), cents })),
	interest: fc.oneof(fc.constant({ kind: 'none' as const }), fc.record({ kind: fc.constant('monthly' as const), rate })),
	discounts: fc.array(fc.oneof(fc.record({ daysBefore: fc.nat(365), kind: fc.constant('percent' as const), rate }), fc.record({ daysBefore: fc.nat(365), kind: fc.constant('fixed' as const), cents })), { maxLength: 1 }),
	graceBankingDays: fc.constant(0),
});

/** As they come back: through JSON. */
function told(given: ChargeTerms) {
	return termsFrom(JSON.parse(JSON.stringify(termsFor(given))) as Record<string, unknown>);
}

describe('the terms of a charge', () => {
	it('come back as they were sent', () => {
		fc.assert(fc.property(terms, (given) => expect(told(given)).toEqual(given)));
	});

	it('come back as thirty days of a daily rate', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: Math.floor((100 * MICRO) / 30) }), (daily) => {
				expect(told({ ...NO_TERMS, interest: { kind: 'daily', rate: daily } }).interest).toEqual({ kind: 'monthly', rate: daily * 30 });
			}),
		);
	});

	it('are nothing where the gateway says nothing', () => {
		expect(termsFrom({})).toEqual(NO_TERMS);
		expect(termsFrom({ fine: { value: 0, type: 'FIXED' }, interest: { value: 0 }, discount: { value: 0, dueDateLimitDays: 0, type: 'FIXED' } })).toEqual(NO_TERMS);
		expect(termsFrom({ fine: null, interest: 'x', discount: [] })).toEqual(NO_TERMS);
	});

	it.each<[string, Partial<ChargeTerms>]>([
		['a grace period', { fine: { kind: 'percent', rate: 2 * MICRO }, graceBankingDays: 3 }],
		['two discounts', { discounts: [{ daysBefore: 5, kind: 'percent', rate: MICRO }, { daysBefore: 1, kind: 'fixed', cents: 100 }] }],
		['the legal rate', { interest: { kind: 'legal' } }],
		['more than all of it a month', { interest: { kind: 'daily', rate: 5 * MICRO } }],
	])('with %s are refused, since the boleto would say another amount', (_what, changes) => {
		expect(() => termsFor({ ...NO_TERMS, ...changes })).toThrow(ChargesError);
	});

	it('with a grace period in which nothing would be charged anyway are sent', () => {
		expect(termsFor({ ...NO_TERMS, graceBankingDays: 3 })).toEqual({});
	});

	it.each([{ fine: { value: -1 } }, { fine: { value: 101 } }, { interest: { value: 1e9 } }, { discount: { value: 10, dueDateLimitDays: -1 } }, { discount: { value: 10, dueDateLimitDays: 1.5 } }, { discount: { value: -5, type: 'FIXED' } }])(
		'that nothing can be charged by are told, not kept: %p',
		async (changes) => {
			expect(() => termsFrom(changes)).toThrow(ChargesError);
			const { asaas, gateway } = rig();
			const { id } = asaas.addPayment(changes as object);
			await expect(gateway.readCharge(id)).rejects.toMatchObject({ kind: 'refused' });
		},
	);

	it('are those that the charge is made with', async () => {
		const { asaas, gateway } = rig();
		const customerId = asaas.addCustomer().id;
		await fc.assert(
			fc.asyncProperty(terms, async (given) => {
				const [off] = given.discounts;
				const amountCents = 500 + (off?.kind === 'fixed' ? off.cents : 1_000_000_000);
				fc.pre(off?.kind !== 'percent' || off.rate < 99 * MICRO);
				const { value } = await gateway.createCharge({ customerId, billing: 'boleto', amountCents, dueDate: '2026-12-24', description: null, reference: 'planilha:1', terms: given });
				expect(value).toMatchObject({ amountCents, terms: given, state: 'open' });
			}),
			{ numRuns: 40 },
		);
	});
});
