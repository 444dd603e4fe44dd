import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { parseBoleto } from '../../../core/boleto';
import { addDays, daysBetween } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/Calendar';
import { parsePostalCode } from '../../../core/contactData/postalCode';
import { stateOfPostalCode } from '../../../core/contactData/postalCodeStates';
import { guessColumns } from '../../../core/importing/columns';
import { readCsv } from '../../../core/importing/csv';
import { parseRow, type ParsedRow } from '../../../core/importing/parseRow';
import { cnpj, cpf, demoCustomer } from '../../../playground/demo-people';
import { brazilianAmount, DEMO_PLACE, demoInvoices, demoPortfolio, STANDARD_DAYS } from '../../../playground/demo-portfolio';

const day = fc.integer({ min: 0, max: 3_650 }).map((count) => addDays('2026-01-01', count));
const calendar = Calendar.of(DEMO_PLACE);

async function imported(text: string): Promise<ParsedRow[]> {
	const rows: ParsedRow[] = [];
	for await (const { headers, rows: read } of readCsv(Readable.from([Buffer.from(text, 'utf8')]))) {
		const { columns } = guessColumns(headers);
		for (const row of read) rows.push(parseRow(row.record ?? {}, columns, row.line));
	}
	return rows;
}

describe('the demo portfolio', () => {
	it('is read by the importer without one remark', async () => {
		const rows = await imported(demoPortfolio('2026-11-23'));
		expect(rows).toHaveLength(200);
		expect(rows.flatMap((row) => row.problems)).toEqual([]);
		expect(new Set(rows.map((row) => row.input?.number)).size).toBe(200);
	});

	it('says to the importer what it means', async () => {
		const rows = await imported(demoPortfolio('2026-11-23'));
		demoInvoices('2026-11-23').forEach((invoice, place) => {
			const status = { aberto: 'open', pago: 'paid', contestado: 'disputed', cancelado: 'cancelled' }[invoice.status];
			expect(rows[place]?.input).toMatchObject({
				dueDate: invoice.due,
				amountCents: invoice.cents,
				paidCents: invoice.paidCents,
				status,
				boletoLine: invoice.boletoLine,
				customer: { name: invoice.customer.name, email: invoice.customer.email || null, state: invoice.customer.state, city: invoice.customer.city },
			});
		});
	});

	it('has the awkward cases, whatever the day', () => {
		fc.assert(
			fc.property(day, (today) => {
				const invoices = demoInvoices(today);
				const count = (name: string) => invoices.filter((invoice) => invoice.case === name).length;
				expect(invoices).toHaveLength(200);
				expect([count('paid'), count('partly-paid'), count('disputed'), count('cancelled'), count('no-email')]).toEqual([10, 7, 5, 4, 5]);
				expect(invoices.map((invoice) => invoice.cents)).toEqual(expect.arrayContaining([1, 1_234_567]));
				for (const { case: name, cents, paidCents } of invoices) {
					if (name === 'partly-paid') expect(paidCents > 0 && paidCents < cents).toBe(true);
				}
			}),
			{ numRuns: 40 },
		);
	});

	it('has boletos of the invoice’s amount and due date, whatever the day, and no other', () => {
		fc.assert(
			fc.property(day, (today) => {
				for (const { boletoLine, due, cents, status } of demoInvoices(today)) {
					if (boletoLine === null) continue;
					expect(parseBoleto(boletoLine, due)).toMatchObject({ kind: 'bank', bank: '341', amountCents: cents, dueDate: due });
					expect(status).toBe('aberto');
				}
			}),
			{ numRuns: 20 },
		);
	});

	it('can be paid in every mix: by page, boleto or Pix alone, or several of them', () => {
		const open = demoInvoices('2026-11-23').filter(({ status }) => status === 'aberto');
		const boletos = open.filter(({ boletoLine }) => boletoLine !== null);
		expect(new Set(boletos.map(({ boletoLine }) => boletoLine)).size).toBe(boletos.length);
		expect(boletos.length / open.length).toBeCloseTo(2 / 3, 1);
		expect(open.filter(({ hasPage }) => hasPage).length / open.length).toBeCloseTo(1 / 2, 1);
		for (const step of STANDARD_DAYS) {
			const mixes = open.filter((invoice) => invoice.case === 'step' && invoice.step === step).map(({ boletoLine, hasPage }) => `${boletoLine !== null} ${hasPage}`);
			expect(new Set(mixes).size).toBe(4);
		}
		for (const invoice of open) if (invoice.case === 'partly-paid') expect(invoice.boletoLine).not.toBeNull();
	});

	it('lays each step’s invoices on the day the régua counts to today, and the rest on none', () => {
		fc.assert(
			fc.property(day, (today) => {
				for (const invoice of demoInvoices(today)) {
					const passed = daysBetween(calendar.nextBankingDay(invoice.due), today);
					if (invoice.step === null) expect(STANDARD_DAYS).not.toContain(passed);
					else if (calendar.isBankingDay(addDays(today, -invoice.step))) expect(passed).toBe(invoice.step);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('has due dates on a weekend, and on the holiday before it, that count from the Monday', () => {
		const monday = demoInvoices('2026-11-23').filter((invoice) => invoice.step === 0);
		expect(new Set(monday.map((invoice) => invoice.due))).toEqual(new Set(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']));
	});

	it('is the same file for the same day', () => {
		expect(demoPortfolio('2026-11-23')).toBe(demoPortfolio('2026-11-23'));
		expect(demoPortfolio('2026-11-23')).not.toBe(demoPortfolio('2026-11-24'));
	});

	it('has customers with several invoices, on one day and on different ones', () => {
		const steps = new Map<string, Array<number | null>>();
		for (const { customer, step } of demoInvoices('2026-11-23')) steps.set(customer.document, [...(steps.get(customer.document) ?? []), step]);
		expect([...steps.values()]).toEqual(expect.arrayContaining([[5, 5], [-1, -1, -1], [-5, 15], [1, 30]]));
	});
});

describe('made-up numbers', () => {
	it('has CEPs of the customer’s state', () => {
		for (let index = 0; index < 14; index += 1) {
			const { state, postalCode } = demoCustomer(index);
			expect(stateOfPostalCode(parsePostalCode(postalCode))).toBe(state);
		}
	});

	it('carry the check digits of the published examples', () => {
		expect(cpf('529982247')).toBe('52998224725');
		expect(cnpj('112223330001')).toBe('11222333000181');
		expect(cnpj('12ABC34501DE')).toBe('12ABC34501DE35');
	});

	it('writes amounts as Brazilian spreadsheets do', () => {
		expect([1, 99_900, 1_234_567, 123_456_789].map(brazilianAmount)).toEqual(['0,01', '999,00', '12.345,67', '1.234.567,89']);
	});
});
