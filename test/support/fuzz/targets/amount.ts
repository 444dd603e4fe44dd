import { ParseError } from '../../../../core/importing/problems';
import { parseAmount } from '../../../../core/money/parseAmount';
import { MAX_CENTS } from '../../../../core/money/cents';
import type { FuzzTarget } from '../target';

export const amountTarget: FuzzTarget = {
	name: 'parseAmount',
	seeds: ['1.234,56', '1234.56', 'R$ 1.234.567,89', '1,234.56', '0,5', 'BRL 10', '12.500'],
	alphabet: '0123456789.,R$ BL-()',
	parse(input) {
		const cents = parseAmount(input);
		if (!Number.isSafeInteger(cents) || cents < 0 || cents > MAX_CENTS) throw new Error(`${cents} is not an amount in cents`);
	},
	isDocumented: (error) => error instanceof ParseError,
};
