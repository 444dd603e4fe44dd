import { buildBarcode, parseBoleto } from '../../../core/boleto';
import { buildBrCode } from '../../../core/pix';
import { CANONICAL_COLUMNS, flattenItem, isCanonicalItem } from '../../../core/importing/canonicalItem';
import { guessColumns } from '../../../core/importing/columns';
import { parseRow } from '../../../core/importing/parseRow';
import type { CollectionItem } from '../../../core/items';

const BOLETO_LINE = parseBoleto(buildBarcode({ bank: '341', dueDate: '2026-12-31', amountCents: 123456, freeField: '1'.repeat(25) }), '2026-12-31').line;
const PIX = buildBrCode({ key: 'a@exemplo.com', name: 'Padaria', city: 'Campinas', amountCents: 123456, txid: 'NF1' });

const ITEM: CollectionItem = {
	invoice: {
		id: 5, source: 'erp', number: 'NF-1', description: null, issueDate: '2026-12-01', dueDate: '2026-12-31', amount: 1234.56,
		paidAmount: 200.1, balance: 1034.46, status: 'open', paidOn: null, paymentUrl: 'https://exemplo.com.br/1', cardUrl: 'https://exemplo.com.br/1/cartao',
		boletoLine: BOLETO_LINE, pixPayload: PIX, terms: { fine: '1,5%', interest: '0,033% ao dia', discount: '5% até 10 dias antes', graceBankingDays: 2 }, daysOverdue: -3,
		statusNote: null, gateway: null, installment: null,
	},
	customer: { id: 9, name: 'Padaria Sol', document: '52998224725', email: 'a@exemplo.com', phone: '+5511912345678', state: 'SP', city: 'Campinas', postalCode: '13010000' },
};

describe('flattenItem', () => {
	it('makes a row that parses into the same invoice', () => {
		const item = { ...ITEM };
		expect(isCanonicalItem(item)).toBe(true);
		const row = flattenItem(item);
		expect(guessColumns(Object.keys(row)).columns).toEqual(CANONICAL_COLUMNS);
		expect(parseRow(row, CANONICAL_COLUMNS, 1)).toEqual({
			problems: [],
			input: {
				number: 'NF-1', description: null, issueDate: '2026-12-01', dueDate: '2026-12-31', amountCents: 123456, paidCents: 20010,
				paidOn: null, status: 'open', paymentUrl: 'https://exemplo.com.br/1', cardUrl: 'https://exemplo.com.br/1/cartao', boletoLine: BOLETO_LINE, pixPayload: PIX,
				terms: {
					fine: { kind: 'percent', rate: 1_500_000 }, interest: { kind: 'daily', rate: 33_000 },
					discounts: [{ kind: 'percent', rate: 5_000_000, daysBefore: 10 }], graceBankingDays: 2,
				},
				customer: {
					key: 'doc:52998224725', name: 'Padaria Sol', document: '52998224725', email: 'a@exemplo.com', phone: '+5511912345678', state: 'SP',
					city: 'Campinas', postalCode: '13010000', code: null,
				},
			},
		});
	});

	it.each(['open', 'paid', 'cancelled', 'disputed'] as const)('keeps the status %s', (status) => {
		const item = { ...ITEM, invoice: { ...ITEM.invoice, status, paidAmount: status === 'paid' ? 1234.56 : 0 } };
		expect(parseRow(flattenItem(item), CANONICAL_COLUMNS, 1)).toMatchObject({ problems: [], input: { status } });
	});

	it.each([{}, { invoice: 'NF-1', customer: 'Maria' }, { invoice: {}, customer: null }, { invoice: [], customer: {} }])(
		'does not take %j for canonical',
		(item) => {
			expect(isCanonicalItem(item)).toBe(false);
			expect(parseRow(flattenItem(item), CANONICAL_COLUMNS, 1).input).toBeUndefined();
		},
	);
});
