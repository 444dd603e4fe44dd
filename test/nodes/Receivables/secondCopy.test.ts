import type { IDataObject } from 'n8n-workflow';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { buildBarcode, parseBoleto } from '../../../core/boleto';
import { buildBrCode, parseBrCode } from '../../../core/pix';
import { atNoon, dayFromToday, importRows, newAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';

const TERMS = { fineKind: 'percent', finePercent: 2, interestKind: 'monthly', interestPercent: 1, creditorCity: 'Campinas', pixKey: 'financeiro@example.com' };
const lineOf = (dueDate: string, amountCents: number) => parseBoleto(buildBarcode({ bank: '341', dueDate, amountCents, freeField: '1'.repeat(25) }), dueDate).line;

interface Copy {
	amount: number;
	validUntil: string | null;
	boleto: { line: string; digits: string; barcode: string; bankName: string } | null;
	pix: { payload: string; amount: number | null; txid: string | null } | null;
	paymentUrl: string | null;
	text: string;
}

atNoon();

describe('Receivables: second copy', () => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: newAccount(TERMS) };
	});

	const copy = async (items: IDataObject[], parameters = {}) => await receivables('invoice.getSecondCopy', credentials, parameters, items);
	const copyOf = (json: IDataObject) => json.secondCopy as unknown as Copy;

	it('has the updated amount, the boleto, a Pix of that amount, and a text to send', async () => {
		const due = dayFromToday(-30);
		const items = await importRows(credentials, [sheetRow('F-1', { valor: '1.000,00', vencimento: due, linha_digitavel: lineOf(due, 1000_00), link_pagamento: 'https://pagar.example/1' })]);
		const { json, outputs } = await copy(items);
		const { amount, validUntil, boleto, pix, paymentUrl, text } = copyOf(json[0][0]);
		expect([amount, validUntil, paymentUrl]).toEqual([1030, dayFromToday(0), 'https://pagar.example/1']);
		expect(boleto).toMatchObject({ digits: lineOf(due, 1000_00), bankName: expect.stringContaining('Itaú') as string, barcode: expect.stringMatching(/^341\d{41}$/) as string });
		expect(parseBrCode(pix?.payload ?? '')).toMatchObject({ key: 'financeiro@example.com', amountCents: 1030_00, txid: pix?.txid, city: 'Campinas' });
		for (const part of ['Multa por atraso de 2%', 'R$\u00a01.030,00', pix?.payload, boleto?.line, '11.222.333/0001-81']) expect(text).toContain(part);
		const { barcode, pixQrCode } = outputs[0][0].binary ?? {};
		expect([barcode.mimeType, pixQrCode.mimeType, pixQrCode.fileName]).toEqual(['image/png', 'image/png', 'pix-F-1.png']);
		const picture = PNG.sync.read(Buffer.from(pixQrCode.data, 'base64'));
		expect(jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data).toBe(pix?.payload);
	});

	it('draws SVG, or nothing, when asked to', async () => {
		const items = await importRows(credentials, [sheetRow('1')]);
		const svg = (await copy(items, { images: 'svg' })).outputs[0][0].binary;
		expect(Buffer.from(svg?.pixQrCode.data ?? '', 'base64').toString()).toContain('<svg');
		expect((await copy(items, { images: 'none' })).outputs[0][0].binary).toEqual({});
	});

	it('takes the code that the invoice came with', async () => {
		const own = buildBrCode({ key: 'gateway@example.com', name: 'Gateway', city: 'SAO PAULO', amountCents: 1234_56, txid: 'G1' });
		const items = await importRows(credentials, [sheetRow('1', { pix_copia_e_cola: own })]);
		expect(copyOf((await copy(items)).json[0][0]).pix).toMatchObject({ payload: own, txid: null, amount: 1234.56 });
	});

	it('leaves out a boleto of another amount, and finds an invoice by its number', async () => {
		const { json: imported } = await receivables('invoice.import', credentials, {}, [sheetRow('1', { linha_digitavel: lineOf(dayFromToday(0), 1_00) })]);
		expect(imported[1]).toEqual([expect.objectContaining({ field: 'boletoLine', severity: 'warning', fieldLabel: 'Linha digitável' })]);
		expect((imported[0][0].invoice as IDataObject).boletoLine).toBe(lineOf(dayFromToday(0), 1_00));
		const { json } = await receivables('invoice.getSecondCopy', credentials, { invoiceFrom: 'number', invoiceNumber: '1' }, [{}]);
		expect(copyOf(json[0][0]).boleto).toBeNull();
	});

	it('says why there is none', async () => {
		credentials = { cobrancaAccountApi: newAccount({ fineKind: 'percent', finePercent: 5 }) };
		const items = await importRows(credentials, [sheetRow('1', { situacao: 'paga' }), sheetRow('2'), sheetRow('3', { cpf_cnpj: '11.222.333/0001-81' })]);
		const { json } = await copy([...items, { numero: '4' }, {}]);
		expect(json[0]).toEqual([]);
		expect(json[1].map(({ row, reason }) => [row, reason])).toEqual([
			[1, 'A fatura 1 está paga: não há o que pagar.'],
			[2, expect.stringContaining('A multa de 5% passa de 2%')],
			[3, expect.stringContaining('A fatura 3 não tem boleto que confira, código Pix nem link.')],
			[4, expect.stringContaining('A fatura 4 não está no livro')],
			[5, expect.stringContaining('O item não diz qual é a fatura')],
		]);
	});
});
