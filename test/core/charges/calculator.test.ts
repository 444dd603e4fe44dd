import { Calendar } from '../../../core/calendar/holidays';
import { ChargesCalculator, LegalRates, NO_TERMS, type ChargedInvoice, type Charges, type ChargeTerms } from '../../../core/charges';

const CALENDAR = new Calendar();
const USUAL: ChargeTerms = { ...NO_TERMS, fine: { kind: 'percent', rate: 2_000_000 }, interest: { kind: 'monthly', rate: 1_000_000 } };

function charge(on: string, changes: Partial<ChargedInvoice> = {}, legalRates?: LegalRates): Charges {
	return new ChargesCalculator(on, CALENDAR, legalRates).of({ amountCents: 100_00, dueDate: '2026-03-02', terms: USUAL, isConsumer: true, ...changes });
}

const amounts = ({ lines }: Charges) => lines.map(({ kind, amountCents }) => [kind, amountCents]);

describe('an updated amount', () => {
	it.each([
		['2% and 1% a month over 5 days', 100_00, '2026-03-02', '2026-03-07', 2_00, 17, 102_17],
		['over 10 days', 500_00, '2026-03-02', '2026-03-12', 10_00, 1_67, 511_67],
		['over 30 days', 1000_00, '2026-04-01', '2026-05-01', 20_00, 10_00, 1030_00],
		['due on a Saturday and paid on the Monday: nothing', 350_00, '2026-11-14', '2026-11-16', 0, 0, 350_00],
		['due on a Saturday and paid on the Tuesday: three days', 3000_00, '2026-11-14', '2026-11-17', 60_00, 3_00, 3063_00],
		['STJ REsp 1.954.924: due Saturday 2007-05-05, paid Monday', 1000_00, '2007-05-05', '2007-05-07', 0, 0, 1000_00],
		['the same paid on 2007-05-28: 23 days', 1000_00, '2007-05-05', '2007-05-28', 20_00, 7_67, 1027_67],
		['before the due date', 100_00, '2026-03-02', '2026-02-20', 0, 0, 100_00],
		['half a cent of a fine is a cent', 25, '2026-03-02', '2026-03-03', 1, 0, 26],
		['a fine of less than half a cent is nothing', 24, '2026-03-02', '2026-03-03', 0, 0, 24],
	])('%s', (_why, amountCents, dueDate, on, fine, interest, total) => {
		const charges = charge(on, { amountCents, dueDate });
		expect([charges.fineCents, charges.interestCents, charges.totalCents]).toEqual([fine, interest, total]);
	});

	it('rounds the amount, not the rate of a day', () => {
		// 0,0333…% a day rounded to 0,033% would give 29,70 instead of 30,00.
		expect(charge('2026-06-01', { amountCents: 1000_00 }).interestCents).toBe(30_33);
		expect(charge('2026-05-31', { amountCents: 1000_00 }).interestCents).toBe(30_00);
	});

	it('takes a percentage a day, and a fixed fine', () => {
		const terms: ChargeTerms = { ...NO_TERMS, fine: { kind: 'fixed', cents: 1_50 }, interest: { kind: 'daily', rate: 33_000 } };
		expect(amounts(charge('2026-03-12', { terms }))).toEqual([['principal', 100_00], ['fine', 1_50], ['interest', 33]]);
	});

	it('is exact for the largest amounts', () => {
		const charges = charge('2031-03-02', { amountCents: 9_999_999_999_999 });
		// 1826 days of 1% a month: 60.8666…%
		expect(charges.interestCents).toBe(6_086_666_666_666);
		expect(charges.fineCents).toBe(200_000_000_000);
	});

	it('says what each line is made of', () => {
		expect(charge('2026-03-07').lines).toEqual([
			{ kind: 'principal', amountCents: 100_00 },
			{ kind: 'fine', amountCents: 2_00, baseCents: 100_00, rate: 2_000_000 },
			{ kind: 'interest', amountCents: 17, baseCents: 100_00, rate: 1_000_000, per: 'month', from: '2026-03-02', to: '2026-03-07', days: 5 },
		]);
	});
});

describe('the legal rate', () => {
	const rates = new LegalRates(new Map([['2026-03', 620_000], ['2026-04', 310_000], ['2026-05', 0]]));
	const terms: ChargeTerms = { ...NO_TERMS, interest: { kind: 'legal' } };

	it.each([
		['a part of a month counts by its days', '2026-03-02', '2026-03-17', 10_000_00, 30_00], // 0,62% × 15 ÷ 31
		['months add up without compounding', '2026-03-02', '2026-04-30', 10_000_00, 89_00], // 0,62% × 29 ÷ 31 + 0,31%
		['a month of zero adds nothing', '2026-04-15', '2026-05-31', 10_000_00, 15_50],
	])('%s', (_why, dueDate, on, amountCents, interest) => {
		expect(charge(on, { dueDate, amountCents, terms }, rates).interestCents).toBe(interest);
	});

	it('names the month that the table lacks, and only when it is needed', () => {
		expect(() => charge('2026-06-01', { terms }, rates)).toThrow('Falta a taxa legal de 06/2026');
		expect(charge('2026-03-02', { terms }, new LegalRates()).totalCents).toBe(100_00);
	});
});

describe('a discount for paying early', () => {
	const terms: ChargeTerms = {
		...USUAL,
		discounts: [
			{ kind: 'percent', rate: 2_000_000, daysBefore: 3 },
			{ kind: 'fixed', cents: 10_00, daysBefore: 10 },
			{ kind: 'percent', rate: 1_000_000, daysBefore: 0 },
		],
	};
	const dueDate = '2026-03-12'; // a Thursday

	it.each([
		['2026-03-01', 90_00],
		['2026-03-02', 90_00], // ten days before
		['2026-03-03', 98_00],
		['2026-03-09', 98_00], // three days before
		['2026-03-10', 99_00],
		['2026-03-12', 99_00],
		['2026-03-13', 102_03],
	])('on %s leaves %i cents', (on, total) => {
		expect(charge(on, { dueDate, terms }).totalCents).toBe(total);
	});

	it('waits, like a due date, for the next banking day', () => {
		// Ten days before 2026-03-11 is Sunday the 1st.
		expect(charge('2026-03-02', { dueDate: '2026-03-11', terms }).discountCents).toBe(10_00);
		expect(charge('2026-03-03', { dueDate: '2026-03-11', terms }).discountCents).toBe(2_00);
	});

	it('is earned by whoever has paid the rest by then, in one go or in two', () => {
		for (const payments of [[[90_00]], [[40_00], [50_00]], [[50_00], [40_00]]]) {
			const charges = charge('2026-04-30', { dueDate, terms, payments: payments.map(([cents]) => ({ cents, paidOn: '2026-03-02' })) });
			expect([charges.totalCents, charges.discountCents, charges.overpaidCents]).toEqual([0, 10_00, 0]);
		}
		const short = charge('2026-03-13', { dueDate, terms, payments: [{ cents: 89_99, paidOn: '2026-03-02' }] });
		expect([short.principalCents, short.discountCents]).toEqual([10_01, 0]);
	});

	it('never goes below zero', () => {
		const all: ChargeTerms = { ...NO_TERMS, discounts: [{ kind: 'fixed', cents: 200_00, daysBefore: 0 }] };
		expect(charge('2026-03-01', { terms: all }).totalCents).toBe(0);
	});
});

describe('a payment', () => {
	it('pays interest first, then principal, and the fine last (CC art. 354)', () => {
		const charges = charge('2026-03-22', { amountCents: 1000_00, payments: [{ cents: 403_33, paidOn: '2026-03-12' }] });
		expect(charges.lines).toEqual([
			{ kind: 'principal', amountCents: 1000_00 },
			{ kind: 'fine', amountCents: 20_00, baseCents: 1000_00, rate: 2_000_000 },
			{ kind: 'interest', amountCents: 3_33, baseCents: 1000_00, rate: 1_000_000, per: 'month', from: '2026-03-02', to: '2026-03-12', days: 10 },
			{ kind: 'payment', amountCents: -403_33, paidOn: '2026-03-12', toInterestCents: 3_33, toPrincipalCents: 400_00, toFineCents: 0 },
			{ kind: 'interest', amountCents: 2_00, baseCents: 600_00, rate: 1_000_000, per: 'month', from: '2026-03-12', to: '2026-03-22', days: 10 },
		]);
		expect(charges.totalCents).toBe(622_00);
	});

	it('in time costs nothing: what is left counts from the due date', () => {
		// Due on a Saturday; half is paid on the Monday, which is still in time.
		const charges = charge('2026-11-24', { dueDate: '2026-11-14', payments: [{ cents: 50_00, paidOn: '2026-11-16' }] });
		expect(amounts(charges)).toEqual([['principal', 100_00], ['payment', -50_00], ['fine', 1_00], ['interest', 17]]);
	});

	it('too small for the interest leaves no interest on interest', () => {
		const charges = charge('2026-05-31', { amountCents: 1000_00, payments: [{ cents: 1_00, paidOn: '2026-04-01' }] });
		expect([charges.principalCents, charges.interestCents]).toEqual([1000_00, 29_00]);
	});

	it('of more than is owed is told apart', () => {
		const charges = charge('2026-03-12', { payments: [{ cents: 150_00, paidOn: '2026-03-07' }] });
		expect([charges.totalCents, charges.overpaidCents]).toEqual([0, 47_83]);
	});

	it('after the day of the calculation does not count yet', () => {
		expect(charge('2026-03-07', { payments: [{ cents: 150_00, paidOn: '2026-03-08' }] }).totalCents).toBe(102_17);
	});
});

describe('banking days of grace', () => {
	const terms: ChargeTerms = { ...USUAL, graceBankingDays: 2 };

	it('cost nothing, and count from the due date once they are over', () => {
		// Due on Friday the 6th: Monday the 9th and Tuesday the 10th are the two days.
		expect(charge('2026-03-10', { dueDate: '2026-03-06', terms }).totalCents).toBe(100_00);
		expect(charge('2026-03-10', { dueDate: '2026-03-06', terms }).payableUntil).toBe('2026-03-10');
		expect(charge('2026-03-11', { dueDate: '2026-03-06', terms }).totalCents).toBe(102_17);
	});
});

describe('what cannot be right', () => {
	const ten: ChargeTerms = { ...USUAL, fine: { kind: 'percent', rate: 10_000_000 } };

	it('refuses a person a fine above 2%, and allows it for a company', () => {
		expect(() => charge('2026-03-07', { terms: ten })).toThrow('A multa de 10% passa de 2%, o máximo para consumidor (CDC art. 52 §1)');
		expect(charge('2026-03-07', { terms: ten, isConsumer: false }).fineCents).toBe(10_00);
		const fixed = (cents: number): ChargeTerms => ({ ...USUAL, fine: { kind: 'fixed', cents } });
		expect(charge('2026-03-07', { terms: fixed(2_00) }).fineCents).toBe(2_00);
		expect(() => charge('2026-03-07', { terms: fixed(2_01) })).toThrow('passa de 2%');
	});

	it.each<[string, Partial<ChargedInvoice>, string, unknown, string]>([
		['a negative amount', { amountCents: -1 }, 'amount', -1, '-0.01'],
		['no amount', { amountCents: Number.NaN }, 'amount', Number.NaN, 'NaN'],
		['half a cent', { amountCents: 0.5 }, 'amount', 0.5, 'centavos inteiros'],
		['30 February', { dueDate: '2026-02-30' }, 'dueDate', '2026-02-30', '"2026-02-30", não existe'],
		['an issue after the due date', { issueDate: '2026-03-03' }, 'issueDate', '2026-03-03', 'A emissão (2026-03-03) é depois do vencimento (2026-03-02)'],
		['a negative payment', { payments: [{ cents: -5, paidOn: '2026-03-03' }] }, 'payment', -5, '-0.05'],
		['a payment on no day', { payments: [{ cents: 5, paidOn: '31/03/2026' }] }, 'payment', '31/03/2026', '31/03/2026'],
		['a fine above 100%', { terms: { ...USUAL, fine: { kind: 'percent', rate: 100_000_001 } }, isConsumer: false }, 'fine', 100.000001, '0 a 100'],
		['interest above 100%', { terms: { ...USUAL, interest: { kind: 'monthly', rate: 200_000_000 } } }, 'interest', 200, '200%'],
		['a negative discount', { terms: { ...USUAL, discounts: [{ kind: 'fixed', cents: -1, daysBefore: 0 }] } }, 'discount', -0.01, '-0.01'],
		['a discount after the due date', { terms: { ...USUAL, discounts: [{ kind: 'fixed', cents: 1, daysBefore: -1 }] } }, 'discount', -1, '-1'],
		['grace of half a day', { terms: { ...USUAL, graceBankingDays: 0.5 } }, 'grace', 0.5, '0.5'],
	])('names the field and the value of %s', (_what, changes, field, value, text) => {
		expect(() => charge('2026-03-07', changes)).toThrow(expect.objectContaining({ name: 'ChargesError', field, value, message: expect.stringContaining(text) as string }));
	});

	it('refuses a calculation on no day', () => {
		expect(() => new ChargesCalculator('2026-02-29', CALENDAR)).toThrow('A data do cálculo, "2026-02-29"');
	});
});
