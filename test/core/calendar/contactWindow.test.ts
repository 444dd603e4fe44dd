import { Calendar } from '../../../core/calendar/Calendar';
import { CAREFUL_HOURS, isInsideWindow, type ContactWindow } from '../../../core/calendar/contactWindow';
import type { Place } from '../../../core/calendar/timeZones';

const ZONE = 'America/Sao_Paulo';

function inside(state: string | null, brasilia: string, window: ContactWindow = 'law', calendar = new Calendar(), zone = ZONE): boolean {
	return isInsideWindow(window, { state }, zone, new Date(`${brasilia}:00.000-03:00`), calendar);
}

/** The instants around each edge of the hours, in Brasília's time, and whether contact is allowed. */
const EDGES: Array<[string | null, string, boolean]> = [
	// Tuesday
	['SP', '2026-11-24T07:59', false], ['SP', '2026-11-24T08:00', true], ['SP', '2026-11-24T19:59', true], ['SP', '2026-11-24T20:00', false],
	['AL', '2026-11-24T08:00', true], ['AL', '2026-11-24T20:00', false],
	['RJ', '2026-11-24T08:59', false], ['RJ', '2026-11-24T09:00', true], ['RJ', '2026-11-24T19:00', false],
	['ES', '2026-11-24T08:00', true], ['ES', '2026-11-24T18:59', true], ['ES', '2026-11-24T19:00', false],
	['MG', '2026-11-24T08:59', false], ['MG', '2026-11-24T09:00', true], ['MG', '2026-11-24T18:59', true], ['MG', '2026-11-24T19:00', false],
	// Manaus is an hour behind Brasília, Rio Branco two
	['AM', '2026-11-24T09:59', false], ['AM', '2026-11-24T10:00', true], ['AM', '2026-11-24T19:59', true], ['AM', '2026-11-24T20:00', false],
	['AC', '2026-11-24T10:59', false], ['AC', '2026-11-24T11:00', true], ['AC', '2026-11-24T20:59', true], ['AC', '2026-11-24T21:00', false],
	['MT', '2026-11-24T09:30', false], ['MS', '2026-11-24T09:30', false], ['RO', '2026-11-24T09:30', false], ['RR', '2026-11-24T09:30', false],
	// Saturday
	['SP', '2026-11-28T07:59', false], ['SP', '2026-11-28T08:00', true], ['SP', '2026-11-28T13:59', true], ['SP', '2026-11-28T14:00', false],
	['RJ', '2026-11-28T10:00', false], ['MG', '2026-11-28T10:00', false],
	// Sunday, and holidays on a Friday and on a Saturday
	['SP', '2026-11-29T10:00', false], ['SP', '2026-11-20T10:00', false], ['MG', '2026-11-20T10:00', false], ['SP', '2027-05-01T10:00', false],
	// A state nobody knows, and none at all
	['XX', '2026-11-24T09:00', true], ['XX', '2026-11-24T08:59', false], [null, '2026-11-24T09:00', true], [null, '2026-11-24T19:00', false],
];

describe('isInsideWindow', () => {
	it.each(EDGES)('by law in %s at %s is %s', (state, brasilia, expected) => {
		expect(inside(state, brasilia)).toBe(expected);
	});

	it('is always true for any time', () => {
		expect(inside('SP', '2026-11-29T03:00', 'any')).toBe(true);
	});

	it('takes the creditor’s own hours, by the customer’s clock', () => {
		const hours = { weekdays: ['13:00', '14:00'] as const, saturday: ['10:00', '11:00'] as const, sundaysAndHolidays: ['12:00', '12:30'] as const };
		expect(inside('SP', '2026-11-24T13:30', hours)).toBe(true);
		expect(inside('AM', '2026-11-24T13:30', hours)).toBe(false);
		expect(inside('AM', '2026-11-24T14:30', hours)).toBe(true);
		expect(inside('SP', '2026-11-28T10:30', hours)).toBe(true);
		expect(inside('SP', '2026-11-29T12:15', hours)).toBe(true);
		expect(inside('SP', '2026-11-20T12:15', hours)).toBe(true);
		expect(inside('SP', '2026-11-20T13:30', hours)).toBe(false);
	});

	it('keeps the creditor’s local holidays', () => {
		expect(inside('MG', '2026-07-09T10:00', 'law', new Calendar(new Set(['2026-07-09'])))).toBe(false);
		expect(inside('MG', '2026-07-09T10:00', 'law', Calendar.of({ state: 'SP' }))).toBe(false);
		expect(inside('MG', '2026-07-09T10:00', CAREFUL_HOURS)).toBe(true);
	});

	it.each<[Place, string, boolean]>([
		[{ state: 'SP' }, '2026-07-09', false],
		[{ state: 'RJ' }, '2026-07-09', true],
		[{ state: null }, '2026-07-09', true],
		[{ state: 'XX', city: 'São Paulo' }, '2026-07-09', true],
		[{ state: 'constructor', city: 'toString' }, '2026-07-09', true],
		[{ state: 'RJ' }, '2026-02-17', false], // Carnival Tuesday is a holiday in this state
		[{ state: 'SP' }, '2026-02-17', true],
		[{ state: 'PE', city: 'RECIFE' }, '2026-07-16', false],
		[{ state: 'PE', city: 'Olinda' }, '2026-07-16', true],
		[{ state: 'PE', city: null }, '2026-07-16', true],
		[{ state: 'SP', city: 'Recife' }, '2026-07-16', true],
		[{ state: 'MA', city: '  são   luís ' }, '2026-09-08', false],
	])('keeps the holidays of the customer’s own place: %p on %s is %p', (place, day, expected) => {
		expect(isInsideWindow('law', place, ZONE, new Date(`${day}T15:00:00Z`), new Calendar())).toBe(expected);
	});

	it('uses the clock of the CEP: Noronha is an hour ahead of Recife', () => {
		const at = (postalCode: string | null) => isInsideWindow('law', { state: 'PE', postalCode }, ZONE, new Date('2026-11-24T08:30:00-03:00'), new Calendar());
		expect(at('53990-000')).toBe(true);
		expect(at('50030-230')).toBe(false);
		expect(at(null)).toBe(false);
	});

	it('takes the day of the customer’s clock: Friday night in Brasília is no Saturday in Acre', () => {
		const hours = { weekdays: ['00:00', '23:59'] as const, saturday: null, sundaysAndHolidays: null };
		expect(inside('SP', '2026-11-28T00:30', hours)).toBe(false);
		expect(inside('AC', '2026-11-28T00:30', hours)).toBe(true);
	});

	it('uses the creditor’s zone for a customer of unknown state', () => {
		expect(inside(null, '2026-11-24T09:30', 'law', new Calendar(), 'America/Manaus')).toBe(false);
	});
});
