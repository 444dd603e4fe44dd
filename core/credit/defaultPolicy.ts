import type { CreditPolicy, CreditRow } from './policy';

const LIMIT_DAYS = 90;

/**
 * The table that comes with the package: careful, and made to be edited. Refusals first, then what a person must see,
 * then approvals, so that one restriction more never makes the decision milder. The score's bands are those that
 * bureaus publish for a scale to 1000 (to 300 very high risk, 301 to 500 high, 501 to 700 low, above 700 very low).
 */
export const DEFAULT_CREDIT_POLICY: CreditPolicy = [
	// Who is in recovery or bankrupt pays by the court's plan: new credit joins the queue.
	{ name: 'Falência ou recuperação judicial', when: { restrictions: { kinds: ['bankruptcy'], count: from(1) } }, then: { decision: 'refuse' } },
	{ name: 'Pagador crítico conosco', when: { profiles: ['critical'] }, then: { decision: 'refuse' } },
	// Our own experience tells more than any bureau's: more credit to who does not pay us makes the loss larger.
	{ name: 'Mais de 30 dias em atraso conosco', when: { overdue: { days: from(31), cents: from(5_000) } }, then: { decision: 'refuse' } },
	{ name: 'Muitas restrições', when: { restrictions: { kinds: [], count: from(6) } }, then: { decision: 'refuse' } },
	{ name: 'Restrições de R$ 10.000 ou mais', when: { restrictions: { kinds: [], cents: from(1_000_000) } }, then: { decision: 'refuse' } },
	{ name: 'Score de risco muito alto', when: { score: { from: null, to: 300 } }, then: { decision: 'refuse' } },
	// A document that is pending is often a mistake of registration: a person asks (A2).
	{ name: 'CPF ou CNPJ irregular na Receita', when: { irregular: true }, then: { decision: 'ask_person' } },
	{ name: 'Sem consulta a bureau', when: { report: 'missing' }, then: { decision: 'ask_person' } },
	// No score is not score 0: the bureau knows too little, and so does the table.
	{ name: 'Sem score', when: { noScore: true }, then: { decision: 'ask_person' } },
	// Nor is what a bureau does not tell that there is nothing.
	{ name: 'Restrições que o bureau não informa', when: { restrictionsUntold: true }, then: { decision: 'ask_person' } },
	{ name: 'Protesto, ação judicial ou cheque sem fundo', when: { restrictions: { kinds: ['protest', 'lawsuit', 'bounced_cheque'], count: from(1) } }, then: { decision: 'ask_person' } },
	{ name: 'Em atraso conosco', when: { overdue: { cents: from(1) } }, then: { decision: 'ask_person' } },
	// Nobody approves what may be any amount: where the column is missing or misspelt, the row below would be passed over.
	{ name: 'Pedido sem valor', when: { requestedUntold: true }, then: { decision: 'ask_person' } },
	{ name: 'Pedido acima de R$ 20.000', when: { requested: from(2_000_001) }, then: { decision: 'ask_person' } },
	{
		name: 'Bom pagador conosco há um ano',
		when: { profiles: ['excellent', 'good'], monthsAsCustomer: from(12), score: from(501), restrictions: none(), withinLimit: true },
		then: { decision: 'approve', limit: { kind: 'monthly_purchases', times: 3 }, validDays: 180 },
	},
	{
		name: 'Score de risco muito baixo, sem restrição',
		when: { profiles: ['excellent', 'good', 'new', 'occasional_late'], score: from(701), restrictions: none() },
		then: { decision: 'approve', limit: { kind: 'percent_of_requested', percent: 100 }, validDays: LIMIT_DAYS },
	},
	{
		name: 'Score de risco baixo, sem restrição',
		when: { profiles: ['excellent', 'good', 'new', 'occasional_late'], score: from(501), restrictions: none() },
		then: { decision: 'approve_with_down_payment', downPaymentPercent: 30, limit: { kind: 'percent_of_requested', percent: 70 }, validDays: LIMIT_DAYS },
	},
	{
		name: 'Risco alto, com pouca restrição',
		when: { profiles: ['excellent', 'good', 'new', 'occasional_late', 'habitual_late'], restrictions: { kinds: [], count: { from: null, to: 2 }, cents: { from: null, to: 100_000 } } },
		then: { decision: 'approve_with_down_payment', downPaymentPercent: 50, limit: { kind: 'percent_of_requested', percent: 50 }, validDays: LIMIT_DAYS },
	},
	{ name: 'Nenhuma das anteriores', when: {}, then: { decision: 'ask_person' } },
];

function from(value: number) {
	return { from: value, to: null };
}

function none(): NonNullable<CreditRow['when']['restrictions']> {
	return { kinds: [], count: { from: null, to: 0 } };
}
