import { bankName, boletoContradiction, BoletoError, buildBarcode, formatLine, MAX_BOLETO_CENTS, type BarcodeInput } from '../../../core/boleto';

const INPUT: BarcodeInput = { bank: '341', dueDate: '2026-07-10', amountCents: 26000, freeField: '1790010104351004791020150' };

describe('buildBarcode', () => {
	it('builds a valid barcode', () => {
		expect(buildBarcode(INPUT)).toBe('34199150300000260001790010104351004791020150');
	});

	it.each<[Partial<BarcodeInput>, string]>([
		[{ bank: '34' }, 'bank'],
		[{ bank: '801' }, 'bank'],
		[{ bank: '٣٤١' }, 'bank'],
		[{ amountCents: -1 }, 'amount'],
		[{ amountCents: 0.5 }, 'amount'],
		[{ amountCents: Number.NaN }, 'amount'],
		[{ amountCents: MAX_BOLETO_CENTS + 1 }, 'amount'],
		[{ freeField: '1'.repeat(24) }, 'freeField'],
		[{ freeField: `${'1'.repeat(25)}\n` }, 'freeField'],
		[{ dueDate: '2050-01-01' }, 'dueFactor'],
	])('refuses %p: %s', (change, part) => {
		expect(() => buildBarcode({ ...INPUT, ...change })).toThrow(expect.objectContaining({ name: 'BoletoError', part }));
	});
});

describe('formatLine', () => {
	it.each([
		['00190500954014481606906809350314599990000000100', '00190.50095 40144.816069 06809.350314 5 99990000000100'],
		['836200000005667800481000180975657313001589636081', '83620000000-5 66780048100-0 18097565731-3 00158963608-1'],
		['83620000000-5 66780048100-0 18097565731-3 00158963608-1', '83620000000-5 66780048100-0 18097565731-3 00158963608-1'],
	])('groups %s as %s', (line, printed) => {
		expect(formatLine(line)).toBe(printed);
	});

	it.each(['', '123', '1'.repeat(44), 'x', '1'.repeat(10_000)])('refuses %p', (line) => {
		expect(() => formatLine(line)).toThrow(BoletoError);
	});
});

describe('boletoContradiction', () => {
	const invoice = { dueDate: '2026-07-10', amountCents: 20000, balanceCents: 15000 };

	it.each([
		[20000, '2026-07-10'],
		[15000, '2026-07-10'],
		[null, '2026-07-10'],
		[20000, null],
		[null, null],
	])('finds none with %p cents due on %p', (amountCents, dueDate) => {
		expect(boletoContradiction({ amountCents, dueDate }, invoice)).toBeNull();
	});

	it('names the amount, the due date, or both', () => {
		const advice = '. Confira se é o boleto desta fatura.';
		const amount = 'é de R$\u00a0100,00, mas a fatura é de R$\u00a0200,00 e o saldo é R$\u00a0150,00';
		const due = 'vence em 11/07/2026, mas a fatura vence em 10/07/2026';
		expect(boletoContradiction({ amountCents: 10000, dueDate: null }, invoice)).toBe(`O boleto ${amount}${advice}`);
		expect(boletoContradiction({ amountCents: null, dueDate: '2026-07-11' }, invoice)).toBe(`O boleto ${due}${advice}`);
		expect(boletoContradiction({ amountCents: 10000, dueDate: '2026-07-11' }, invoice)).toBe(`O boleto ${amount}; e ${due}${advice}`);
		expect(boletoContradiction({ amountCents: 10000, dueDate: null }, { ...invoice, balanceCents: 20000 })).toBe(
			`O boleto é de R$\u00a0100,00, mas a fatura é de R$\u00a0200,00${advice}`,
		);
	});
});

describe('bankName', () => {
	it('knows the usual banks, and no others', () => {
		expect(bankName('001')).toBe('Banco do Brasil');
		expect(bankName('461')).toBe('Asaas');
		expect(bankName('000')).toBeNull();
		expect(bankName('constructor')).toBeNull();
	});
});
