import { createHash } from 'node:crypto';
import type { Day } from '../../calendar/day';
import type { Creditor } from '../../creditor';
import type { InvoiceItem } from '../../items';
import { centsFromDecimal, decimalFromCents } from '../../money/cents';
import { BrCodeError, buildBrCode, parseBrCode, txidFrom } from '../../pix';
import type { InvoiceContext } from '../render/invoiceContext';

/** A Pix that a message offers. */
export interface PixOffer {
	/** The invoices that it pays, and their ids in the ledger. */
	numbers: string[];
	invoiceIds: number[];
	/** Decimal reais; null for a code whose amount its own page decides. */
	amount: number | null;
	/** Last day on which that amount settles them; null when time adds nothing. */
	validUntil: Day | null;
	/** The code, "copia e cola". */
	payload: string;
	/** Of a code of ours: how its payment is found in a bank statement. */
	txid: string | null;
}

interface Pair {
	invoice: InvoiceItem;
	context: InvoiceContext;
}

/**
 * The Pix codes of a message. An invoice that its source made a code for is paid by that one. For the others the
 * creditor's own key, if it has one, takes the updated amount: late ones by one code together and those still in
 * time by another, so that nobody has to pay the one to pay the other. Also notes in each invoice's context the
 * code that pays it alone.
 */
export function pixOffers(creditor: Creditor, pairs: readonly Pair[]): PixOffer[] {
	const open = pairs.filter(({ context }) => context.vencida || context.noPrazo);
	const own: PixOffer[] = [];
	const rest: Pair[] = [];
	for (const pair of open) {
		const offer = ownCode(pair);
		if (offer) own.push(offer);
		else rest.push(pair);
	}
	const late = ourCode(creditor, rest.filter(({ context }) => context.vencida));
	const inTime = ourCode(creditor, rest.filter(({ context }) => context.noPrazo));
	const offers = [...own, ...(late ? [late] : []), ...(inTime ? [inTime] : [])];
	for (const { context } of open) {
		context.pixCopiaECola = offers.find(({ numbers }) => numbers.length === 1 && numbers[0] === context.numero)?.payload ?? null;
	}
	return offers;
}

/** The code that the invoice came with, unless it is broken or asks for another amount than what is owed. */
function ownCode({ invoice, context }: Pair): PixOffer | null {
	if (invoice.pixPayload === null) return null;
	try {
		const { amountCents, kind } = parseBrCode(invoice.pixPayload);
		const owed = [centsFromDecimal(context.valorAtualizado), centsFromDecimal(context.saldo)];
		if (kind === 'static' && amountCents !== null && !owed.includes(amountCents)) return null;
		const amount = kind === 'static' && amountCents !== null ? decimalFromCents(amountCents) : null;
		return { numbers: [context.numero], invoiceIds: [invoice.id], amount, validUntil: null, payload: invoice.pixPayload, txid: null };
	} catch (error) {
		if (error instanceof BrCodeError) return null;
		throw error;
	}
}

/** One code of the creditor's for some invoices together; null without a key, or when nothing is left to pay. */
function ourCode({ pix }: Creditor, pairs: readonly Pair[]): PixOffer | null {
	const amountCents = pairs.reduce((sum, { context }) => sum + centsFromDecimal(context.valorAtualizado), 0);
	if (pix === null || amountCents === 0) return null;
	const days = pairs.flatMap(({ context }) => (context.validoAte === null ? [] : [context.validoAte])).sort();
	const txid = txidOf(pairs);
	return {
		numbers: pairs.map(({ context }) => context.numero),
		invoiceIds: pairs.map(({ invoice }) => invoice.id),
		amount: decimalFromCents(amountCents),
		validUntil: days[0] ?? null,
		payload: buildBrCode({ ...pix, amountCents, txid }),
		txid,
	};
}

/** An invoice's own number, as far as a txid can hold it; of several invoices, what tells these from any others. */
function txidOf(pairs: readonly Pair[]): string {
	if (pairs.length === 1) return txidFrom(pairs[0].context.numero);
	const ids = pairs.map(({ invoice }) => invoice.id).sort((a, b) => a - b);
	return `V${createHash('sha256').update(ids.join(',')).digest('hex').slice(0, 24).toUpperCase()}`;
}
