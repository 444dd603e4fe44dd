const COMPANY_SUFFIX = /(?:^|[\s,.-])(?:LTDA|EIRELI|EPP|MEI|ME|S\/A|S\.A|SA|SLU|CIA)\.?$/i;
/** `João de Sá`, written without accents, is a person: the surname comes after a particle. */
const SURNAME_AFTER_PARTICLE = /\s(?:de|da|do|e)\s+sa$/i;
const HONORIFIC = /^(?:sr|sra|srta|dr|dra|prof|profa|dona)\.?$/i;
/** Names of sole traders carry the owner's CPF, or the first digits of the CNPJ: not for a greeting. */
const REGISTRY_DIGITS = /^\d{2}\.?\d{3}\.?\d{3}\s+|\s+\d{11}$/g;

/** Whether the customer is a company: by the length of the document, without one by the name. */
export function isCompany(name: string, document: string | null): boolean {
	const length = document?.replace(/[^0-9A-Za-z]/g, '').length;
	if (length === 14) return true;
	if (length === 11) return false;
	const trimmed = name.trim();
	return COMPANY_SUFFIX.test(trimmed) && !SURNAME_AFTER_PARTICLE.test(trimmed);
}

function titleCase(word: string): string {
	return word
		.toLocaleLowerCase('pt-BR')
		.replace(/(^|[-'’])(\p{L})/gu, (_match, before: string, letter: string) => before + letter.toLocaleUpperCase('pt-BR'));
}

/**
 * How to greet: the first name of a person (`MARIA DA SILVA` → `Maria`), the whole name of a company.
 * A name that starts with an initial stays whole, for an initial greets nobody.
 */
export function firstName(name: string, document: string | null): string {
	const whole = name.replace(/\s+/g, ' ').trim();
	if (isCompany(whole, document)) return whole.replace(REGISTRY_DIGITS, '') || whole;
	const words = whole.split(' ');
	const first = words.length > 1 && HONORIFIC.test(words[0] ?? '') ? (words[1] ?? '') : (words[0] ?? '');
	if (first.replace('.', '').length < 2) return whole;
	const oneCase = whole === whole.toLocaleUpperCase('pt-BR') || whole === whole.toLocaleLowerCase('pt-BR');
	return oneCase ? titleCase(first) : first;
}
