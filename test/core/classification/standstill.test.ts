import { standstillOf, type StandstillFacts } from '../../../core/classification/standstill';
import { TODAY } from '../../support/invoices';

const DUE = '2026-08-10';

describe('what stands in the way of collecting an invoice', () => {
	it.each<[string | null, string, Partial<StandstillFacts>]>([
		[null, 'nothing', {}],
		[null, 'a promise whose day is over', { promisedUntil: '2026-11-23' }],
		['promised', 'a promise until today', { promisedUntil: TODAY }],
		[null, 'an exclusion that is over', { excludedUntil: '2026-11-23' }],
		['excluded', 'an exclusion until today, before a promise', { excludedUntil: TODAY, promisedUntil: TODAY }],
		[null, 'five years', { dueDate: '2021-11-24' }],
		['time_barred', 'five years and a day', { dueDate: '2021-11-23', promisedUntil: TODAY }],
		['in_agreement', 'an agreement, which time does not bar', { dueDate: '2020-01-10', inAgreement: true }],
	])('is %s: %s', (standstill, _name, facts) => {
		expect(standstillOf({ dueDate: DUE, ...facts }, TODAY)).toBe(standstill);
	});
});
