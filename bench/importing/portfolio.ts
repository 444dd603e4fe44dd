import { addDays, type Day } from '../../core/calendar/day.ts';

/** Invoices of so many customers; each customer comes round again, as in a monthly billing. */
export const CUSTOMERS = 200_000;
export const TODAY: Day = '2026-11-24';
export const SOURCE = 'erp';

const NAMES = ['Ana', 'João', 'Márcia', 'Antônio', 'Letícia', 'José', 'Conceição', 'Luís', 'Patrícia', 'Débora'];
const STATES = ['SP', 'RJ', 'MG', 'RS', 'PR', 'BA', 'PE', 'CE', 'SC', 'GO'];
const DAYS = Array.from({ length: 240 }, (_, index) => addDays(TODAY, index - 120));
const BRAZILIAN_DAYS = DAYS.map((day) => day.split('-').reverse().join('/'));

/** CPF with valid check digits whose first nine digits are 1 to 200,000. */
function cpf(serial: number): string {
	const digits = String(serial).padStart(9, '0');
	let first = 0;
	let second = 0;
	for (let place = 0; place < 9; place += 1) {
		const digit = digits.charCodeAt(place) - 48;
		first += digit * (10 - place);
		second += digit * (11 - place);
	}
	first = first % 11 < 2 ? 0 : 11 - (first % 11);
	second += first * 2;
	return `${digits}${first}${second % 11 < 2 ? 0 : 11 - (second % 11)}`;
}

export function customer(index: number) {
	const serial = index + 1;
	return {
		name: `${NAMES[index % NAMES.length]} de Souza ${serial}`,
		document: cpf(serial),
		email: `cliente${serial}@example.com`,
		phone: `(11) 9${String(10_000_000 + index)}`,
		state: STATES[index % STATES.length],
	};
}

/** Days and amount of the invoice with this index; both sides are made from it. */
export function invoice(index: number) {
	const place = (index * 7919) % (DAYS.length - 30);
	return { number: `F-${index + 1}`, issued: place, due: place + 30, cents: 1_000 + ((index * 104_729) % 500_000), url: `https://pagar.example.com/f-${index + 1}` };
}

export const dayAt = (place: number): Day => DAYS[place];

const HEADER = 'numero;cliente;cpf_cnpj;email;telefone;uf;descricao;emissao;vencimento;valor;link_pagamento';
const LINES_A_CHUNK = 500;

/** The invoices as a CSV that comes piece by piece, as from a file or a download. */
export async function* csv(rows: number): AsyncGenerator<Buffer> {
	yield Buffer.from(`${HEADER}\r\n`);
	for (let start = 0; start < rows; start += LINES_A_CHUNK) {
		let text = '';
		for (let index = start; index < Math.min(start + LINES_A_CHUNK, rows); index += 1) {
			const { name, document, email, phone, state } = customer(index % CUSTOMERS);
			const { number, issued, due, cents, url } = invoice(index);
			const amount = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
			text += `${number};${name};${document};${email};${phone};${state};Mensalidade;${BRAZILIAN_DAYS[issued]};${BRAZILIAN_DAYS[due]};${amount};${url}\r\n`;
		}
		yield Buffer.from(text);
	}
}
