import { formatDay } from '../../../core/calendar/formatDay';
import type { Day } from '../../../core/calendar/day';
import { APPROACH_CHANNEL_NAMES, TONE_NAMES } from '../../../core/classification/approach';
import { classifyCustomer, classifyInvoice } from '../../../core/classification/classify';
import { POINT_KEYS, POINT_LABELS } from '../../../core/classification/pointsTable';
import { PAYER_PROFILES, PROFILE_NAMES, type PayerProfile } from '../../../core/classification/profiles';
import { DEFAULT_SETTINGS } from '../../../core/classification/settings';
import { counted, decimal, days, listed, reais } from '../../../core/words';
import type { CustomerFacts, InvoiceFacts } from '../../../core/history/fromInvoices';
import { TODAY } from '../../support/invoices';
import { calendar, dueOn, historyOf, type Delay } from './people';

/** The rows of a table as Markdown has them, without its head. */
export type Rows = string[][];

const { stages, profile, points, abc, alerts, approach } = DEFAULT_SETTINGS;
const percent = (value: number) => `${decimal(value)}%`;
const atLeast = (count: number) => `${count} ou mais`;

export const stageRows = (): Rows => [
	['antes do vencimento', stages.toFallDue.name, `\`${stages.toFallDue.color}\``],
	['no vencimento', stages.dueToday.name, `\`${stages.dueToday.color}\``],
	...stages.late.map(({ fromDay, name, color }) => [`${fromDay}º dia de atraso`, name, `\`${color}\``]),
];

/** Each rule in the order in which it is tried, with the numbers of its thresholds. */
export function ruleRows(): Rows {
	const { minimumInvoices, excellent, occasional_late: occasional, habitual_late: habitual, critical } = profile;
	const named = (key: PayerProfile, rows: Rows): Rows => rows.map((row) => [PROFILE_NAMES[key], ...row]);
	return [
		...named('critical', [
			['a mais antiga das faturas vencidas hoje está em atraso há', `${days(critical.overdueDaysFrom)} ou mais`],
			['tem alguma fatura vencida hoje e já rompeu acordos', atLeast(critical.brokenAgreementsFrom)],
			['deixou de cumprir promessas de pagamento em 12 meses', atLeast(critical.brokenPromisesFrom)],
			['atrasa quase tudo **e** por muito tempo', `${percent(critical.latePercentFrom)} ou mais das faturas, e ${days(critical.meanDaysFrom)} ou mais na média de todas`],
		]),
		...named('new', [['faturas que venceram até hoje', `menos de ${minimumInvoices}`]]),
		...named('habitual_late', [
			['parte das faturas com atraso', `${percent(habitual.latePercentFrom)} ou mais`],
			['atraso médio de todas as faturas', `${days(habitual.meanDaysFrom)} ou mais`],
			['a mais antiga das faturas vencidas hoje está em atraso há', `${days(habitual.overdueDaysFrom)} ou mais`],
		]),
		...named('occasional_late', [
			['parte das faturas com atraso', `${percent(occasional.latePercentFrom)} ou mais`],
			['atraso médio de todas as faturas', `${days(occasional.meanDaysFrom)} ou mais`],
			['maior atraso', `${days(occasional.worstDaysFrom)} ou mais`],
			['a mais antiga das faturas vencidas hoje está em atraso há', `${days(occasional.overdueDaysFrom)} ou mais`],
			['deixou de cumprir promessas de pagamento em 12 meses', atLeast(occasional.brokenPromisesFrom)],
		]),
		...named('excellent', [
			['não tem nada vencido hoje **e**', '—'],
			['parte das faturas com atraso **e**', `no máximo ${percent(excellent.latePercentUpTo)}`],
			['maior atraso **e**', `no máximo ${days(excellent.worstDaysUpTo)}`],
			['faturas que venceram até hoje **e**', atLeast(excellent.minimumInvoices)],
			['é cliente há', `${days(excellent.relationshipDays)} ou mais`],
		]),
		...named('good', [['todos os outros', '—']]),
	];
}

export const pointRows = (): Rows =>
	POINT_KEYS.map((key) => [POINT_LABELS[key], points[key].map(({ from, points: given }) => `${from} → **${String(given).replace('-', '−')}**`).join(' · ')]);

export const importanceRows = (): Rows => [
	['A', `os maiores, que juntos trazem até ${percent(abc.upToA)} do faturamento`],
	['B', `os seguintes, até ${percent(abc.upToB)}`],
	['C', 'os outros, e quem não comprou em 12 meses'],
];

export const alertRows = (): Rows => [
	['Faturas vencidas', `desde ${counted(alerts.overdueFrom, 'fatura vencida', 'faturas vencidas')} hoje`, `aviso; crítico desde ${alerts.overdueCriticalFrom}`],
	['Limite de crédito ultrapassado', 'deve hoje, vencido ou não, mais que o limite', 'crítico'],
	['Limite de crédito vencido', 'passou o dia até o qual o limite valia', 'aviso'],
];

export const approachRows = (): Rows =>
	PAYER_PROFILES.map((key) => {
		const { tone, channels, negotiate, maxDiscountPercent, waitDays } = approach.profiles[key];
		return [PROFILE_NAMES[key], TONE_NAMES[tone].toLowerCase(), listed(channels.map((channel) => APPROACH_CHANNEL_NAMES[channel])), negotiate ? 'sim' : 'não', maxDiscountPercent === 0 ? 'nenhum' : `até ${percent(maxDiscountPercent)}`, days(waitDays)];
	});

export const approachRuleRows = (): Rows => [
	['Tom um grau mais firme', `${listed(approach.firmerFromDays.map((day) => `no ${day}º`))} dia de atraso`],
	['Carta, como último canal', `desde o ${approach.letterFromDay}º dia de atraso`],
	['Desconto', `desde o ${approach.discountFromDay}º dia de atraso, para quem é cliente há ${days(approach.discountRelationshipDays)} ou mais`],
	['Telefone, depois do e-mail', `em atraso, de cliente com ${reais(approach.phoneFromCents)} vencidos ou mais${approach.phoneImportant ? ', ou de cliente A' : ''}`],
];

/** Somebody whose classification the guide explains: invoices of the same amount, and what is known beside them. */
export interface Example {
	title: string;
	invoices: InvoiceFacts[];
	customer: CustomerFacts;
}

const series = (amountCents: number, invoices: Array<[Day, Delay]>) => invoices.map(([day, delay]) => dueOn(day, delay, { amountCents }));

export const EXAMPLES: Example[] = [
	{
		title: 'Exemplo 1: Padaria do Largo, boa cliente que esqueceu',
		invoices: series(80_000, [['2026-04-20', 0], ['2026-05-20', -1], ['2026-06-20', 0], ['2026-07-20', 0], ['2026-08-20', 0], ['2026-09-20', -3], ['2026-10-20', 0], ['2026-11-20', 'unpaid']]),
		customer: { customerSince: '2019-05-02' },
	},
	{
		title: 'Exemplo 2: Mercado Bom Preço, que paga sempre depois',
		invoices: series(250_000, [['2026-06-10', 12], ['2026-07-10', 10], ['2026-08-10', 15], ['2026-09-10', 20], ['2026-10-09', 18], ['2026-11-10', 'unpaid']]).map((invoice) =>
			invoice.dueDate === '2026-11-10' ? { ...invoice, promises: [{ until: '2026-11-18', madeAt: '2026-11-12T14:00:00.000Z', madeOn: '2026-11-12' }] } : invoice,
		),
		customer: { customerSince: '2024-01-15', creditLimit: { cents: 400_000, until: '2026-10-31' } },
	},
	{
		title: 'Exemplo 3: Oficina Rápida, que comprou duas vezes e não pagou',
		invoices: series(120_000, [['2026-08-24', 'unpaid'], ['2026-09-24', 'unpaid']]),
		customer: { customerSince: '2026-08-10', bureau: { restricted: true, score: 210, answeredOn: '2026-11-03' } },
	},
];

export const exampleInvoiceRows = ({ invoices }: Example): Rows => invoices.map(({ dueDate, amountCents, paidOn }) => [formatDay(dueDate), reais(amountCents), paidOn === null ? 'em aberto' : formatDay(paidOn)]);

const classified = ({ invoices, customer }: Example) => {
	const history = historyOf(invoices, { customerId: 1, ...customer });
	const whole = classifyCustomer(history, DEFAULT_SETTINGS, TODAY);
	const { dueDate, status, amountCents } = invoices[invoices.length - 1];
	return { whole, item: classifyInvoice({ dueDate, status, balanceCents: amountCents, customerOverdueCents: history.overdue.cents }, whole, DEFAULT_SETTINGS, { today: TODAY, calendar }) };
};

/** The rows of the score that gave or took points, and their sum. */
export function examplePointRows(example: Example): Rows {
	const { points: rows, score } = classified(example).item;
	const sum = rows.reduce((total, row) => total + row.points, 0);
	return [...rows.map(({ label, text, points: given }) => [label, text, String(given).replace('-', '−')]), ['**Risco**', sum === score ? 'A soma das linhas.' : `A soma é ${sum}; o risco fica entre 0 e 100.`, `**${score}**`]];
}

/** What the last invoice of an example is classified as, and why. */
export function exampleResultRows(example: Example): Rows {
	const { whole, item } = classified(example);
	const [stageReason] = item.reasons;
	return [
		['Faixa', item.stage.name, stageReason],
		['Perfil', item.profileName, whole.reasons.join(' ')],
		...item.alerts.map(({ level, text }) => ['Alerta', level === 'critical' ? 'crítico' : 'aviso', text]),
		['Abordagem', item.approach.toneName, item.approach.reasons.join(' ')],
	];
}
