import { addDays, daysBetween, type Day } from '../core/calendar/day.ts';
import { buildBarcode, parseBoleto } from '../core/boleto/index.ts';
import { Calendar } from '../core/calendar/Calendar.ts';
import { demoCustomer, type DemoCustomer } from './demo-people.ts';

/** Days of the standard régua, relative to the due date. */
export const STANDARD_DAYS = [-5, -1, 0, 1, 5, 15, 30] as const;

/** Where the demo's creditor is; due dates are laid out by this place's holidays. */
export const DEMO_PLACE = { state: 'SP', city: 'São Paulo' } as const;

/** What an invoice is there to show. */
export type DemoCase =
	| 'step'
	| 'future'
	| 'between'
	| 'year-old'
	| 'time-barred'
	| 'paid'
	| 'partly-paid'
	| 'disputed'
	| 'cancelled'
	| 'no-email'
	| 'same-day'
	| 'other-day'
	| 'amount';

/** An invoice of the demo, before it is written down as a line of the file. */
export interface DemoInvoice {
	case: DemoCase;
	/** The day of the régua it is meant for; null when it is on none. */
	step: number | null;
	customer: DemoCustomer;
	due: Day;
	cents: number;
	paidCents: number;
	status: 'aberto' | 'pago' | 'contestado' | 'cancelado';
	/** Linha digitável, of the whole amount also when a part is paid; null when the invoice has no boleto. */
	boletoLine: string | null;
	/** Whether it has a payment page. */
	hasPage: boolean;
}

interface Plan {
	case: DemoCase;
	/** The day of the régua to hit, counted from the due date as moved to a banking day. */
	step?: number;
	/** Or the due date itself, in days from today. */
	due?: number;
	/** Customer's number; a fresh one when absent. */
	customer?: number;
	cents?: number;
}

const STEP_COUNTS: ReadonlyArray<readonly [day: number, count: number]> = [[-5, 13], [-1, 12], [0, 12], [1, 11], [5, 9], [15, 7], [30, 6]];
/** Customers with several invoices come after the ones with one. */
const SHARED = 220;

function repeat(count: number, plan: (place: number) => Plan): Plan[] {
	return Array.from({ length: count }, (_, place) => plan(place));
}

function stepOf(place: number): number {
	return STANDARD_DAYS[place % STANDARD_DAYS.length] ?? 0;
}

/** Days between two steps, so that nothing is to be done today. */
const BETWEEN = [2, 3, 7, 9, 11, 13, 18, 20, 22, 25, 27, 38, 45, 52, 66, 80, 95];

function plans(): Plan[] {
	return [
		...STEP_COUNTS.flatMap(([step, count]) => repeat(count, (): Plan => ({ case: 'step', step }))),
		...repeat(7, (place) => ({ case: 'partly-paid', step: stepOf(place) })),
		...repeat(5, (place) => ({ case: 'no-email', step: stepOf(place * 2) })),
		...repeat(10, (place) => ({ case: 'paid', step: stepOf(place) })),
		...repeat(5, (place) => ({ case: 'disputed', step: stepOf(place + 2) })),
		...repeat(4, (place) => ({ case: 'cancelled', step: stepOf(place + 3) })),
		...repeat(2, () => ({ case: 'same-day', step: 5, customer: SHARED })),
		...repeat(3, () => ({ case: 'same-day', step: -1, customer: SHARED + 1 })),
		...repeat(2, () => ({ case: 'same-day', step: -5, customer: SHARED + 2 })),
		...[-5, 15].map((step): Plan => ({ case: 'other-day', step, customer: SHARED + 3 })),
		...[1, 30].map((step): Plan => ({ case: 'other-day', step, customer: SHARED + 4 })),
		{ case: 'amount', step: 5, cents: 1 },
		{ case: 'amount', step: -5, cents: 1_234_567 },
		...repeat(46, (place) => ({ case: 'future', due: 12 + place, ...(place % 3 === 0 ? { customer: place } : {}) })),
		...repeat(34, (place) => ({ case: 'between', due: -(BETWEEN[place % BETWEEN.length] ?? 2) })),
		...repeat(4, (place) => ({ case: 'year-old', due: -370 - place * 31 })),
		...repeat(2, (place) => ({ case: 'time-barred', due: -1900 - place * 60 })),
	];
}

/** A small generator of numbers in [0, 1) that gives the same ones on every machine. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

/** Due dates that the régua counts from `day`: itself and the weekend or holidays before it. */
export function dueDatesCountedFrom(day: Day, calendar: Calendar): Day[] {
	const found = [day];
	for (let due = addDays(day, -1); calendar.nextBankingDay(due) === day; due = addDays(due, -1)) found.push(due);
	return found;
}

/** `due`, or the nearest earlier due date that no step of the standard régua counts to `today`. */
function offStep(due: Day, today: Day, calendar: Calendar): Day {
	const steps: readonly number[] = STANDARD_DAYS;
	let candidate = due;
	while (steps.includes(daysBetween(calendar.nextBankingDay(candidate), today))) candidate = addDays(candidate, -1);
	return candidate;
}

const STATUS_OF: Partial<Record<DemoCase, DemoInvoice['status']>> = { paid: 'pago', disputed: 'contestado', cancelled: 'cancelado' };

/** A boleto that reads as one of Itaú's; its branch and account are zeros, so that no bank takes it. */
function boletoLine(place: number, due: Day, cents: number): string {
	const freeField = `109${String(place + 1).padStart(8, '0')}`.padEnd(25, '0');
	return parseBoleto(buildBarcode({ bank: '341', dueDate: due, amountCents: cents, freeField }), due).line;
}

/**
 * The demo's 200 invoices, laid around `today`; the same for the same day. A step that falls on a weekend
 * or holiday reaches nobody today, so its invoices fall due on that weekend.
 */
export function demoInvoices(today: Day): DemoInvoice[] {
	const random = seeded(20_260_701);
	const calendar = Calendar.of(DEMO_PLACE);
	let fresh = 0;
	return plans().map((plan, place) => {
		const dues = plan.step === undefined ? [] : dueDatesCountedFrom(addDays(today, -plan.step), calendar);
		const due = dues[place % dues.length] ?? offStep(addDays(today, plan.due ?? 0), today, calendar);
		const cents = plan.cents ?? 4_900 + Math.floor(random() * random() * 380_000);
		const person = demoCustomer(plan.customer ?? fresh++);
		const status = STATUS_OF[plan.case] ?? 'aberto';
		const hasBoleto = status === 'aberto' && (plan.case === 'partly-paid' || place % 3 !== 2);
		const paidCents = plan.case === 'paid' ? cents : plan.case === 'partly-paid' ? Math.floor(cents / 3) : 0;
		return {
			case: plan.case,
			step: plan.step ?? null,
			customer: plan.case === 'no-email' ? { ...person, email: '' } : person,
			due,
			cents,
			paidCents,
			status,
			boletoLine: hasBoleto ? boletoLine(place, due, cents) : null,
			hasPage: status !== 'cancelado' && place % 2 === 0,
		};
	});
}

const HEADER = 'numero;cliente;cpf_cnpj;email;telefone;cep;cidade;uf;descricao;emissao;vencimento;valor;situacao;valor_pago;data_pagamento;link_pagamento;linha_digitavel';
const SERVICES = ['Mensalidade', 'Plano anual – parcela', 'Manutenção preventiva', 'Serviço avulso', 'Locação de equipamento'];

const brazilianDay = (day: Day) => day.split('-').reverse().join('/');
const cell = (text: string) => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** `1.234,56`, as Brazilian spreadsheets write it. */
export function brazilianAmount(cents: number): string {
	const [whole = '0', fraction = '00'] = (cents / 100).toFixed(2).split('.');
	return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
}

/** The demo's portfolio as the file an operator would import: semicolons, Brazilian dates and amounts. */
export function demoPortfolio(today: Day): string {
	const lines = demoInvoices(today).map((invoice, place) => {
		const number = `FAT-${String(place + 1).padStart(4, '0')}`;
		const paidOn = invoice.paidCents > 0 ? addDays(invoice.due < today ? invoice.due : today, -2) : null;
		const issued = addDays(invoice.due, -30) < today ? addDays(invoice.due, -30) : addDays(today, -1);
		return [
			number,
			invoice.customer.name,
			invoice.customer.document,
			invoice.customer.email,
			invoice.customer.phone,
			invoice.customer.postalCode,
			invoice.customer.city,
			invoice.customer.state,
			`${SERVICES[place % SERVICES.length]} ${invoice.due.slice(5, 7)}/${invoice.due.slice(0, 4)}`,
			brazilianDay(issued),
			brazilianDay(invoice.due),
			brazilianAmount(invoice.cents),
			invoice.status,
			invoice.paidCents > 0 ? brazilianAmount(invoice.paidCents) : '',
			paidOn ? brazilianDay(paidOn) : '',
			invoice.hasPage ? `https://pagar.example.com/${number.toLowerCase()}` : '',
			invoice.boletoLine ?? '',
		].map(cell).join(';');
	});
	return `${[HEADER, ...lines].join('\r\n')}\r\n`;
}
