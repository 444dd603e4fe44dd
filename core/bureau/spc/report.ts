import type { TaxDocument } from '../../documents/document';
import { ParseError } from '../../importing/problems';
import { foldText } from '../../importing/text';
import { BureauError } from '../BureauError';
import type { CreditReport, Restriction, RestrictionKind } from '../CreditReport';
import { centsFrom, dayFrom, debtsIn, numberFrom, percentFrom, refuseOtherDocument, registrationFrom, restrictionsOf, scoreFrom, textFrom, unreadable } from '../reading';
import { childOf, escapeXml, findElement, parseXml, valueIn, type XmlElement } from './xml';

/**
 * What is asked of SPC Brasil and what its answer means. All that is known of its shape stands in this file, so that
 * whoever has the manual of the web service can correct it here. Values stand in attributes; children are read as well.
 */

const BUREAU = 'SPC Brasil';
const NAMESPACE = 'http://webservice.consulta.spcjava.spcbrasil.org/';
const SCALE = { min: 0, max: 1000 } as const;

/** Parts of `resultado` whose `resumo` counts debts: each that was bought is there, with a 0 where there are none. */
const RESTRICTIONS: ReadonlyArray<{ element: string; kind: RestrictionKind; label: string }> = [
	{ element: 'spc', kind: 'commercial_debt', label: 'Registros no SPC' },
	{ element: 'pendencia-financeira', kind: 'bank_debt', label: 'Pendências financeiras' },
	{ element: 'protesto', kind: 'protest', label: 'Protestos' },
	{ element: 'acao', kind: 'lawsuit', label: 'Ações judiciais' },
	{ element: 'cheque-lojista', kind: 'bounced_cheque', label: 'Cheques devolvidos a lojistas' },
	{ element: 'ccf', kind: 'bounced_cheque', label: 'Cheques sem fundos (CCF)' },
	{ element: 'participacao-falencia', kind: 'bankruptcy', label: 'Participação em falências' },
	{ element: 'informacao-poder-judiciario', kind: 'other', label: 'Informações do Poder Judiciário' },
];

/** Scores a product may bring, the first that is there counts. */
const SCORES: ReadonlyArray<{ element: string; model: string }> = [
	{ element: 'spc-score-12-meses', model: 'SPC Score 12 meses' },
	{ element: 'score-cadastro-positivo', model: 'Score do Cadastro Positivo' },
	{ element: 'spc-score-3-meses', model: 'SPC Score 3 meses' },
	{ element: 'score-pj', model: 'Score PJ' },
];

/** In place of a name, when it knows nobody of this document. */
const NOT_FOUND = /^CADASTRO NAO LOCALIZADO$/i;
/** Whose fault a fault is, in SOAP 1.1 and 1.2: of whoever asked, and then nothing was looked up. */
const FAULTS_OF_THE_ASKER = ['client', 'sender'];
/**
 * Texts, folded, of faults that refuse a request before anything is looked up: a login without access, a product that
 * this contract does not have, a document that is none. The service marks them as its own fault, like any other. The codes
 * are those of its list of errors: E2 the login, E3 and E4 no access, E8 the document.
 */
const REFUSALS: readonly RegExp[] = [
	/\bcn int005 e[2348]\b/,
	/\bcs aut001 e1\b/,
	/\bproduto .*\b(?:nao existe|inativo|invalido)\b/,
	/\b(?:cpf|cnpj|documento)\b.* invalido\b/,
	/\boperador\b.*\b(?:nao possui|sem) acesso\b/,
	/\b(?:operador|senha)\b.*\b(?:invalid[ao]s?|inativ[ao]|bloquead[ao]|expirad[ao]|expirou)\b/,
];

/** The request. */
export function envelope({ kind, value }: TaxDocument, product: string): string {
	return (
		`<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web="${NAMESPACE}">` +
		`<soapenv:Header/><soapenv:Body><web:filtro><codigo-produto>${escapeXml(product)}</codigo-produto>` +
		`<tipo-consumidor>${kind === 'cpf' ? 'F' : 'J'}</tipo-consumidor><documento-consumidor>${escapeXml(value)}</documento-consumidor>` +
		'</web:filtro></soapenv:Body></soapenv:Envelope>'
	);
}

/** Throws a BureauError for a fault, for what cannot be understood, and for an answer about another document. */
export function reportFrom(text: string, document: TaxDocument, { product, answeredAt }: { product: string; answeredAt: string }): CreditReport {
	const root = parsed(text);
	const fault = findElement(root, 'Fault');
	if (fault) throw faultOf(fault);
	const result = findElement(root, 'resultado');
	if (result === null) throw unreadable(BUREAU, 'ela não traz "resultado"');
	const consumer = childOf(childOf(result, 'consumidor'), document.kind === 'cpf' ? 'consumidor-pessoa-fisica' : 'consumidor-pessoa-juridica');
	const name = textFrom(valueIn(consumer, 'nome') ?? valueIn(consumer, 'razao-social') ?? valueIn(consumer, 'nome-comercial'));
	const isKnown = name === null || !NOT_FOUND.test(name);
	const told = valueIn(childOf(consumer, document.kind), 'numero') ?? childOf(consumer, document.kind)?.text;
	// Of somebody it does not know it says no document.
	if (isKnown || textFrom(told) !== null) refuseOtherDocument(told, document.value, BUREAU);
	return {
		provider: 'spc',
		providerLabel: BUREAU,
		product,
		document: document.value,
		name: isKnown ? name : null,
		answeredAt,
		registration: isKnown ? registrationOf(consumer, document.kind) : { status: name, irregular: true },
		score: readScore(result),
		restrictions: readRestrictions(result),
		company: document.kind === 'cnpj' ? readCompany(result, consumer) : null,
	};
}

function parsed(text: string): XmlElement {
	try {
		return parseXml(text);
	} catch (error) {
		if (error instanceof ParseError) throw unreadable(BUREAU, error.message.replace(/^O XML/, 'o XML').replace(/\.$/, ''));
		throw error;
	}
}

function faultOf(fault: XmlElement): BureauError {
	const said = textFrom(valueIn(fault, 'faultstring')) ?? textFrom(findElement(fault, 'Text')?.text) ?? 'erro sem explicação';
	if (isRefusal(fault, said)) return new BureauError('refused', `O bureau ${BUREAU} recusou a consulta: ${said}`);
	return new BureauError('unclear', `O bureau ${BUREAU} falhou (${said}), e não se sabe se a consulta foi feita e cobrada.`);
}

/** Any other fault may have come after the lookup, in the middle of the answer: whether it was carried out is not known. */
function isRefusal(fault: XmlElement, said: string): boolean {
	const code = (valueIn(fault, 'faultcode') ?? valueIn(childOf(fault, 'Code'), 'Value') ?? '').trim();
	// `S:Client`, and in SOAP 1.1 also `S:Client.Authentication`.
	const [who] = (code.split(':').at(-1) ?? '').toLowerCase().split('.');
	const folded = foldText(said);
	return FAULTS_OF_THE_ASKER.includes(who) || REFUSALS.some((text) => text.test(folded));
}

function registrationOf(consumer: XmlElement | null, kind: TaxDocument['kind']): CreditReport['registration'] {
	const status = childOf(consumer, `situacao-${kind}`);
	return registrationFrom(valueIn(status, 'descricao-situacao') ?? status?.text);
}

function readScore(result: XmlElement): CreditReport['score'] {
	for (const { element, model } of SCORES) {
		const part = childOf(result, element);
		const detail = childOf(part, `detalhe-${element}`);
		// The web service itself spells it `mesagem`.
		const message = textFrom(valueIn(detail, 'mesagem-interpretativa-score') ?? valueIn(detail, 'mensagem-interpretativa-score'));
		const told = scoreFrom(valueIn(detail, 'score'), message, SCALE, BUREAU);
		// A part that was bought and has nothing to tell is there all the same, with a 0 for how many it holds.
		const isNone = told === 0 && numberFrom(valueIn(childOf(part, 'resumo'), 'quantidade-total')) === 0;
		const value = isNone ? null : told;
		if (value !== null) return { value, ...SCALE, model, defaultRatePercent: percentFrom(valueIn(detail, 'probabilidade')), message };
		if (message !== null) return { value: null, ...SCALE, model, defaultRatePercent: null, message };
	}
	return { value: null, ...SCALE, model: null, defaultRatePercent: null, message: 'O SPC não deu score.' };
}

function readRestrictions(result: XmlElement): Restriction[] | null {
	const found = restrictionsOf(RESTRICTIONS.map((place) => readRestriction(result, place)));
	// It says that there is something, in a part that is not read here: not said at all, it would be taken for nothing. That
	// there is nothing it says of what was bought alone: without any part that counts debts, of no debt.
	const saysSo = valueIn(result, 'restricao')?.trim().toLowerCase() === 'true';
	return saysSo && (found === null || found.length === 0) ? [{ kind: 'other', label: 'Restrição apontada pelo SPC, sem detalhe', count: 1, cents: null, newestOn: null }] : found;
}

/** Null for a part that was not bought, or says nothing. */
function readRestriction(result: XmlElement, { element, kind, label }: (typeof RESTRICTIONS)[number]): Restriction | null {
	const part = childOf(result, element);
	const summary = childOf(part, 'resumo');
	const path = `${element}.resumo`;
	const listed = part?.children.filter(({ name }) => name === `detalhe-${element}`).length ?? 0;
	const cents = centsFrom(valueIn(summary, 'valor-total'), `${path}.valor-total`, BUREAU);
	// Without debts no element stands for an empty list: that there is none tells nothing.
	const count = debtsIn({ count: valueIn(summary, 'quantidade-total'), listed: listed === 0 ? null : listed, cents }, `${path}.quantidade-total`, BUREAU);
	if (count === null && summary !== null) throw unreadable(BUREAU, `o campo "${path}.quantidade-total" não diz quantas dívidas há`);
	return count === null ? null : { kind, label, count, cents, newestOn: dayFrom(valueIn(summary, 'data-ultima-ocorrencia')) };
}

function readCompany(result: XmlElement, consumer: XmlElement | null): CreditReport['company'] {
	const members = childOf(result, 'quadro-social')?.children ?? [];
	return {
		legalName: textFrom(valueIn(consumer, 'razao-social')),
		tradeName: textFrom(valueIn(consumer, 'nome-comercial')),
		foundedOn: dayFrom(valueIn(consumer, 'data-fundacao')),
		activity: textFrom(valueIn(childOf(consumer, 'atividade-economica-principal'), 'descricao')),
		partners: members.map((member) => textFrom(valueIn(member, 'nome'))).filter((name) => name !== null),
	};
}
