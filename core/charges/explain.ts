import { dayNumber } from '../calendar/day';
import { formatDay } from '../calendar/formatDay';
import { formatCents } from '../money/cents';
import type { ChargeLine } from './charges';
import type { LegalRates } from './legalRates';
import { formatRate } from './rate';

/** A line of an updated amount in words, for an operator or a customer to read. */
export interface ExplainedLine {
	/** `Multa de 2%`, `Juros de 1% ao mês (5 dias)`. */
	label: string;
	/** How it comes about, in one sentence. */
	detail: string;
	/** The rule it follows: law and article, or the contract. */
	rule: string;
}

const PER = { month: 'ao mês', day: 'ao dia' } as const;

/** Puts a line into words. `legalRates` names the rates of the months of a line at the legal rate. */
export function explainLine(line: ChargeLine, legalRates?: LegalRates): ExplainedLine {
	switch (line.kind) {
		case 'principal':
			return { label: 'Valor original', detail: 'Valor da fatura no vencimento.', rule: 'Contrato' };
		case 'fine':
			return {
				label: line.rate === null ? 'Multa por atraso' : `Multa por atraso de ${formatRate(line.rate)}`,
				detail: line.rate === null ? 'Valor fixo, cobrado uma só vez.' : `${formatRate(line.rate)} sobre ${formatCents(line.baseCents)}, cobrada uma só vez.`,
				rule: 'CDC art. 52 §1 (até 2% para consumidor) e contrato',
			};
		case 'interest':
			return explainInterest(line, legalRates);
		case 'discount':
			return {
				label: `Desconto${line.rate === null ? '' : ` de ${formatRate(line.rate)}`} até ${formatDay(line.until)}`,
				detail: line.rate === null ? 'Valor fixo, por pagar antes.' : `${formatRate(line.rate)} sobre ${formatCents(line.baseCents)}, por pagar antes.`,
				rule: 'Contrato',
			};
		case 'payment':
			return { label: `Pagamento de ${formatDay(line.paidOn)}`, detail: imputation(line), rule: 'CC art. 354 (primeiro os juros, depois o capital)' };
	}
}

function explainInterest(line: ChargeLine & { kind: 'interest' }, legalRates?: LegalRates): ExplainedLine {
	const days = line.days === 1 ? '1 dia' : `${line.days} dias`;
	const period = `de ${formatDay(line.from)} a ${formatDay(line.to)}`;
	const base = `sobre ${formatCents(line.baseCents)}`;
	if (line.per === 'legal' || line.rate === null) {
		const months = legalRates?.describe(dayNumber(line.from), dayNumber(line.to)).join('; ');
		return {
			label: `Juros pela taxa legal (${days})`,
			detail: `Juros simples ${base}, ${period}${months ? ` (${months})` : ''}.`,
			rule: 'CC art. 406 e Resolução CMN 5.171/2024',
		};
	}
	const rate = `${formatRate(line.rate)} ${PER[line.per]}`;
	return {
		label: `Juros de ${rate} (${days})`,
		detail: `Juros simples de ${rate} ${base}, ${period}${line.per === 'month' ? ', por dia corrido (mês de 30 dias)' : ''}.`,
		rule: 'Contrato e CC art. 406; dias contados do vencimento original',
	};
}

function imputation({ toInterestCents, toPrincipalCents, toFineCents }: ChargeLine & { kind: 'payment' }): string {
	const parts = [
		...(toInterestCents > 0 ? [`${formatCents(toInterestCents)} em juros`] : []),
		...(toPrincipalCents > 0 ? [`${formatCents(toPrincipalCents)} no valor original`] : []),
		...(toFineCents > 0 ? [`${formatCents(toFineCents)} em multa`] : []),
	];
	return `Abateu ${parts.join(', ')}.`;
}
