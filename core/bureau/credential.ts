import type { DocumentKind } from '../documents/document';
import { centsFromDecimal } from '../money/cents';
import type { Purchase } from './Bureau';

type Credential = Readonly<Record<string, unknown>>;

/** Characters that a login may have. */
const PRINTABLE = /^[\x20-\x7e]+$/;

/** A text field of a credential, trimmed; '' when it is empty. */
export function fieldOf(credential: Credential, name: string): string {
	const value = credential[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A login or password. Throws a RangeError, naming the field by `label`, when it is empty or cannot be one. */
export function secretOf(credential: Credential, name: string, label: string, of: string): string {
	const value = fieldOf(credential, name);
	if (value === '') throw new RangeError(`Credencial ${of}: preencha o campo "${label}".`);
	if (!PRINTABLE.test(value)) throw new RangeError(`Credencial ${of}: o campo "${label}" tem caracteres que não podem estar ali. Copie-o de novo.`);
	return value;
}

/** `Basic …` of a login. */
export function basicAuth(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}

/** Whether a credential is for the bureau's test environment. */
export function isTestOf(credential: Credential): boolean {
	return credential.environment === 'test';
}

/**
 * What a contract buys about a person or a company; in a test environment for nothing, whatever the contract's price.
 * Throws a RangeError when it names no product, or no price although lookups cost: without one no budget could hold.
 */
export function purchaseOf(credential: Credential, kind: DocumentKind, told: { product: string; productLabel: string; of: string; isTest: boolean }): Purchase {
	const what = kind === 'cpf' ? 'CPF' : 'CNPJ';
	if (told.product === '') throw new RangeError(`Credencial ${told.of}: o campo "${told.productLabel}" está vazio, e por isso nenhum ${what} é consultado ali.`);
	const [name, label] = kind === 'cpf' ? ['personPrice', 'Price of a Person (CPF)'] : ['companyPrice', 'Price of a Company (CNPJ)'];
	const price = Number(credential[name] ?? 0);
	if (!Number.isFinite(price) || price < 0 || price > 100_000) throw new RangeError(`Credencial ${told.of}: "${label}" precisa ser um valor em reais.`);
	const cents = centsFromDecimal(price);
	if (told.isTest) return { product: told.product, cents: 0 };
	if (cents === 0) throw new RangeError(`Credencial ${told.of}: diga em "${label}" quanto custa cada consulta, em reais. De um pacote: o preço dividido pelo número de consultas. O orçamento do mês depende disso.`);
	return { product: told.product, cents };
}
