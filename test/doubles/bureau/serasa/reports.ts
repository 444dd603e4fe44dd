type Section = 'pefin' | 'refin' | 'notary' | 'check' | 'collectionRecords';
type Fact = 'judgementFilings' | 'bankrupts';

/** What the double knows of somebody; left out, nothing bad. */
export interface SerasaFacts {
	name?: string;
	/** The state of the document; default `REGULAR`, of a company `SITUACAO DO CNPJ EM 02/11/2026: ATIVA`. */
	status?: string;
	/** Null: no score, with a message. */
	score?: number | null;
	defaultRate?: string;
	debts?: Partial<Record<Section | Fact, { count: number; balance?: number; last?: string }>>;
	partners?: string[];
	/** Answers about this document instead of the one asked for. */
	document?: string;
}

const SECTIONS: readonly Section[] = ['pefin', 'refin', 'notary', 'check', 'collectionRecords'];
const FACTS: readonly Fact[] = ['judgementFilings', 'bankrupts'];

/** An answer about a person, in the shape that public integrations show. */
export function personReport(document: string, reportName: string, facts: SerasaFacts): object {
	return {
		reports: [
			{
				reportName,
				registration: {
					documentNumber: facts.document ?? document,
					consumerName: facts.name ?? 'FULANA DE TESTE',
					motherName: 'BELTRANA DE TESTE',
					birthDate: '1990-07-19',
					statusRegistration: facts.status ?? 'REGULAR',
					address: { addressLine: 'RUA DO EXEMPLO 100', district: 'CENTRO', zipCode: '01000000', country: 'BRA', city: 'SAO PAULO', state: 'SP' },
				},
				negativeData: sections(SECTIONS, facts),
				score: facts.score === null ? { message: 'SCORE NAO CALCULADO - INFORMACOES INSUFICIENTES' } : { score: facts.score ?? 700, scoreModel: 'HFIN', defaultRate: facts.defaultRate ?? '9,0' },
				facts: { inquiry: { inquiryResponse: [], summary: { count: 0 } }, stolenDocuments: { summary: { count: 0, balance: 0 } }, ...sections(FACTS, facts) },
			},
		],
	};
}

/** An answer about a company. */
export function companyReport(document: string, reportName: string, facts: SerasaFacts, optionalFeatures: string): object {
	return {
		reports: [
			{
				reportName,
				registration: {
					companyDocument: facts.document ?? document,
					companyName: facts.name ?? 'EMPRESA DE TESTE LTDA',
					foundationDate: '2011-04-09',
					statusRegistration: facts.status ?? 'SITUACAO DO CNPJ EM 02/11/2026: ATIVA',
					address: { city: 'CAMPINAS', state: 'SP' },
				},
				negativeData: sections(SECTIONS, facts),
				facts: sections(FACTS, facts),
				score: facts.score === null ? { message: 'SETOR NAO E ALVO DE CALCULO' } : { score: facts.score ?? 650, scoreModel: 'H4PJ', defaultRate: facts.defaultRate ?? '900' },
			},
		],
		...(optionalFeatures.includes('QUADRO_SOCIAL') ? { optionalFeatures: { partner: { PartnerResponse: { results: (facts.partners ?? []).map((name) => ({ name, participationPercentage: 50, hasNegative: false })) } } } } : {}),
	};
}

function sections(names: readonly string[], { debts = {} }: SerasaFacts): Record<string, object> {
	return Object.fromEntries(
		names.map((name) => {
			const debt = debts[name as keyof typeof debts];
			return [name, { summary: debt === undefined ? { count: 0, balance: 0 } : { firstOccurrence: debt.last, lastOccurrence: debt.last, count: debt.count, balance: debt.balance } }];
		}),
	);
}
