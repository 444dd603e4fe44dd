import type { Day } from '../calendar/day';
import type { RowProblem } from './problems';

/** What to tell an operator whose row says that an invoice is paid, but not when: which day counts instead. */
export function undatedPayment(row: number, paidOn: Day, dueDate: Day): RowProblem {
	const counted = paidOn === dueDate ? 'contada como paga no vencimento' : 'contada como paga hoje';
	return {
		row,
		field: 'paidOn',
		column: null,
		value: '',
		severity: 'warning',
		reason: `Paga, mas sem data de pagamento: ${counted}. Traga a data do pagamento, para que se saiba quem paga em dia.`,
	};
}
