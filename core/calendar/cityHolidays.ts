import { foldText } from '../importing/text';
import { CARNIVAL_TUESDAY, CORPUS_CHRISTI, holiday, type HolidayRule } from './holidayRule';

const CONCEPTION = 'Nossa Senhora da Conceição';

/**
 * Holidays by law of the 27 capitals, by state and folded name. `lei municipal` stands where a city's own calendar
 * shows the holiday and the number of the law was not found. Good Friday is among the national ones. Days that
 * cities moved in single years (2020, 2021) are left out. Other cities' holidays are the account's to add.
 */
export const CITY_HOLIDAYS: Readonly<Record<string, readonly HolidayRule[]>> = {
	'AC|rio branco': [holiday('12-28', 'Aniversário de Rio Branco', 'lei municipal')],
	'AL|maceio': [
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'lei municipal'),
		holiday('06-29', 'Marechal Floriano Peixoto', 'lei municipal'),
		holiday('08-27', 'Nossa Senhora dos Prazeres', 'lei municipal'),
		holiday('12-08', CONCEPTION, 'lei municipal'),
	],
	'AM|manaus': [
		holiday(CARNIVAL_TUESDAY, 'Terça-feira de Carnaval', 'Lei 448/1998'),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 970/2006', 2006),
		holiday('10-24', 'Aniversário de Manaus', 'Lei Orgânica, art. 437'),
		holiday('11-20', 'Dia da Consciência Negra', 'Lei Promulgada 188/2007', 2007, 2023),
		holiday('12-08', CONCEPTION, 'Lei 496/1999'),
	],
	'AP|macapa': [holiday('02-04', 'Aniversário de Macapá', 'lei municipal')],
	'BA|salvador': [
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'lei municipal'),
		holiday('06-24', 'São João', 'lei municipal'),
		holiday('12-08', 'Nossa Senhora da Conceição da Praia', 'lei municipal'),
	],
	'CE|fortaleza': [
		holiday('03-19', 'São José', 'Lei 8.796/2003', 2004),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 8.796/2003'),
		holiday('08-15', 'Nossa Senhora da Assunção', 'Lei 8.796/2003'),
	],
	'DF|brasilia': [], // the District's own
	'ES|vitoria': [
		holiday(8, 'Nossa Senhora da Penha', 'Lei 1.732/1967'),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 1.732/1967'),
		holiday('09-08', 'Nossa Senhora da Vitória', 'Lei 1.732/1967'),
	],
	'GO|goiania': [
		holiday('05-24', 'Nossa Senhora Auxiliadora', 'Lei 701/1956'),
		holiday('10-24', 'Aniversário de Goiânia', 'lei municipal'),
	],
	'MA|sao luis': [
		holiday('06-29', 'São Pedro', 'Lei 3.432/1996'),
		holiday('09-08', 'Aniversário de São Luís', 'Lei 3.432/1996'),
		holiday('12-08', CONCEPTION, 'Lei 3.432/1996'),
	],
	'MG|belo horizonte': [
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 1.327/1967'),
		holiday('08-15', 'Assunção de Nossa Senhora', 'Lei 1.327/1967'),
		holiday('12-08', 'Imaculada Conceição', 'Lei 1.327/1967'),
	],
	'MS|campo grande': [
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 1.019/1967'),
		holiday('06-13', 'Santo Antônio', 'Lei 3.901/2001', 2002),
		holiday('08-26', 'Aniversário de Campo Grande', 'lei municipal'),
	],
	'MT|cuiaba': [
		holiday('04-08', 'Aniversário de Cuiabá', 'lei municipal'),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 1.077/1968'),
		holiday('12-08', CONCEPTION, 'Lei 5.576/2012', 2012),
	],
	'PA|belem': [holiday('12-08', CONCEPTION, 'lei municipal')],
	'PB|joao pessoa': [
		holiday('06-24', 'São João', 'Lei 8.805/1999'),
		holiday('08-05', 'Nossa Senhora das Neves', 'Lei 8.805/1999'),
		holiday('12-08', CONCEPTION, 'Lei 8.805/1999'),
	],
	'PE|recife': [
		holiday('06-24', 'São João', 'Lei 9.777/1967'),
		holiday('07-16', 'Nossa Senhora do Carmo', 'Lei 9.777/1967'),
		holiday('12-08', CONCEPTION, 'Lei 9.777/1967'),
	],
	'PI|teresina': [
		holiday('08-16', 'Aniversário de Teresina', 'Lei 2.847/1999'),
		holiday('12-08', CONCEPTION, 'Lei 2.847/1999'),
	],
	'PR|curitiba': [
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 3.015/1967'),
		holiday('09-08', 'Nossa Senhora da Luz dos Pinhais', 'Lei 3.015/1967'),
	],
	'RJ|rio de janeiro': [
		holiday('01-20', 'São Sebastião', 'Lei 1.271/1988'),
		holiday('04-23', 'São Jorge', 'Lei 3.302/2001', 2002),
	],
	'RN|natal': [
		holiday('01-06', 'Santos Reis', 'lei municipal'),
		holiday('11-21', 'Nossa Senhora da Apresentação', 'lei municipal'),
	],
	'RO|porto velho': [
		holiday('01-24', 'Instalação do Município', 'lei municipal'),
		holiday('05-24', 'Nossa Senhora Auxiliadora', 'lei municipal'),
		holiday('10-02', 'Criação do Município', 'lei municipal'),
	],
	'RR|boa vista': [
		holiday('01-20', 'São Sebastião', 'lei municipal'),
		holiday('06-29', 'São Pedro', 'lei municipal'),
		holiday('07-09', 'Aniversário de Boa Vista', 'lei municipal'),
		holiday('12-08', CONCEPTION, 'lei municipal'),
	],
	'RS|porto alegre': [
		holiday('02-02', 'Nossa Senhora dos Navegantes', 'lei municipal'),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'lei municipal'),
	],
	'SC|florianopolis': [
		holiday('03-23', 'Aniversário de Florianópolis', 'Lei 3.247/1989'),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 3.247/1989'),
	],
	'SE|aracaju': [
		holiday('03-17', 'Aniversário de Aracaju', 'lei municipal'),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'lei municipal'),
		holiday('06-24', 'São João', 'lei municipal'),
		holiday('12-08', CONCEPTION, 'lei municipal'),
	],
	'SP|sao paulo': [
		holiday('01-25', 'Aniversário de São Paulo', 'Lei 14.485/2007'),
		holiday(CORPUS_CHRISTI, 'Corpus Christi', 'Lei 14.485/2007'),
		holiday('11-20', 'Dia da Consciência Negra', 'Lei 13.707/2004', 2004, 2023),
	],
	'TO|palmas': [
		holiday('03-19', 'São José', 'lei municipal'),
		holiday('05-20', 'Aniversário de Palmas', 'lei municipal'),
	],
};

/** Key of a city in {@link CITY_HOLIDAYS}: the state and the name in any case, with or without accents. */
export function cityKey(state: string, city: string): string {
	return `${state}|${foldText(city)}`;
}
