import { CARNIVAL_TUESDAY, holiday, movedByWeekday, sundayFrom, type HolidayRule } from './holidayRule';

/** Acre, Lei 2.126/2009: what falls on a Tuesday to Thursday is kept on the Friday. The yearly decree may choose another day. */
const TO_FRIDAY = { 2: 3, 3: 2, 4: 1 };
/** Where that Friday is a holiday already, the decrees take the Thursday before it (20 January 2026). */
const TUESDAY_TO_THURSDAY = { ...TO_FRIDAY, 2: 2 };
const WEDNESDAY_TO_THURSDAY = { ...TO_FRIDAY, 3: 1 };
/** Alagoas, Lei 7.530/2013: a Tuesday is kept on the Monday, a Thursday on the Friday. */
const LONG_WEEKEND = { 2: -1, 4: 1 };

/**
 * Holidays by law of each state (Lei 9.093/1995 art. 1 II allows one, the *data magna*; several states have more,
 * which are kept all the same until a court ends them). Left out: days that are only free for civil servants
 * (*ponto facultativo*), and what single decrees moved in a single year, as in 2020 and 2021: the central bank
 * had banks open on those days.
 */
export const STATE_HOLIDAYS: Readonly<Record<string, readonly HolidayRule[]>> = {
	AC: [
		holiday(movedByWeekday(1, 20, TUESDAY_TO_THURSDAY), 'Dia do Católico', 'Lei 3.137/2016', 2017),
		holiday('01-23', 'Dia do Evangélico', 'Lei 1.538/2004', 2005, 2009),
		holiday(movedByWeekday(1, 23, TO_FRIDAY), 'Dia do Evangélico', 'Leis 1.538/2004 e 2.126/2009', 2010),
		holiday('03-08', 'Dia Internacional da Mulher', 'Lei 1.411/2001', 2002, 2009),
		holiday(movedByWeekday(3, 8, TO_FRIDAY), 'Dia Internacional da Mulher', 'Leis 1.411/2001 e 2.126/2009', 2010),
		holiday('06-15', 'Aniversário do Acre', 'Lei 14/1964'),
		holiday('09-05', 'Dia da Amazônia', 'Lei 1.526/2004', 2004, 2009),
		holiday(movedByWeekday(9, 5, WEDNESDAY_TO_THURSDAY), 'Dia da Amazônia', 'Leis 1.526/2004 e 2.126/2009', 2010),
		holiday('11-17', 'Tratado de Petrópolis', 'Lei 57/1965', null, 2009),
		holiday(movedByWeekday(11, 17, TO_FRIDAY), 'Tratado de Petrópolis', 'Leis 57/1965 e 2.126/2009', 2010, 2023),
		holiday(movedByWeekday(11, 17, TUESDAY_TO_THURSDAY), 'Tratado de Petrópolis', 'Leis 57/1965 e 2.126/2009', 2024),
	],
	AL: [
		holiday('06-24', 'São João', 'Lei 5.508/1993'),
		holiday('06-29', 'São Pedro', 'Lei 5.509/1993'),
		holiday('09-16', 'Emancipação Política de Alagoas', 'data magna do Estado'),
		holiday('11-20', 'Morte de Zumbi dos Palmares', 'Lei 5.724/1995', null, 2023),
		holiday(movedByWeekday(11, 30, LONG_WEEKEND), 'Dia do Evangélico', 'Lei 7.530/2013', 2013),
	],
	AM: [
		holiday('09-05', 'Elevação do Amazonas à Categoria de Província', 'lei estadual de 1977'),
		holiday('11-20', 'Dia da Consciência Negra', 'Lei Promulgada 84/2010', 2010, 2023),
	],
	AP: [
		holiday('03-19', 'São José', 'Lei 667/2002', 2003),
		holiday('05-15', 'Dia de Cabralzinho', 'lei estadual de 2017', 2018),
		holiday('07-25', 'São Tiago', 'Lei 1.696/2012, inconstitucional (STF, 2018)', 2012, 2018),
		holiday('09-13', 'Criação do Território Federal do Amapá', 'data magna do Estado'),
		holiday('11-20', 'Dia da Consciência Negra', 'Lei 1.169/2007', 2008, 2023),
	],
	BA: [holiday('07-02', 'Independência da Bahia', 'Constituição da Bahia, art. 6')],
	CE: [holiday('03-25', 'Data Magna do Ceará', 'Emenda Constitucional estadual 73/2011', 2012)],
	DF: [
		holiday('04-21', 'Fundação de Brasília', 'data magna do Distrito Federal'),
		holiday('11-30', 'Dia do Evangélico', 'Lei 963/1995'),
	],
	ES: [holiday(8, 'Nossa Senhora da Penha', 'Lei 11.010/2019', 2020)],
	GO: [], // 26 July, 24 and 28 October are free for civil servants only (Lei 20.756/2020, their statute)
	MA: [holiday('07-28', 'Adesão do Maranhão à Independência', 'Lei 2.457/1964')],
	MG: [holiday('04-21', 'Data Magna de Minas Gerais', 'Constituição de Minas Gerais, art. 256')],
	MS: [holiday('10-11', 'Criação do Estado', 'Lei 10/1979')],
	MT: [holiday('11-20', 'Dia da Consciência Negra', 'Lei 7.879/2002', 2003, 2023)],
	PA: [holiday('08-15', 'Adesão do Pará à Independência', 'Lei 5.999/1996')],
	PB: [
		holiday('07-26', 'Memória de João Pessoa', 'Lei 3.489/1967, revogada pela Lei 10.601/2015', null, 2015),
		holiday('08-05', 'Fundação da Paraíba', 'Lei 10.601/2015; antes, Lei 3.489/1967'),
	],
	PE: [
		holiday(sundayFrom(3, 1), 'Revolução Pernambucana de 1817', 'Lei 13.835/2009', 2010, 2017),
		holiday('03-06', 'Data Magna de Pernambuco', 'Lei 16.059/2017', 2018),
	],
	PI: [holiday('10-19', 'Dia do Piauí', 'Lei 176/1937')],
	PR: [holiday('12-19', 'Emancipação Política do Paraná', 'Lei 4.658/1962, revogada pela Lei 18.384/2014', null, 2013)],
	RJ: [
		holiday(CARNIVAL_TUESDAY, 'Terça-feira de Carnaval', 'Lei 5.243/2008', 2009),
		holiday('04-23', 'São Jorge', 'Lei 5.198/2008', 2008),
		holiday('11-20', 'Dia da Consciência Negra', 'Lei 4.007/2002', 2002, 2023),
	],
	RN: [holiday('10-03', 'Mártires de Cunhaú e Uruaçu', 'Lei 8.913/2006', 2007)],
	RO: [
		holiday('01-04', 'Instalação do Estado', 'Lei 2.291/2010', 2011),
		holiday('06-18', 'Dia do Evangélico', 'Lei 1.026/2001, inconstitucional (STF, ADI 3.940, 2020)', 2002, 2019),
	],
	RR: [holiday('10-05', 'Criação do Estado', 'Constituição de Roraima')],
	RS: [holiday('09-20', 'Revolução Farroupilha', 'Constituição do Rio Grande do Sul, art. 6')],
	SC: [
		holiday('08-11', 'Dia de Santa Catarina', 'Lei 12.906/2004', 2004, 2004),
		holiday(sundayFrom(8, 11), 'Dia de Santa Catarina', 'Lei 13.408/2005', 2005),
		holiday('11-25', 'Santa Catarina de Alexandria', 'Lei 10.306/1996', null, 2004),
		holiday(sundayFrom(11, 25), 'Santa Catarina de Alexandria', 'Lei 13.408/2005', 2005),
	],
	SE: [holiday('07-08', 'Emancipação Política de Sergipe', 'Constituição de Sergipe')],
	SP: [
		holiday('07-09', 'Revolução Constitucionalista', 'Lei 9.497/1997'),
		holiday('11-20', 'Dia da Consciência Negra', 'Lei 17.746/2023', 2023, 2023),
	],
	TO: [
		holiday('08-15', 'Senhor do Bonfim', 'Lei 4.509/2024', 2025),
		holiday('09-08', 'Nossa Senhora da Natividade', 'Lei 627/1993'),
		holiday('10-05', 'Criação do Estado', 'Lei 98/1989'),
	],
};
