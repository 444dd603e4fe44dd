import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDay } from '../../../core/calendar/formatDay';
import { TREND_INVOICES, TREND_PERCENT } from '../../../core/classification/profile';
import { PAYER_PROFILES } from '../../../core/classification/profiles';
import { classifyCustomer, classifyInvoice } from '../../../core/classification/classify';
import { DEFAULT_SETTINGS } from '../../../core/classification/settings';
import { reais } from '../../../core/words';
import { TODAY } from '../../support/invoices';
import { calendar, historyOf } from './people';
import * as tables from './docTables';

const GUIDE = readFileSync(join(__dirname, '../../../docs/classification.md'), 'utf8');

/** The part of the guide under a heading. */
function section(title: string): string {
	const [, ...parts] = GUIDE.split(new RegExp(`^#{2,3} ${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'));
	if (parts.length !== 1) throw new Error(`the guide has ${parts.length} sections "${title}"`);
	return parts[0].split(/^#{2,3} /m)[0];
}

/** The rows of the table of a section whose head is this. */
function rowsOf(title: string, head: string): string[][] {
	const [, table] = section(title).split(`| ${head} |\n`);
	if (table === undefined) throw new Error(`no table "${head}" under "${title}"`);
	const cells = (line: string) => line.slice(2, -2).split(' | ');
	return table.split('\n\n')[0].trim().split('\n').slice(1).map(cells);
}

describe('docs/classification.md tells the defaults', () => {
	it.each<[string, string, () => tables.Rows]>([
		['As faixas de atraso', 'a partir do | faixa | cor', tables.stageRows],
		['Os perfis', 'perfil | regra | limite', tables.ruleRows],
		['O risco, ponto a ponto', 'medida | valor → pontos', tables.pointRows],
		['A importância', 'classe | quem', tables.importanceRows],
		['Os alertas', 'alerta | quando | nível', tables.alertRows],
		['A abordagem', 'perfil | tom | canais, nesta ordem | acordo | desconto | espera', tables.approachRows],
		['A abordagem', 'o que muda | quando', tables.approachRuleRows],
	])('%s: | %s |', (title, head, rows) => {
		expect(rowsOf(title, head)).toEqual(rows());
	});

	it('has every threshold in its table of rules', () => {
		const { minimumInvoices, ...groups } = DEFAULT_SETTINGS.profile;
		const numbers = (text: string) => [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
		const told = rowsOf('Os perfis', 'perfil | regra | limite').flatMap(([, , limit]) => numbers(limit));
		const all = [minimumInvoices, ...Object.values(groups).flatMap((group) => Object.values<number>({ ...group }))];
		expect(told.sort((a, b) => a - b)).toEqual(all.sort((a, b) => a - b));
	});

	it('outside of tables, too', () => {
		expect(GUIDE).toContain(`Se foram menos de ${DEFAULT_SETTINGS.profile.minimumInvoices}, olha-se toda a história.`);
		expect(section('Os perfis')).toContain(`difere em\n  ${TREND_PERCENT} pontos percentuais ou mais da dos 6 meses anteriores, com pelo menos ${TREND_INVOICES} faturas em cada um`);
	});
});

describe('docs/classification.md tells', () => {
	it('the levels of the alerts', () => {
		const invoices = tables.EXAMPLES[2].invoices;
		const { alerts } = classifyCustomer(historyOf(invoices, { creditLimit: { cents: 0, until: '2026-01-31' } }), DEFAULT_SETTINGS, TODAY);
		expect(alerts.map(({ level }) => (level === 'critical' ? 'crítico' : 'aviso'))).toEqual(tables.alertRows().map(([, , level]) => level.split(';')[0]));
	});

	it('every field that items carry', () => {
		const item = classifyInvoice({ dueDate: TODAY, status: 'open', balanceCents: 1 }, classifyCustomer(historyOf([]), DEFAULT_SETTINGS, TODAY), DEFAULT_SETTINGS, { today: TODAY, calendar });
		const fields = new Map(rowsOf('O que os outros nós leem', 'campo | o que traz').map(([field, told]) => [field.replaceAll('`', ''), [...told.matchAll(/`(\w+)`/g)].map(([, name]) => name)]));
		expect([...fields.keys()]).toEqual(Object.keys(item).map((key) => `classification.${key}`));
		expect(fields.get('classification.profile')).toEqual(PAYER_PROFILES);
		expect(fields.get('classification.stage')).toEqual(Object.keys(item.stage));
		expect(fields.get('classification.approach')).toEqual(Object.keys(item.approach));
	});
});

describe.each(tables.EXAMPLES)('docs/classification.md, $title', (example) => {
	const { title, invoices, customer } = example;

	it('tells the facts', () => {
		const text = section(title);
		expect(rowsOf(title, 'vencimento | valor | paga em')).toEqual(tables.exampleInvoiceRows(example));
		expect(section('Três exemplos')).toContain(`Em ${formatDay(TODAY)}, uma terça-feira`);
		expect(text).toContain(`Cliente desde ${formatDay(customer.customerSince ?? '')}.`);
		const { cents = null, until = null } = customer.creditLimit ?? {};
		if (cents !== null && until !== null) expect(text).toContain(`Limite de crédito de ${reais(cents)}, que valia até ${formatDay(until)}.`);
		if (customer.bureau) expect(text).toContain(`consulta ao bureau de ${formatDay(customer.bureau.answeredOn)} veio com restrição`);
		for (const { until: day } of invoices.flatMap(({ promises }) => promises ?? [])) expect(text).toContain(`Prometeu pagar a última fatura até ${formatDay(day)}.`);
	});

	it('adds up to the points that the code gives', () => {
		const rows = rowsOf(title, 'medida | o que se viu | pontos');
		expect(rows).toEqual(tables.examplePointRows(example));
		const points = rows.map(([, , cell]) => Number(cell.replace('−', '-').replaceAll('*', '')));
		expect(points.pop()).toBe(Math.max(0, Math.min(100, points.reduce((sum, one) => sum + one, 0))));
	});

	it('comes to what the code says', () => {
		expect(rowsOf(title, 'resultado | | por quê')).toEqual(tables.exampleResultRows(example));
	});
});
