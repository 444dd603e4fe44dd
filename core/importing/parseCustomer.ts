import { parseDocument } from '../documents/document';
import { DocumentError } from '../documents/DocumentError';
import { parseAddress } from './address';
import { pickEmail } from './email';
import type { CustomerInput } from './invoiceInput';
import { pickPhone } from './phone';
import type { RowReader } from './rowReader';
import { foldText } from './text';

const NAME_LIMIT = 200;
const CODE_LIMIT = 80;
const DOCUMENT_LIMIT = 80;

/** The customer of a row; null, with the errors noted, when it has no usable name. */
export function parseCustomer(row: RowReader): CustomerInput | null {
	const name = row.text('customerName', NAME_LIMIT);
	if (name === null) row.missing('customerName');
	const document = readDocument(row);
	const email = pickEmail(row);
	const phone = pickPhone(row);
	const { state, city, postalCode } = parseAddress(row);
	const code = row.text('customerCode', CODE_LIMIT);
	const credit = readCredit(row);
	if (name === null) return null;
	return { key: customerKey(name, document, code, email), name, document, email, phone, state, city, postalCode, code, ...credit };
}

/**
 * Since when a customer, and how far it is trusted: only what the row tells, so that a file without it erases nothing. Most
 * systems write 0 where nobody set a limit; a limit that really is nothing is set by a person.
 */
function readCredit(row: RowReader): Pick<CustomerInput, 'since' | 'creditLimitCents' | 'creditLimitUntil'> {
	const since = row.day('customerSince', 'warning');
	const creditLimitCents = row.amount('customerCreditLimit', 'warning');
	const creditLimitUntil = row.day('customerCreditLimitUntil', 'warning');
	return {
		...(since === null ? {} : { since }),
		...(creditLimitCents ? { creditLimitCents } : {}),
		...(creditLimitUntil === null ? {} : { creditLimitUntil }),
	};
}

/** The surest thing that tells one customer from another; see {@link CustomerInput.key}. */
function customerKey(name: string, document: string | null, code: string | null, email: string | null): string {
	if (document !== null) return `doc:${document}`;
	if (code !== null) return `code:${code}`;
	if (email !== null) return `email:${email}`;
	// A name made of symbols alone would fold to nothing and merge with every other such name.
	return `name:${foldText(name) || name.toLowerCase()}`;
}

/** CPF or CNPJ; null, with a warning, when it is not one: a wrong one would be another person's. */
function readDocument(row: RowReader): string | null {
	const text = row.text('customerDocument', DOCUMENT_LIMIT);
	if (text === null) return null;
	try {
		return parseDocument(text).value;
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		row.warn('customerDocument', `${error.message} O cliente fica sem documento; corrija e importe de novo.`);
		return null;
	}
}
