import Holidays from 'date-holidays';
import { Calendar } from '../../../core/calendar/Calendar';
import { bankingHolidays, nationalHolidays } from '../../../core/calendar/holidays';
import { STATE_HOLIDAYS } from '../../../core/calendar/stateHolidays';

/** Where this package and date-holidays differ, who has the holiday, and why we are right. */
interface Disagreement {
	state: string;
	has: 'we' | 'they';
	/** Name of the holiday, as the one that has it calls it. */
	name: string;
	/** First and last year of the difference. */
	from: number;
	to: number;
	/** Set where it differs in some of those years only. */
	someYears?: true;
	why: string;
}

const FOREVER = 2099;
const OVERRIDDEN = 'national since 2024 (Lei 14.759/2023); their state rule, ended in 2023, hides the national one';
const MOVED = 'kept on the Friday when it falls on a Tuesday to Thursday (Lei 2.126/2009; decrees of 2013, 2020, 2023, 2026)';

const DISAGREEMENTS: readonly Disagreement[] = [
	{ state: 'AC', has: 'we', name: 'Dia do Evangélico', from: 2005, to: FOREVER, why: 'is 23 January (Lei 1.538/2004)' },
	{ state: 'AC', has: 'they', name: 'Dia do evangélico', from: 2005, to: FOREVER, why: 'is 23 January, not 12 (Lei 1.538/2004)' },
	{ state: 'AC', has: 'we', name: 'Dia do Católico', from: 2017, to: FOREVER, why: 'Lei 3.137/2016' },
	{ state: 'AC', has: 'we', name: 'Tratado de Petrópolis', from: 2000, to: FOREVER, why: 'a state holiday in every decree (Lei 57/1965)' },
	{ state: 'AC', has: 'we', name: 'Dia Internacional da Mulher', from: 2011, to: 2096, someYears: true, why: MOVED },
	{ state: 'AC', has: 'they', name: 'Alusivo ao Dia Internacional da Mulher', from: 2011, to: 2096, someYears: true, why: MOVED },
	{ state: 'AC', has: 'we', name: 'Dia da Amazônia', from: 2012, to: 2097, someYears: true, why: MOVED },
	{ state: 'AC', has: 'they', name: 'Dia da Amazônia', from: 2012, to: 2097, someYears: true, why: MOVED },
	{ state: 'AL', has: 'we', name: 'Dia do Evangélico', from: 2013, to: FOREVER, why: 'Lei 7.530/2013; in the state’s decrees up to that of 2026' },
	{ state: 'AM', has: 'we', name: 'Dia da Consciência Negra', from: 2024, to: FOREVER, why: OVERRIDDEN },
	{ state: 'AP', has: 'we', name: 'Dia da Consciência Negra', from: 2008, to: 2023, why: 'Lei 1.169/2007' },
	{ state: 'AP', has: 'we', name: 'São Tiago', from: 2012, to: 2018, why: 'Lei 1.696/2012, until the STF struck it down in September 2018' },
	{ state: 'AP', has: 'we', name: 'Dia de Cabralzinho', from: 2018, to: FOREVER, why: 'by law of 2017; banks close on it' },
	{ state: 'GO', has: 'they', name: 'Fundação da Cidade de Goiás', from: 2000, to: FOREVER, why: 'free for civil servants only (Lei 20.756/2020)' },
	{ state: 'GO', has: 'they', name: 'Lançamento da pedra fundamental de Goiânia', from: 2000, to: FOREVER, why: 'a holiday of Goiânia, not of the state' },
	{ state: 'MT', has: 'we', name: 'Dia da Consciência Negra', from: 2024, to: FOREVER, why: OVERRIDDEN },
	{ state: 'PB', has: 'they', name: 'Homenagem à memória do ex-presidente João Pessoa', from: 2016, to: FOREVER, why: 'ended by Lei 10.601/2015' },
	{ state: 'PE', has: 'they', name: 'Revolução Pernambucana de 1817', from: 2018, to: FOREVER, someYears: true, why: '6 March since Lei 16.059/2017, no longer the first Sunday' },
	{ state: 'PE', has: 'we', name: 'Data Magna de Pernambuco', from: 2018, to: FOREVER, someYears: true, why: 'Lei 16.059/2017' },
	{ state: 'PR', has: 'they', name: 'Emancipação política do estado do Paraná', from: 2014, to: FOREVER, why: 'ended by Lei 18.384 of 17 December 2014' },
	{ state: 'RJ', has: 'we', name: 'Dia da Consciência Negra', from: 2024, to: FOREVER, why: OVERRIDDEN },
	{ state: 'RO', has: 'they', name: 'Dia do evangélico', from: 2020, to: FOREVER, why: 'struck down by the STF in March 2020 (ADI 3.940)' },
	{ state: 'SP', has: 'we', name: 'Dia da Consciência Negra', from: 2024, to: FOREVER, why: OVERRIDDEN },
	{ state: 'TO', has: 'they', name: 'Autonomia do Estado', from: 2000, to: FOREVER, why: 'no holiday in the state’s calendars' },
	{ state: 'TO', has: 'we', name: 'Senhor do Bonfim', from: 2025, to: FOREVER, why: 'Lei 4.509/2024' },
];

const YEARS = Array.from({ length: 100 }, (_, index) => 2000 + index);

/** Elections are Sundays, and we do not list them. */
function theirHolidays(oracle: Holidays, year: number): Map<string, string> {
	const holidays = oracle.getHolidays(year).filter(({ name }) => name !== 'Dia de Eleição');
	return new Map(holidays.map(({ date, name }) => [date.slice(0, 10), name]));
}

describe('against date-holidays', () => {
	it('national holidays are the same in every year from 2000 to 2099', () => {
		const oracle = new Holidays('BR', { types: ['public'] });
		for (const year of YEARS) expect([...nationalHolidays(year)].sort()).toEqual([...theirHolidays(oracle, year).keys()].sort());
	});

	it('banking holidays are the same, but for the last weekday of the year, which they do not have', () => {
		const oracle = new Holidays('BR', { types: ['public', 'bank'] });
		for (const year of YEARS) {
			const ours = [...bankingHolidays(year)].filter((day) => !day.includes('-12-') || day.endsWith('-12-25'));
			expect(ours.sort()).toEqual([...theirHolidays(oracle, year).keys()].sort());
		}
	});

	it('state holidays differ where the table says, and nowhere else', () => {
		expect(Object.keys(STATE_HOLIDAYS).sort()).toEqual(Object.keys(new Holidays().getStates('BR')).sort());
		const found = new Map<string, number[]>();
		const note = (state: string, has: string, name: string, year: number) => {
			const key = `${state} ${has} ${name}`;
			found.set(key, [...(found.get(key) ?? []), year]);
		};
		for (const state of Object.keys(STATE_HOLIDAYS)) {
			const oracle = new Holidays('BR', state, { types: ['public'] });
			const calendar = Calendar.of({ state });
			for (const year of YEARS) {
				const theirs = theirHolidays(oracle, year);
				const ours = calendar.holidaysIn(year);
				for (const [day, name] of ours) if (!theirs.has(day)) note(state, 'we', name, year);
				for (const [day, name] of theirs) if (!ours.has(day)) note(state, 'they', name, year);
			}
		}
		const summary = [...found].map(([key, years]) => `${key} ${years[0]}-${years.at(-1)}${isEveryYear(years) ? '' : ' some'}`);
		const table = DISAGREEMENTS.map(({ state, has, name, from, to, someYears }) => `${state} ${has} ${name} ${from}-${to}${someYears ? ' some' : ''}`);
		expect(summary.sort()).toEqual(table.sort());
	}, 60_000); // seconds alone; the machine may be shared
});

function isEveryYear(years: readonly number[]): boolean {
	return new Set(years).size === years[years.length - 1] - years[0] + 1;
}
