import { isCnpj } from './cnpj';
import { isCpf } from './cpf';
import { maskDocument } from './document';

/** A CPF's or a CNPJ's digits, with the usual punctuation, some of it or none; and a CNPJ with letters, with all of it. */
const FORMS = [
	/(?<!\d)\d{2}[.\s]?\d{3}[.\s]?\d{3}[/\s]?\d{4}[-\s]?\d{2}(?!\d)/g,
	/(?<!\d)\d{3}[.\s]?\d{3}[.\s]?\d{3}[-/\s]?\d{2}(?!\d)/g,
	/(?<![0-9A-Z])[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/[0-9A-Z]{4}-?\d{2}(?!\d)/gi,
];
/** A number: where a system keeps documents as numbers, leading zeros are gone, or more are there than should be. */
const NUMBER = /(?<![\d.,-])\d{9,30}(?!\d|[.,-]\d)/g;
/** Letters and digits alone may be any word: only check digits tell a CNPJ. */
const WORD = /(?<![0-9A-Z])[0-9A-Z]{12}\d{2}(?![0-9A-Z])/gi;

/**
 * A text from outside with every CPF and CNPJ in it masked as `maskDocument` does, whether its check digits fit or not;
 * numbers of another length only where they fit once their zeros are set right.
 */
export function maskDocuments(text: string): string {
	const numbers = text.replace(NUMBER, (digits) => {
		const document = documentOf(digits);
		return document === null ? digits : maskDocument(document);
	});
	const words = numbers.replace(WORD, (word) => (isCnpj(word.toUpperCase()) ? maskDocument(word) : word));
	return FORMS.reduce((masked, form) => masked.replace(form, maskDocument), words);
}

function documentOf(digits: string): string | null {
	const significant = digits.replace(/^0+/, '');
	const [cpf, cnpj] = [significant.padStart(11, '0'), significant.padStart(14, '0')];
	if (isCpf(cpf)) return cpf;
	return isCnpj(cnpj) ? cnpj : null;
}
