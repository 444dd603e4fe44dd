import { CANONICAL_COLUMNS, flattenItem, isCanonicalItem } from '../../../core/importing/canonicalItem';
import { guessColumns } from '../../../core/importing/columns';
import { parseRow } from '../../../core/importing/parseRow';
import type { CollectionItem } from '../../../core/items';

const ITEM: CollectionItem = {
	invoice: {
		id: 5, source: 'erp', number: 'NF-1', description: null, issueDate: '2026-12-01', dueDate: '2026-12-31', amount: 1234.56,
		paidAmount: 200.1, balance: 1034.46, status: 'open', paidOn: null, paymentUrl: 'https://exemplo.com.br/1', daysOverdue: -3,
	},
	customer: { id: 9, name: 'Padaria Sol', document: '52998224725', email: 'a@exemplo.com', phone: null, state: 'SP' },
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
				paidOn: null, status: 'open', paymentUrl: 'https://exemplo.com.br/1',
				customer: {
					key: 'doc:52998224725', name: 'Padaria Sol', document: '52998224725', email: 'a@exemplo.com', phone: null, state: 'SP', code: null,
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
