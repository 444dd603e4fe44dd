import type { InvoiceStatus } from '../items';
import { foldText } from './text';

/** Words of systems, banks and gateways for each status; the feminine is derived from an ending in `o`. */
const WORDS: Record<InvoiceStatus, readonly string[]> = {
	paid: ['pago', 'quitado', 'liquidado', 'baixado', 'recebido', 'confirmado', 'compensado', 'paid', 'settled', 'received', 'confirmed', 'received in cash', 'dunning received'],
	open: ['aberto', 'em aberto', 'pendente', 'a vencer', 'a receber', 'vencido', 'atrasado', 'em atraso', 'vence hoje', 'aguardando pagamento', 'pago parcialmente', 'parcialmente pago', 'parcial', 'open', 'overdue', 'pending', 'unpaid', 'partially paid', 'awaiting payment', 'dunning requested'],
	cancelled: ['cancelado', 'estornado', 'cancelled', 'canceled', 'refunded', 'void', 'deleted'],
	disputed: ['contestado', 'em disputa', 'em contestacao', 'disputado', 'disputed', 'chargeback requested', 'chargeback dispute'],
};

const BY_WORD = new Map<string, InvoiceStatus>();
for (const status of Object.keys(WORDS) as InvoiceStatus[]) {
	for (const word of WORDS[status]) {
		BY_WORD.set(word, status);
		BY_WORD.set(word.toUpperCase(), status);
		BY_WORD.set(word.replace(/o\b/g, 'a'), status);
	}
}

/** For the message about a word that is none of these. */
export const ALLOWED_STATUS_WORDS = 'pago, aberto, vencido, cancelado ou contestado';

/** The status a word stands for, in any case and with or without accents; null when it is not known. */
export function statusFromText(text: string): InvoiceStatus | null {
	return BY_WORD.get(text) ?? (text.length > 60 ? null : (BY_WORD.get(foldText(text)) ?? null));
}
