import { CARNIVAL_MONDAY, CARNIVAL_TUESDAY, CORPUS_CHRISTI, GOOD_FRIDAY, holiday, lastWeekday, type HolidayRule } from './holidayRule';

/**
 * National holidays. Two have no federal law for all of their time and are kept by every city: Good Friday (a
 * religious day that Lei 9.093/1995 art. 2 leaves to cities) and, before Lei 10.607/2002, 2 November. 21 April
 * was national before that law too (Lei 1.266/1950). Days of elections (Lei 4.737/1965 art. 380) are Sundays,
 * which nothing here treats in another way than holidays, so they are not listed.
 */
export const NATIONAL: readonly HolidayRule[] = [
	holiday('01-01', 'Confraternização Universal', 'Lei 662/1949'),
	holiday(GOOD_FRIDAY, 'Sexta-feira Santa', 'Lei 9.093/1995, art. 2'),
	holiday('04-21', 'Tiradentes', 'Lei 10.607/2002; antes, Lei 1.266/1950'),
	holiday('05-01', 'Dia do Trabalho', 'Lei 662/1949'),
	holiday('09-07', 'Independência do Brasil', 'Lei 662/1949'),
	holiday('10-12', 'Nossa Senhora Aparecida', 'Lei 6.802/1980'),
	holiday('11-02', 'Finados', 'Lei 10.607/2002; antes, leis municipais'),
	holiday('11-15', 'Proclamação da República', 'Lei 662/1949'),
	holiday('11-20', 'Dia da Consciência Negra', 'Lei 14.759/2023', 2024),
	holiday('12-25', 'Natal', 'Lei 662/1949'),
];

/**
 * Days without banks that are no holidays. The first three by Resolução CMN 4.880/2020 (before it 2.932/2002 and
 * 2.516/1998). On the last weekday of the year banks do not open to the public (Resolução CMN 2.596/1999 and those
 * after it) and do not clear; Febraban announces each year that bills due on it may be paid on the next banking
 * day with no surcharge. Calendars for the money market (ANBIMA) count it as a business day; for who has to pay,
 * it is none. Ash Wednesday and 24 December have shorter hours and are banking days.
 */
export const BANKING: readonly HolidayRule[] = [
	holiday(CARNIVAL_MONDAY, 'Carnaval', 'Resolução CMN 4.880/2020'),
	holiday(CARNIVAL_TUESDAY, 'Carnaval', 'Resolução CMN 4.880/2020'),
	holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Resolução CMN 4.880/2020'),
	holiday(lastWeekday, 'Último dia útil do ano, sem expediente bancário', 'Resolução CMN 2.596/1999'),
];
