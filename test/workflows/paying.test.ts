import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { buildBarcode, formatLine, parseBoleto } from '../../core/boleto';
import { formatCents } from '../../core/money/cents';
import { parseBrCode } from '../../core/pix';
import { DUE_BY_STEP } from './support/dueToday';
import { dayFromToday, TODAY } from './support/clock';
import { closeDesks, itemsOf, newDesk, of, type Desk } from './support/desk';
import { letters } from './support/mail';
import { csv, importFile } from './support/portfolioFile';
import { bundled, chain, manual, node } from './support/workflows';
import { disconnect } from './support/world';

afterAll(async () => {
	await closeDesks();
	await disconnect();
});

const RECEIVABLES = 'n8n-nodes-cobranca.receivables';
const ACCOUNT = {
	creditorState: 'SP',
	creditorCity: 'São Paulo',
	pixKey: 'financeiro@example.com',
	fineKind: 'percent',
	finePercent: 2,
	interestKind: 'monthly',
	interestPercent: 1,
	discount: '5% até 5 dias antes',
};
const lineOf = (dueDate: string, amountCents: number) => parseBoleto(buildBarcode({ bank: '341', dueDate, amountCents, freeField: '1'.repeat(25) }), dueDate).line;

const LATE = DUE_BY_STEP['D+5'];
const EARLY = DUE_BY_STEP['D-5'];
/** The fine and the interest of 1.000,00 by the day, worked out by hand. */
const DAYS_LATE = 5;
const UPDATED = 1000_00 + 20_00 + Math.round((1000_00 * DAYS_LATE) / 3000);

describe('a régua whose messages can be paid', () => {
	let desk: Desk;

	beforeAll(async () => {
		desk = await newDesk({}, ACCOUNT);
		const rows = [
			{ numero: 'LATE-1', cliente: 'Ana Souza', email: 'ana@example.com', vencimento: LATE, valor: '1.000,00', linha_digitavel: formatLine(lineOf(LATE, 1000_00)) },
			{ numero: 'EARLY-1', cliente: 'Bia Lima', email: 'bia@example.com', vencimento: EARLY, valor: '200,00', linha_digitavel: lineOf(EARLY, 200_01) },
			{ numero: 'LEGAL-1', cliente: 'Caio Reis', email: 'caio@example.com', vencimento: LATE, valor: '300,00', juros_mes: 'taxa legal' },
		];
		const { lastPage } = await importFile(desk.client, desk.creditor, 'carteira.csv', csv(rows));
		expect(lastPage).toContain('3 faturas novas');
		expect(lastPage).toContain('O boleto é de R$\u00a0200,01, mas a fatura é de R$\u00a0200,00');
	});

	it('carries the updated amount, explained, a Pix of it with its QR code, and the boleto; a boleto that contradicts stays out', async () => {
		expect(LATE).toBe(dayFromToday(-DAYS_LATE));
		const regua = await desk.save(bundled('regua-padrao-email.json'));
		const run = await desk.run(regua);
		expect(itemsOf(run, 'Não enviadas').map((item) => [of(item, 'invoice.number'), of(item, 'notSent.reason'), of(item, 'notSent.text')])).toEqual([
			['LEGAL-1', 'charges', expect.stringContaining('Falta a taxa legal de 11/2026')],
		]);
		const [ofAna, ofBia] = await letters(desk.mail.received);
		for (const part of ['Multa por atraso de 2%', 'Juros de 1% ao mês (5 dias)', formatCents(UPDATED), lineOf(LATE, 1000_00)]) {
			expect(ofAna.text).toContain(part);
			expect(ofAna.html).toContain(part);
		}
		expect(ofBia.text).toMatch(/desconto de R\$\s10,00 para pagamento até/);
		expect(ofBia.text).not.toContain(lineOf(EARLY, 200_01));
		const payloads = await Promise.all(desk.mail.received.map(async (message) => (await message.parse()).attachments.map(({ content }) => qrCodeOf(content as ArrayBuffer))));
		expect(payloads.flat().map((payload) => parseBrCode(payload).amountCents).sort()).toEqual([UPDATED, 190_00].sort());
		expect(ofAna.text).toContain(payloads.flat().find((payload) => parseBrCode(payload).amountCents === UPDATED));

		const contacts = await desk.run(await desk.save(chain('Contatos', manual(), node('Contatos', RECEIVABLES, { resource: 'contact', operation: 'getAll', returnAll: true }))));
		const codes = itemsOf(contacts, 'Contatos').flatMap((item) => of(item, 'contact.pix') as Array<{ txid: string; invoices: string[] }>);
		expect(codes.map(({ txid, invoices }) => [txid.slice(0, 5), ...invoices]).sort()).toEqual([['EARLY', 'EARLY-1'], ['LATE1', 'LATE-1']]);
	});

	it('computes charges and second copies on the canvas, and the legal rate once its table is there', async () => {
		const table = node('Taxa legal', RECEIVABLES, { resource: 'legalRate', operation: 'import', ratesFrom: 'list', rateList: '11/2026; 0,600000' });
		const list = node('Faturas', RECEIVABLES, { resource: 'invoice', operation: 'getAll', returnAll: true });
		const charges = node('Encargos', RECEIVABLES, { resource: 'invoice', operation: 'computeCharges' });
		const copy = node('Segunda via', RECEIVABLES, { resource: 'invoice', operation: 'getSecondCopy', images: 'svg' });
		const run = await desk.run(await desk.save(chain('Cálculo', manual(), { ...table, alwaysOutputData: true } as typeof table, { ...list, executeOnce: true } as typeof list, charges, copy)));
		const totals = Object.fromEntries(itemsOf(run, 'Encargos').map((item) => [of(item, 'invoice.number'), of(item, 'charges.total')]));
		// 300,00, a fine of 6,00 and 0,6% of a month of thirty days for five of them.
		expect(totals).toEqual({ 'LATE-1': UPDATED / 100, 'EARLY-1': 190, 'LEGAL-1': 306.3 });
		expect(itemsOf(run, 'Encargos').every((item) => of(item, 'charges.on') === TODAY)).toBe(true);
		const copies = itemsOf(run, 'Segunda via');
		expect(copies.map((item) => of(item, 'secondCopy.amount')).sort()).toEqual([190, 306.3, UPDATED / 100].sort());
	});
});

function qrCodeOf(png: ArrayBuffer): string {
	const { data, width, height } = PNG.sync.read(Buffer.from(png));
	return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
}
