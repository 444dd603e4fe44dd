import { isDay, type Day } from '../../calendar/day';
import { excerpt } from '../../importing/problems';
import { cleanText } from '../../importing/text';
import { centsFromDecimal, type Cents } from '../../money/cents';
import type { GatewayCharge, Installment } from '../Gateway';
import { isJson, numberIn, textIn, type Json } from './json';
import { stateOf } from './states';
import { termsFrom } from './terms';

/** `status` of a charge that was deleted: the API keeps what it was before. */
export const DELETED = 'DELETED';
const DESCRIPTION_LIMIT = 500;

/**
 * A charge of the API in the ledger's terms. `today` is the day of a payment whose date the charge does not tell.
 * Throws a RangeError that says, for the operator, what of it cannot be read.
 */
export function chargeFrom(value: unknown, today: Day): GatewayCharge {
	if (!isJson(value)) throw new RangeError(`O Asaas enviou ${excerpt(value)} em lugar de uma cobrança.`);
	const id = required(value, 'id');
	const status = required(value, 'status');
	const dueDate = dayIn(value, 'dueDate');
	if (dueDate === null) throw new RangeError(`A cobrança ${id} do Asaas não tem vencimento.`);
	const told = stateOf(status, value.deleted === true);
	const paidCents = centsIn(value, 'value');
	const amountCents = numberIn(value, 'originalValue') === null ? paidCents : centsIn(value, 'originalValue');
	const issueDate = dayIn(value, 'dateCreated');
	return {
		id,
		customerId: required(value, 'customer'),
		number: textIn(value, 'invoiceNumber') ?? id,
		reference: textIn(value, 'externalReference'),
		description: cleanText((textIn(value, 'description') ?? '').slice(0, DESCRIPTION_LIMIT)) || null,
		issueDate: issueDate !== null && issueDate <= dueDate ? issueDate : null,
		dueDate,
		amountCents,
		state: told?.state ?? null,
		status: value.deleted === true ? DELETED : status,
		note: told?.note ?? null,
		payment: told?.state === 'paid' ? { cents: paidCents, paidOn: dayIn(value, 'clientPaymentDate') ?? dayIn(value, 'paymentDate') ?? dayIn(value, 'confirmedDate') ?? today } : null,
		terms: termsFrom(value),
		paymentUrl: urlIn(value, 'invoiceUrl'),
		installment: installmentIn(value),
	};
}

function required(json: Json, field: string): string {
	const text = textIn(json, field);
	if (text === null) throw new RangeError(`A cobrança ${textIn(json, 'id') ?? ''} do Asaas veio sem o campo "${field}".`.replace('  ', ' '));
	return text;
}

function centsIn(json: Json, field: string): Cents {
	const cents = centsFromDecimal(numberIn(json, field) ?? 0);
	if (cents <= 0) throw new RangeError(`A cobrança ${textIn(json, 'id')} do Asaas tem o valor ${excerpt(json[field])}, que não serve: precisa ser maior que zero.`);
	return cents;
}

/** Days come as `2026-11-30`, at times with an hour behind. */
function dayIn(json: Json, field: string): Day | null {
	const text = textIn(json, field)?.slice(0, 10) ?? null;
	return text !== null && isDay(text) ? text : null;
}

function urlIn(json: Json, field: string): string | null {
	const text = textIn(json, field);
	return text !== null && /^https?:\/\//.test(text) && URL.canParse(text) ? text : null;
}

function installmentIn(json: Json): Installment | null {
	const id = textIn(json, 'installment');
	const number = numberIn(json, 'installmentNumber');
	if (id === null || number === null) return null;
	// Asaas itself writes "Parcela 2 de 10." before the description; the charge has no field of its own for it.
	const count = /^Parcela \d{1,3} de (\d{1,3})\b/.exec(textIn(json, 'description') ?? '')?.[1];
	return { id, number, count: count === undefined ? null : Number(count) };
}
