import type { ReminderContext } from '../context';
import { formatReais } from '../formats';
import type { InvoiceContext } from '../invoiceContext';

export interface Amount {
	label: string;
	amount: string;
}

/** Invoices that stand together in a message, under a heading when there is more than one list. */
export interface InvoiceList {
	heading: string | null;
	invoices: readonly InvoiceContext[];
	total: Amount | null;
}

/** The last line of a single list of several: what is owed in all, or what was paid when nothing is owed. */
function totalOfAll({ faturas, total, varias }: ReminderContext): Amount | null {
	if (!varias) return null;
	if (faturas.every((invoice) => invoice.paga)) return { label: 'Total pago', amount: formatReais(total.valorPago) };
	return { label: 'Total em aberto', amount: formatReais(total.valorAtualizado) };
}

/**
 * The lists that a message shows. One is enough unless some open invoices are late and others are not:
 * then they stand apart, the late ones first, so that nobody is dunned for what can still be paid in time.
 */
export function groupsOf(context: ReminderContext): InvoiceList[] {
	const { faturas, vencidas, aVencer } = context;
	if (vencidas.quantidade === 0 || aVencer.quantidade === 0) {
		return [{ heading: null, invoices: faturas, total: totalOfAll(context) }];
	}
	const other = faturas.filter((invoice) => !invoice.vencida && !invoice.noPrazo);
	return [
		{
			heading: 'Em atraso',
			invoices: faturas.filter((invoice) => invoice.vencida),
			total: { label: 'Total em atraso', amount: formatReais(vencidas.valorAtualizado) },
		},
		{
			heading: 'Ainda no prazo',
			invoices: faturas.filter((invoice) => invoice.noPrazo),
			total: { label: 'Total a vencer', amount: formatReais(aVencer.valorAtualizado) },
		},
		...(other.length > 0 ? [{ heading: 'Outras faturas', invoices: other, total: null }] : []),
	];
}
