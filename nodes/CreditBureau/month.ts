import { excerpt } from '../../core/importing/problems';

/** A calendar month, `YYYY-MM` or `MM/YYYY`. Throws a RangeError for anything else. */
export function readMonth(text: string): string {
	const [, year = '', month = ''] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
	const [, brazilianMonth = month, brazilianYear = year] = /^(\d{2})\/(\d{4})$/.exec(text) ?? [];
	const read = `${brazilianYear}-${brazilianMonth}`;
	if (!/^20\d{2}-(0[1-9]|1[0-2])$/.test(read)) throw new RangeError(`"${excerpt(text)}" não é um mês. Use ano e mês, como 2026-11.`);
	return read;
}
