import { formatDocument, kindOf } from '../documents/document';
import { mapTexts } from '../json';
import { decimalFromCents } from '../money/cents';
import type { ListingDebt } from './ListingProvider';

type Value = string | number | null;

/** What the address and body of a request may name in braces. */
const VALUES: Readonly<Record<string, (debt: ListingDebt) => Value>> = {
	documento: ({ invoice }) => invoice.document,
	documentoFormatado: ({ invoice }) => formatDocument(invoice.document ?? ''),
	tipo: ({ invoice }) => (kindOf(invoice.document ?? '') === 'cnpj' ? 'J' : 'F'),
	nome: ({ invoice }) => invoice.name,
	email: ({ invoice }) => invoice.email,
	telefone: ({ invoice }) => invoice.phone,
	cep: ({ invoice }) => invoice.postal_code,
	cidade: ({ invoice }) => invoice.city,
	uf: ({ invoice }) => invoice.state,
	endereco: ({ address }) => address?.address ?? null,
	numeroEndereco: ({ address }) => address?.addressNumber ?? null,
	complemento: ({ address }) => address?.complement ?? null,
	bairro: ({ address }) => address?.province ?? null,
	contrato: ({ invoice }) => invoice.number,
	valor: ({ amountCents }) => decimalFromCents(amountCents),
	valorCentavos: ({ amountCents }) => amountCents,
	vencimento: ({ invoice }) => invoice.due_date,
	descricao: ({ description }) => description,
	negativacao: ({ listingId }) => String(listingId),
	referencia: ({ reference }) => reference,
};

const NAME = /\{([A-Za-z]+)\}/g;
const WHOLE = /^\{([A-Za-z]+)\}$/;

/** Throws a RangeError that names a value nobody knows. `field` is the field of the node to correct. */
export function checkTemplate(text: string, field: string): void {
	for (const [, name] of text.matchAll(NAME)) {
		if (!Object.hasOwn(VALUES, name)) throw new RangeError(`"{${name}}" em "${field}" não existe. Há: ${Object.keys(VALUES).map((known) => `{${known}}`).join(', ')}.`);
	}
}

/** An address with the values in place, each escaped: what a customer is called cannot change where the request goes. */
export function fillPath(template: string, debt: ListingDebt): string {
	return template.replace(NAME, (_, name: string) => encodeURIComponent(String(valueOf(name, debt) ?? '')));
}

/** A body with the values in place. One that is all of a text keeps its type, so that amounts are numbers and what is missing is null. */
export function fillBody(template: unknown, debt: ListingDebt): unknown {
	return mapTexts(template, (text) => {
		const whole = WHOLE.exec(text);
		return whole ? valueOf(whole[1], debt) : text.replace(NAME, (_, name: string) => String(valueOf(name, debt) ?? ''));
	});
}

function valueOf(name: string, debt: ListingDebt): Value {
	return VALUES[name](debt);
}
