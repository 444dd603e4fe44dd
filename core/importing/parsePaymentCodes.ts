import { boletoContradiction, BoletoError, parseBoleto } from '../boleto';
import type { Day } from '../calendar/day';
import type { Cents } from '../money/cents';
import { formatCents } from '../money/cents';
import { BrCodeError, parseBrCode } from '../pix';
import type { RowReader } from './rowReader';

const LINE_LIMIT = 120;
const PIX_LIMIT = 600;

/** What an invoice must agree with. */
interface Owed {
	dueDate: Day;
	amountCents: Cents;
	balanceCents: Cents;
}

/**
 * The linha digitável of a row (or the 44 digits of its barcode), as the digits of the line. One that cannot be
 * right is a warning and left out; one of another amount or due date than the invoice's is kept, with a warning,
 * and shown to no customer while it contradicts.
 */
export function parseBoletoLine(row: RowReader, owed: Owed | null): string | null {
	// A spreadsheet that took the digits for a number has lost most of them: no reason to refuse the invoice.
	if (typeof row.raw('boletoLine') === 'number') {
		row.warn('boletoLine', 'A linha digitável perdeu dígitos na planilha. Formate a coluna como texto e exporte de novo. A fatura fica sem boleto.');
		return null;
	}
	const text = row.text('boletoLine', LINE_LIMIT);
	if (text === null || owed === null) return null;
	try {
		const boleto = parseBoleto(text, owed.dueDate);
		const contradiction = boletoContradiction(boleto, owed);
		if (contradiction) row.warn('boletoLine', `${contradiction} Enquanto não for corrigido, as mensagens saem sem a linha digitável.`);
		return boleto.line;
	} catch (error) {
		if (!(error instanceof BoletoError)) throw error;
		row.warn('boletoLine', `${error.message} A fatura fica sem boleto.`);
		return null;
	}
}

/** The Pix "copia e cola" of a row; null, with a warning, when it is broken or asks for another amount. */
export function parsePixPayload(row: RowReader, owed: Owed | null): string | null {
	const text = row.text('pixPayload', PIX_LIMIT);
	if (text === null || owed === null) return null;
	try {
		const { amountCents, kind } = parseBrCode(text);
		if (kind === 'dynamic' || amountCents === null || amountCents === owed.amountCents || amountCents === owed.balanceCents) return text.trim();
		row.warn('pixPayload', `O código Pix é de ${formatCents(amountCents)}, mas a fatura é de ${formatCents(owed.amountCents)}. A fatura fica sem esse código.`);
	} catch (error) {
		if (!(error instanceof BrCodeError)) throw error;
		row.warn('pixPayload', `${error.message} A fatura fica sem esse código.`);
	}
	return null;
}
