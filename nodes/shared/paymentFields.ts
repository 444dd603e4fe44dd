import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Day } from '../../core/calendar/day';
import { parseDay } from '../../core/calendar/parseDay';
import { LedgerError } from '../../core/ledger/LedgerError';
import type { Cents } from '../../core/money/cents';
import { parseAmount } from '../../core/money/parseAmount';
import type { rowReader } from './references';

/** Columns of a payment, for rows whose names say too little. */
export const PAYMENT_COLUMNS: INodeProperties[] = [
	{ displayName: 'Amount Column', name: 'paidAmount', type: 'string', default: '', placeholder: 'valor_pago' },
	{ displayName: 'Day Column', name: 'paidOn', type: 'string', default: '', placeholder: 'data_pagamento' },
	{ displayName: 'Invoice Number Column', name: 'number', type: 'string', default: '', placeholder: 'numero' },
];

/** What an item tells of a payment, read by its columns; without a reader, and where it says nothing, it is the whole balance (null) paid today. */
export function readPayment(number: string, json: IDataObject, read: ReturnType<typeof rowReader> | null, today: Day): { amountCents: Cents | null; paidOn: Day } {
	const amount = read && firstTold(read(json, 'paidAmount'), read(json, 'amount'));
	const day = read && firstTold(read(json, 'paidOn'));
	const paidOn = day === null ? today : parseDay(day);
	if (paidOn > today) throw new LedgerError('invalid', `O pagamento da fatura ${number} tem data futura (${paidOn}). Confira a data.`);
	return { amountCents: amount === null ? null : parseAmount(amount), paidOn };
}

function firstTold(...values: unknown[]): unknown {
	return values.find((value) => value !== undefined && value !== null && value !== '') ?? null;
}
