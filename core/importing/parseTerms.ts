import { parseDiscounts, parseFine, parseInterest, type TermsOverride } from '../charges';
import { checkTerms } from '../charges/terms';
import type { FieldKey } from './fields';
import { excerpt } from './problems';
import type { RowReader } from './rowReader';

const LIMIT = 300;

/**
 * What a row says of fine, interest, discount and grace; null when it says nothing, and the account's hold. What
 * cannot be read is an error of the row: charging the account's terms instead would charge a wrong amount.
 */
export function parseTerms(row: RowReader): TermsOverride | null {
	const fine = read(row, 'fine', parseFine);
	const interest = read(row, 'interest', parseInterest);
	const discounts = read(row, 'discount', parseDiscounts);
	const graceBankingDays = read(row, 'graceBankingDays', parseGrace);
	const terms: TermsOverride = {
		...(fine === null ? {} : { fine }),
		...(interest === null ? {} : { interest }),
		...(discounts === null ? {} : { discounts }),
		...(graceBankingDays === null ? {} : { graceBankingDays }),
	};
	return Object.keys(terms).length === 0 ? null : terms;
}

function read<T>(row: RowReader, field: FieldKey, parse: (text: string) => T): T | null {
	const text = row.text(field, LIMIT);
	if (text === null) return null;
	try {
		return parse(text);
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		row.error(field, error.message);
		return null;
	}
}

function parseGrace(text: string): number {
	if (!/^\d{1,3}$/.test(text)) throw new RangeError(`A carência "${excerpt(text)}" não é um número de dias. Use um número inteiro, como 2.`);
	return checkTerms({ graceBankingDays: Number(text) }).graceBankingDays;
}
