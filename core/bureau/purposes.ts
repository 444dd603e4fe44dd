/** What somebody may be looked up for, told each time (LGPD art. 6 I): all but `other` are credit protection (art. 7 X). */
export const LOOKUP_PURPOSES = ['credit_decision', 'credit_review', 'collection', 'listing', 'fraud_prevention', 'other'] as const;
export type LookupPurpose = (typeof LOOKUP_PURPOSES)[number];

/** As reports say it. */
export const PURPOSE_TEXTS: Readonly<Record<LookupPurpose, string>> = {
	credit_decision: 'concessão de crédito',
	credit_review: 'revisão de crédito da carteira',
	collection: 'cobrança de dívida vencida',
	listing: 'negativação',
	fraud_prevention: 'prevenção a fraude',
	other: 'outra finalidade',
};

const SHORTEST_NOTE = 5;

/** What a report is wanted for, and more in words. */
export interface ToldPurpose {
	purpose: LookupPurpose;
	purposeNote: string | null;
}

/** The purpose as it is kept. Throws a RangeError when it is `other` and no words say which. */
export function readPurpose(purpose: LookupPurpose, note: string): ToldPurpose {
	if (purpose === 'other' && note.length < SHORTEST_NOTE) throw new RangeError('Diga em "Purpose in Words" para que serve a consulta: a LGPD (art. 6º, I) pede uma finalidade para cada uma.');
	return { purpose, purposeNote: note || null };
}
