import type { TaxDocument } from '../../documents/document';
import { isJson, type Json } from '../../json';
import type { CreditReport, Restriction, RestrictionKind } from '../CreditReport';
import { centsFrom, dayFrom, debtsIn, numberFrom, percentFrom, refuseOtherDocument, registrationFrom, restrictionsOf, scoreFrom, textFrom, unreadable } from '../reading';

/**
 * What an answer of Serasa Experian means. All that is known of its shape stands in this file, so that whoever has the
 * contract's manual can correct it here; the fixtures beside its test show both kinds of answer.
 */

const BUREAU = 'Serasa Experian';
const SCALE = { min: 0, max: 1000 } as const;

/** Where a debt stands in `reports[0]`, what kind it is, and how people call it. */
const RESTRICTIONS: ReadonlyArray<{ in: 'negativeData' | 'facts'; field: string; kind: RestrictionKind; label: string }> = [
	{ in: 'negativeData', field: 'pefin', kind: 'commercial_debt', label: 'Pefin (dívidas com empresas)' },
	{ in: 'negativeData', field: 'refin', kind: 'bank_debt', label: 'Refin (dívidas com bancos)' },
	{ in: 'negativeData', field: 'collectionRecords', kind: 'collection', label: 'Dívidas vencidas (Convem)' },
	{ in: 'negativeData', field: 'notary', kind: 'protest', label: 'Protestos' },
	{ in: 'negativeData', field: 'check', kind: 'bounced_cheque', label: 'Cheques sem fundos' },
	{ in: 'negativeData', field: 'judgementFilings', kind: 'lawsuit', label: 'Ações judiciais' },
	{ in: 'negativeData', field: 'bankrupts', kind: 'bankruptcy', label: 'Falências e recuperações' },
	{ in: 'facts', field: 'judgementFilings', kind: 'lawsuit', label: 'Ações judiciais' },
	{ in: 'facts', field: 'bankrupts', kind: 'bankruptcy', label: 'Falências e recuperações' },
];

/** Throws a BureauError when the answer cannot be understood, or is about another document. */
export function reportFrom(body: unknown, document: TaxDocument, { product, answeredAt }: { product: string; answeredAt: string }): CreditReport {
	const reports = isJson(body) ? body.reports : null;
	const report: unknown = Array.isArray(reports) ? reports[0] : null;
	if (!isJson(report)) throw unreadable(BUREAU, 'ela não traz nenhum relatório em "reports"');
	const registration = objectIn(report, 'registration') ?? {};
	refuseOtherDocument(registration.documentNumber ?? registration.companyDocument, document.value, BUREAU);
	const score = objectIn(report, 'score');
	if (score === null && objectIn(report, 'negativeData') === null) throw unreadable(BUREAU, 'ela não traz nem "score" nem "negativeData"');
	return {
		provider: 'serasa',
		providerLabel: BUREAU,
		product,
		document: document.value,
		name: textFrom(registration.consumerName ?? registration.companyName),
		answeredAt,
		registration: registrationFrom(registration.statusRegistration),
		score: readScore(score ?? {}, document.kind),
		restrictions: readRestrictions(report),
		company: document.kind === 'cnpj' ? readCompany(body as Json, registration) : null,
	};
}

/** What is wrong, from the body of a refusal: `[{ message }]`, `{ message }` or `{ errors: [{ message }] }`. */
export function describeError(body: unknown): string | null {
	const list = Array.isArray(body) ? (body as unknown[]) : isJson(body) && Array.isArray(body.errors) ? (body.errors as unknown[]) : [body];
	const said = list.flatMap((error) => (isJson(error) ? [textFrom(error.message) ?? textFrom(error.description)] : []));
	return said.filter((text) => text !== null).join(' ') || null;
}

function readScore(score: Json, kind: TaxDocument['kind']): CreditReport['score'] {
	const message = textFrom(score.message);
	const value = scoreFrom(score.score, message, SCALE, BUREAU);
	return { value, ...SCALE, model: textFrom(score.scoreModel), defaultRatePercent: readRate(score.defaultRate, kind), message: value === null ? (message ?? 'A Serasa não deu score.') : message };
}

/** Of a person `"9,0"`, percent; of a company `"10000"`, hundredths of a percent. */
function readRate(value: unknown, kind: TaxDocument['kind']): number | null {
	const isHundredths = kind === 'cnpj' && /^\d+$/.test(String(value ?? ''));
	return isHundredths ? percentFrom((numberFrom(value) ?? 0) / 100) : percentFrom(value);
}

function readRestrictions(report: Json): Restriction[] | null {
	const parts = RESTRICTIONS.map((place) => ({ ...place, told: readRestriction(report, place) }));
	const found = restrictionsOf(parts.map(({ told }) => told));
	// That there are no lawsuits says nothing of debts.
	const tellsDebts = parts.some(({ in: where, told }) => where === 'negativeData' && told !== null);
	return found?.length === 0 && !tellsDebts ? null : found;
}

/** Null for a section that was not bought, or says nothing. */
function readRestriction(report: Json, { in: where, field, kind, label }: (typeof RESTRICTIONS)[number]): Restriction | null {
	const section = objectIn(objectIn(report, where) ?? {}, field);
	if (section === null) return null;
	const path = `${where}.${field}.summary`;
	const summary = objectIn(section, 'summary');
	const list: unknown = section[`${field}Response`];
	const cents = centsFrom(summary?.balance, `${path}.balance`, BUREAU);
	const count = debtsIn({ count: summary?.count, listed: Array.isArray(list) ? list.length : null, cents }, `${path}.count`, BUREAU);
	if (count === null && summary !== null) throw unreadable(BUREAU, `o campo "${path}.count" não diz quantas dívidas há`);
	return count === null ? null : { kind, label, count, cents, newestOn: dayFrom(summary?.lastOccurrence) };
}

function readCompany(body: Json, registration: Json): CreditReport['company'] {
	return {
		legalName: textFrom(registration.companyName),
		tradeName: textFrom(registration.companyAlias),
		foundedOn: dayFrom(registration.foundationDate),
		activity: textFrom(registration.economicActivity) ?? textFrom(registration.cnaeDescription),
		partners: readPartners(objectIn(objectIn(body, 'optionalFeatures') ?? {}, 'partner') ?? {}),
	};
}

function readPartners(partner: Json): string[] {
	const results = objectIn(partner, 'PartnerResponse')?.results ?? objectIn(partner, 'partnerResponse')?.results;
	if (!Array.isArray(results)) return [];
	return results.flatMap((one: unknown) => (isJson(one) ? [textFrom(one.name)] : [])).filter((name) => name !== null);
}

function objectIn(json: Json, field: string): Json | null {
	const value = json[field];
	return isJson(value) ? value : null;
}
