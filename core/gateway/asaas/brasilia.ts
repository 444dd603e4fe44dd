import { wallClock, type Day } from '../../calendar/day';

const TIME_ZONE = 'America/Sao_Paulo';
/** Asaas writes its hours without a zone, in Brasília's time: UTC−3 all the year since daylight saving time ended (Decreto 9.772/2019). */
const OFFSET = '-03:00';

/** The day in Brasília, where Asaas lives, at a moment (milliseconds since 1970). */
export function dayInBrasilia(at: number): Day {
	return wallClock(new Date(at), TIME_ZONE).day;
}

/** The moment, in milliseconds since 1970, of a date and hour as Asaas writes them, `2026-11-25 08:00:00`; NaN for anything else. */
export function momentOf(text: string): number {
	return Date.parse(`${text.replace(' ', 'T')}${OFFSET}`);
}
