import fc from 'fast-check';
import { Calendar } from '../../../core/calendar/Calendar';
import { addDays, daysBetween, type Day } from '../../../core/calendar/day';
import { barredFrom } from '../../../core/listing/timeBar';
import { removalDueOn, removalOf, type ListedInvoice } from '../../../core/listing/removal';

const calendar = Calendar.of({ state: 'SP', city: 'São Paulo' });
const paid = (paidOn: Day): ListedInvoice => ({ status: 'paid', paidOn, dueDate: '2026-09-01', inAgreement: false });
const businessDaysAfter = (from: Day, to: Day) => {
	let count = 0;
	for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isBusinessDay(day)) count += 1;
	return count;
};

describe('the last day to take a listing back', () => {
	it.each([
		['on a Monday', '2026-11-23', '2026-11-30'],
		['on a Friday', '2026-11-27', '2026-12-04'],
		['on a Saturday', '2026-11-28', '2026-12-04'],
		['on a Sunday', '2026-11-29', '2026-12-04'],
		['before the Friday of Consciência Negra', '2026-11-19', '2026-11-27'],
		['before Christmas and New Year', '2026-12-23', '2026-12-31'],
		['before Carnival, whose days are business days here', '2027-02-05', '2027-02-12'],
	])('of what was paid %s', (_name, paidOn, dueOn) => {
		expect(removalDueOn(paidOn, calendar)).toBe(dueOn);
	});

	it('is a business day, exactly the fifth after the payment', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 3_000 }), (count) => {
				const paidOn = addDays('2024-01-01', count);
				const dueOn = removalDueOn(paidOn, calendar);
				expect(calendar.isBusinessDay(dueOn)).toBe(true);
				expect(businessDaysAfter(paidOn, dueOn)).toBe(5);
			}),
		);
	});
});

describe('a listing whose reason is gone', () => {
	it('is more pressing each day, and shouts', () => {
		const at = (today: Day) => removalOf(paid('2026-11-23'), today, calendar);
		expect(at('2026-11-24')).toEqual({ reason: 'paid', dueOn: '2026-11-30', urgency: 'ok', text: 'A fatura foi paga em 23/11/2026. A negativação precisa ser retirada até 30/11/2026 (5 dias úteis, STJ Súmula 548): faltam 5 dias úteis.' });
		expect(at('2026-11-27')).toMatchObject({ urgency: 'soon', text: expect.stringMatching(/^URGENTE: .*faltam 2 dias úteis\.$/) as string });
		expect(at('2026-11-30')).toMatchObject({ urgency: 'soon', text: expect.stringMatching(/^URGENTE: .*é o último dia útil\.$/) as string });
		expect(at('2026-12-01')).toMatchObject({ urgency: 'overdue', text: expect.stringMatching(/^ATENÇÃO: .*acabou em 30\/11\/2026.*Retire JÁ/) as string });
	});

	it.each<[string, Partial<ListedInvoice>, string]>([
		['cancelled', { status: 'cancelled' }, 'cancelled'],
		['disputed', { status: 'disputed' }, 'disputed'],
		['in an agreement', { inAgreement: true }, 'agreement'],
		['five years old', { dueDate: '2021-11-24' }, 'time_barred'],
		['five years old, due on a 29 February', { dueDate: '2020-02-29' }, 'time_barred'],
	])('must go at once when the debt is %s', (_name, changes, reason) => {
		const removal = removalOf({ status: 'open', paidOn: null, dueDate: '2026-09-01', inAgreement: false, ...changes }, '2026-11-24', calendar);
		expect(removal).toMatchObject({ reason, dueOn: null, urgency: 'overdue', text: expect.stringMatching(/^ATENÇÃO: .*JÁ\.$/) as string });
	});

	it('is told of two business days before the debt is five years old, so that it is out by then', () => {
		// Five years old on Monday, 23 November; the Friday before is a holiday.
		const at = (today: Day, dueDate: Day = '2021-11-23') => removalOf({ status: 'open', paidOn: null, dueDate, inAgreement: false }, today, calendar);
		expect(at('2026-11-17')).toBeNull();
		expect(at('2026-11-18')).toEqual({ reason: 'time_barred', dueOn: '2026-11-19', urgency: 'soon', text: 'URGENTE: A fatura completa 5 anos em 23/11/2026, e nesse dia já não pode estar no bureau (CDC art. 43 §1). A negativação precisa ser retirada até 19/11/2026: faltam 2 dias úteis.' });
		expect(at('2026-11-19')).toMatchObject({ dueOn: '2026-11-19', urgency: 'soon', text: expect.stringMatching(/é o último dia útil\.$/) as string });
		for (const today of ['2026-11-20', '2026-11-22']) expect(at(today)).toMatchObject({ dueOn: null, urgency: 'overdue', text: expect.stringMatching(/^ATENÇÃO: A fatura completa 5 anos em 23\/11\/2026.*JÁ\.$/) as string });
		expect(at('2026-11-23')).toMatchObject({ reason: 'time_barred', dueOn: null, urgency: 'overdue' });
		expect(at('2025-02-26', '2020-02-29')).toMatchObject({ dueOn: '2025-02-27', urgency: 'soon' });
	});

	it('is due by the earlier of the two days when the debt is paid shortly before it is five years old', () => {
		const at = (today: Day, paidOn: Day) => removalOf({ status: 'paid', paidOn, dueDate: '2021-12-04', inAgreement: false }, today, calendar);
		expect(at('2026-12-02', '2026-12-01')).toMatchObject({ reason: 'time_barred', dueOn: '2026-12-03', urgency: 'soon' });
		expect(at('2026-12-02', '2026-11-24')).toMatchObject({ reason: 'paid', dueOn: '2026-12-01', urgency: 'overdue' });
	});

	it('of a debt about to be five years old is told of on a business day, at least one before the last, whatever the calendar', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 3_000 }), (count) => {
				const dueDate = addDays('2019-01-01', count);
				const barred = barredFrom(dueDate);
				const told = Array.from({ length: 30 }, (_, back) => addDays(barred, back - 30)).filter((today) => removalOf({ status: 'open', paidOn: null, dueDate, inAgreement: false }, today, calendar)?.urgency === 'soon');
				expect(told.filter((day) => calendar.isBusinessDay(day))).toHaveLength(2);
				expect(businessDaysAfter(told[told.length - 1], addDays(barred, -1))).toBe(0);
			}),
		);
	});

	it('is none while the debt is owed', () => {
		expect(removalOf({ status: 'open', paidOn: null, dueDate: '2021-11-27', inAgreement: false }, '2026-11-24', calendar)).toBeNull();
	});

	it('is never less pressing on a later day, and overdue from the day after the last on', () => {
		const rank = { ok: 0, soon: 1, overdue: 2 };
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 20 }), (start, later) => {
				const paidOn = addDays('2026-01-01', start);
				const today = addDays(paidOn, later);
				const [now, next] = [today, addDays(today, 1)].map((day) => removalOf(paid(paidOn), day, calendar));
				expect(rank[next?.urgency ?? 'ok']).toBeGreaterThanOrEqual(rank[now?.urgency ?? 'ok']);
				expect(now?.urgency === 'overdue').toBe(daysBetween(removalDueOn(paidOn, calendar), today) > 0);
			}),
		);
	});
});
