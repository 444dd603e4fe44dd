/** Made-up customers of the demo. Their numbers are computed, their addresses reserved for examples. */
export interface DemoCustomer {
	name: string;
	/** CPF or CNPJ with valid check digits, punctuated or not. */
	document: string;
	email: string;
	phone: string;
	state: string;
	/** The state's capital, and the CEP that stands for all of it. */
	city: string;
	postalCode: string;
}

const FIRST = ['Ana', 'João', 'Márcia', 'Antônio', 'Letícia', 'José', 'Conceição', 'Luís', 'Patrícia', 'Caíque', 'Débora', 'Estêvão', 'Fátima', 'Hélio', 'Íris', 'Júlia', 'Kauã', 'Lúcia', 'Mário', 'Nívea'];
const LAST = ['da Silva', 'Gonçalves', 'de Araújo', 'Magalhães', 'Simões', 'Brandão', 'Nóbrega', 'Falcão', 'Corrêa', 'Bulhões', 'Alcântara', 'Peçanha'];

/** Names that have broken a spreadsheet, a CSV or a page somewhere. */
const COMPANIES = [
	'Pão & Cia Panificadora Ltda',
	'Oficina do "Zé" ME',
	'Silva; Souza & Filhos Transportes',
	"Bar e Lanchonete D'Ávila",
	'Clínica São Lucas S/S',
	'Mercadinho Três Irmãos EIRELI',
	'<Beta> Informática Ltda',
	'Associação Beneficente e Cultural dos Moradores e Amigos do Bairro Jardim das Acácias Imperiais e Adjacências de São José do Rio Preto',
	'Construtora Horizonte Azul Ltda',
	'Estúdio Ñandú Comunicação',
	'Papelaria 100% Escolar Ltda',
	'Agropecuária Água Boa S.A.',
];

const PLACES: ReadonlyArray<Pick<DemoCustomer, 'state' | 'city' | 'postalCode'>> = [
	{ state: 'SP', city: 'São Paulo', postalCode: '01000-000' },
	{ state: 'RJ', city: 'Rio de Janeiro', postalCode: '20000-000' },
	{ state: 'MG', city: 'Belo Horizonte', postalCode: '30000-000' },
	{ state: 'RS', city: 'Porto Alegre', postalCode: '90000-000' },
	{ state: 'PR', city: 'Curitiba', postalCode: '80000-000' },
	{ state: 'BA', city: 'Salvador', postalCode: '40000-000' },
	{ state: 'PE', city: 'Recife', postalCode: '50000-000' },
	{ state: 'CE', city: 'Fortaleza', postalCode: '60000-000' },
	{ state: 'SC', city: 'Florianópolis', postalCode: '88000-000' },
	{ state: 'GO', city: 'Goiânia', postalCode: '74000-000' },
	{ state: 'ES', city: 'Vitória', postalCode: '29000-000' },
	{ state: 'AM', city: 'Manaus', postalCode: '69000-000' },
	{ state: 'AL', city: 'Maceió', postalCode: '57000-000' },
	{ state: 'DF', city: 'Brasília', postalCode: '70000-000' },
];

function checkDigit(values: readonly number[], weights: readonly number[]): number {
	const rest = values.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), 0) % 11;
	return rest < 2 ? 0 : 11 - rest;
}

/** The CPF whose first nine digits are these. */
export function cpf(base: string): string {
	const digits = [...base].map(Number);
	digits.push(checkDigit(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]));
	digits.push(checkDigit(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
	return digits.join('');
}

/** The CNPJ whose first twelve characters are these, digits or capital letters. */
export function cnpj(base: string): string {
	const values = [...base].map((character) => character.charCodeAt(0) - 48);
	const first = checkDigit(values, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
	const second = checkDigit([...values, first], [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
	return `${base}${first}${second}`;
}

function slug(text: string): string {
	const plain = text.normalize('NFD').replace(/[^a-zA-Z0-9 ]/g, '');
	return plain.trim().toLowerCase().split(/ +/).slice(0, 3).join('.');
}

const punctuateCpf = (text: string) => text.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4');
const punctuateCnpj = (text: string) => text.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5');

/** The customer with this number, 0 to 239: always the same one. Every ninth is a company. */
export function demoCustomer(index: number): DemoCustomer {
	const company = index % 9 === 4;
	const round = Math.floor(index / 9 / COMPANIES.length);
	const name = company
		? `${COMPANIES[Math.floor(index / 9) % COMPANIES.length]}${round ? ` – Filial ${round + 1}` : ''}`
		: `${FIRST[index % FIRST.length]} ${LAST[(index + Math.floor(index / FIRST.length)) % LAST.length]}`;
	const serial = String(index + 1).padStart(3, '0');
	// The last of the companies has a number with letters, as new ones do since July 2026.
	const number = company ? cnpj(index === 103 ? '12ABC34501DE' : `99${serial}5000001`.slice(0, 12)) : cpf(`900${serial}7${index % 10}1`);
	const punctuated = company ? punctuateCnpj(number) : punctuateCpf(number);
	return {
		name,
		document: index % 4 === 3 ? number : punctuated,
		email: `${slug(name)}.${serial}@example.${['com', 'org', 'net'][index % 3]}`,
		phone: `(${11 + (index % 9)}) 90000-${String(index).padStart(4, '0')}`,
		...PLACES[index % PLACES.length],
	};
}
