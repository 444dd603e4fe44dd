import { boletoContradiction, BoletoError, formatLine, parseBoleto } from '../../boleto';
import type { InvoiceItem } from '../../items';
import { centsFromDecimal } from '../../money/cents';

/**
 * The linha digitável that a customer may be shown, in its printed groups. Null when the invoice has none, and
 * when paying it would pay another amount than what is still owed of the invoice, or another invoice.
 */
export function usableBoleto(invoice: Pick<InvoiceItem, 'boletoLine' | 'dueDate' | 'amount' | 'balance'>): string | null {
	if (invoice.boletoLine === null) return null;
	const balanceCents = centsFromDecimal(invoice.balance);
	try {
		const boleto = parseBoleto(invoice.boletoLine, invoice.dueDate);
		// A boleto of the whole amount is no way to pay the rest of an invoice that was paid in part.
		if (boleto.amountCents !== null && boleto.amountCents !== balanceCents) return null;
		const contradiction = boletoContradiction(boleto, { dueDate: invoice.dueDate, amountCents: centsFromDecimal(invoice.amount), balanceCents });
		return contradiction === null ? formatLine(boleto.line) : null;
	} catch (error) {
		// Items may come with any text in the field; what the ledger holds was checked when it came in.
		if (error instanceof BoletoError) return null;
		throw error;
	}
}
