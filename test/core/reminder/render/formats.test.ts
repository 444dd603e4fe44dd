import { formatDay } from '../../../../core/calendar/formatDay';
import { formatDayInWords, formatReais, formatSituation } from '../../../../core/reminder/render/formats';

describe('formats', () => {
	it('writes days as Brazilians do', () => {
		expect(formatDay('2026-03-05')).toBe('05/03/2026');
		expect(formatDayInWords('2026-03-05')).toBe('5 de março de 2026');
		expect(formatDayInWords('2026-12-01')).toBe('1º de dezembro de 2026');
		expect(() => formatDay('2026-02-30')).toThrow(RangeError);
	});

	it('writes amounts with point and comma', () => {
		expect(formatReais(1234.56)).toBe('R$\u00A01.234,56');
		expect(formatReais(0.1 + 0.2)).toBe('R$\u00A00,30');
		expect(() => formatReais(Number.NaN)).toThrow(RangeError);
	});

	it.each([
		[-5, 'vence em 5 dias'],
		[-1, 'vence amanhã'],
		[0, 'vence hoje'],
		[1, 'vencida há 1 dia'],
		[12, 'vencida há 12 dias'],
	])('says where an invoice stands at %p days', (days, expected) => {
		expect(formatSituation(days)).toBe(expected);
	});
});
