import { parseBoleto, type Boleto } from '../../boleto';
import type { Day } from '../../calendar/day';
import type { Calendar } from '../../calendar/Calendar';
import type { Charges } from '../../charges';
import type { Creditor } from '../../creditor';
import type { CollectionItem } from '../../items';
import { buildContext, compileTemplate } from '../render';
import type { PixOffer } from './pix';

/** Everything that a second copy of an invoice's bill says. */
export interface SecondCopy {
	/** What pays it today, and until when. Decimal reais. */
	amount: number;
	validUntil: Day | null;
	boleto: { line: string; boleto: Boleto } | null;
	pix: PixOffer | null;
	paymentUrl: string | null;
	cardUrl: string | null;
	/** All of it in plain text, signed, ready for an answer to the customer. */
	text: string;
}

const TEXT = compileTemplate({ subject: 'Segunda via', message: '{{> faturas}}\n\n{{> composicao}}\n\n{{> pagamento}}' });

/** The second copy of an open invoice as it stands on `today`: the same codes and amounts that a message of that day carries. */
export function secondCopy({ invoice, customer }: Pick<CollectionItem, 'invoice' | 'customer'>, charges: Charges, creditor: Creditor, today: Day, calendar: Calendar): SecondCopy {
	const context = buildContext({ creditor, customer, invoices: [invoice], charges: new Map([[invoice.id, charges]]), today, calendar });
	const { fatura, pix } = context;
	return {
		amount: fatura.valorAtualizado,
		validUntil: fatura.validoAte,
		boleto: fatura.linhaDigitavel === null ? null : { line: fatura.linhaDigitavel, boleto: parseBoleto(fatura.linhaDigitavel, invoice.dueDate) },
		pix: pix[0] ?? null,
		paymentUrl: fatura.linkPagamento,
		cardUrl: fatura.linkCartao,
		text: TEXT.render(context).text,
	};
}
