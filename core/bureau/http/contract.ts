import { excerpt } from '../../importing/problems';
import { RESTRICTION_KINDS, type RestrictionKind } from '../CreditReport';
import { fieldOf, isTestOf } from '../credential';
import { foldText } from '../../importing/text';
import { isPath } from './path';
import { namesDocument, unknownNames } from './template';

/** Where in an answer each thing stands: paths of names separated by dots. */
export interface AnswerMapping {
	document: string;
	name: string | null;
	status: string | null;
	/** Folded words of a regular document. */
	regular: string[];
	score: string | null;
	scale: { min: number; max: number };
	scoreMessage: string | null;
	/** `optional`: what the answer leaves out when there is none. */
	restrictions: Array<{ kind: RestrictionKind; label: string; count: string; amount: string | null; optional: boolean }>;
}

export interface HttpContract {
	/** Tells two bureaus of this kind apart in the ledger: `http:boa-vista-scpc`. */
	name: string;
	label: string;
	/** Another environment of the bureau, which answers about invented people. */
	isTest: boolean;
	product: string;
	method: 'GET' | 'POST';
	/** A template. */
	url: string;
	/** A JSON value with names in braces in its texts; null for no body. */
	body: unknown;
	headers: Record<string, string>;
	secrets: string[];
	mapping: AnswerMapping;
}

const LABELS: Readonly<Record<RestrictionKind, string>> = {
	commercial_debt: 'Dívidas com empresas',
	bank_debt: 'Dívidas com bancos',
	collection: 'Dívidas em cobrança',
	protest: 'Protestos',
	lawsuit: 'Ações judiciais',
	bounced_cheque: 'Cheques sem fundos',
	bankruptcy: 'Falências e recuperações',
	other: 'Outras restrições',
};

/** Reads and checks the whole credential before anything is asked. Throws a RangeError that names the field to correct. */
export function readContract(credential: Readonly<Record<string, unknown>>): HttpContract {
	const required = (name: string, label: string) => fieldOf(credential, name) || refuse(label, 'está vazio');
	const url = readUrl(required('url', 'URL'));
	const method = credential.method === 'GET' ? 'GET' : 'POST';
	const body = method === 'GET' ? null : readBody(fieldOf(credential, 'body'));
	const key = fieldOf(credential, 'apiKey');
	if (key !== '' && !/^[\x20-\x7e]+$/.test(key)) refuse('API Key', 'tem caracteres que uma chave não tem');
	if (!namesDocument(url) && !namesDocument(JSON.stringify(body))) refuse(method === 'GET' ? 'URL' : 'URL" ou "Body', 'não diz onde vai o documento: use {documento}');
	const label = required('bureauName', 'Bureau Name');
	return {
		name: `http:${foldText(label).replaceAll(' ', '-')}`,
		label,
		isTest: isTestOf(credential),
		product: required('product', 'Product'),
		method,
		url,
		body,
		headers: { accept: 'application/json', 'user-agent': 'n8n-nodes-cobranca', ...readHeaders(fieldOf(credential, 'headers')), ...(key === '' ? {} : { [readHeaderName(fieldOf(credential, 'headerName') || 'Authorization', 'Header of the Key')]: key }) },
		secrets: key === '' ? [] : [key, key.replace(/^\S+\s+/, '')],
		mapping: {
			document: readPath(required('documentPath', 'Path of the Document'), 'Path of the Document'),
			name: optionalPath(credential, 'namePath', 'Path of the Name'),
			status: optionalPath(credential, 'statusPath', 'Path of the Registration Status'),
			regular: (fieldOf(credential, 'regularStatuses') || 'REGULAR, ATIVA').split(',').map(foldText).filter((word) => word !== ''),
			score: optionalPath(credential, 'scorePath', 'Path of the Score'),
			scale: readScale(credential),
			scoreMessage: optionalPath(credential, 'scoreMessagePath', 'Path of the Score Message'),
			restrictions: readRestrictions(fieldOf(credential, 'restrictions')),
		},
	};
}

/** Only over TLS: the document and the key travel with it. This machine itself is the exception. */
function readUrl(text: string): string {
	const unknown = unknownNames(text);
	if (unknown.length > 0) refuse('URL', `tem {${unknown[0]}}, que não existe: use {documento}, {documentoFormatado} ou {tipo}`);
	if (!URL.canParse(text.replace(/[{}]/g, ''))) refuse('URL', 'não é um endereço');
	const { protocol, hostname, username, password } = new URL(text.replace(/[{}]/g, ''));
	if (/\{/.test(/^[^/]*\/\/[^/?#]*/.exec(text)?.[0] ?? '')) refuse('URL', 'tem um nome entre chaves no servidor: ele só pode estar depois dele');
	const isHere = hostname === 'localhost' || hostname === '127.0.0.1';
	if (protocol !== 'https:' && !(protocol === 'http:' && isHere)) refuse('URL', 'precisa começar com https://');
	if (username !== '' || password !== '') refuse('URL', 'não pode conter usuário e senha: use os campos da chave');
	return text;
}

function readBody(text: string): unknown {
	if (text === '') return null;
	const unknown = unknownNames(text);
	if (unknown.length > 0) refuse('Body', `tem {${unknown[0]}}, que não existe: use {documento}, {documentoFormatado} ou {tipo}`);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return refuse('Body', 'não é JSON. Nomes como {documento} ficam entre aspas');
	}
}

function readHeaders(text: string): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const line of linesOf(text)) {
		const at = line.indexOf(':');
		const value = line.slice(at + 1).trim();
		if (at < 1 || !/^[\x20-\x7e]+$/.test(value)) refuse('Further Headers', `tem a linha "${excerpt(line)}", que não é "Nome: valor"`);
		headers[readHeaderName(line.slice(0, at).trim(), 'Further Headers')] = value;
	}
	return headers;
}

function readHeaderName(name: string, label: string): string {
	if (!/^[A-Za-z0-9-]{1,80}$/.test(name)) refuse(label, `tem o nome de cabeçalho "${excerpt(name)}", que não serve`);
	return name.toLowerCase();
}

function readScale(credential: Readonly<Record<string, unknown>>): { min: number; max: number } {
	const min = Number(credential.scoreMin ?? 0);
	const max = Number(credential.scoreMax ?? 1000);
	if (!Number.isFinite(min) || !Number.isFinite(max) || min >= max) refuse('Highest Score', 'precisa ser maior que "Lowest Score"');
	return { min, max };
}

function readRestrictions(text: string): AnswerMapping['restrictions'] {
	return linesOf(text).map((line) => {
		const at = line.indexOf(':');
		const told = line.slice(0, at).trim();
		const kind = RESTRICTION_KINDS.find((known) => known === told.replace(/\s*\?$/, ''));
		if (kind === undefined) return refuse('Restrictions', `tem a linha "${excerpt(line)}", que não começa com uma destas palavras e dois pontos: ${RESTRICTION_KINDS.join(', ')}`);
		const [count = '', amount = '', ...label] = line.slice(at + 1).split(',').map((part) => part.trim());
		return {
			kind,
			optional: told.endsWith('?'),
			count: readPath(count, `Restrictions (${kind}, quantidade)`),
			amount: amount === '' ? null : readPath(amount, `Restrictions (${kind}, valor)`),
			label: label.join(', ') || LABELS[kind],
		};
	});
}

function optionalPath(credential: Readonly<Record<string, unknown>>, name: string, label: string): string | null {
	const path = fieldOf(credential, name);
	return path === '' ? null : readPath(path, label);
}

function readPath(path: string, label: string): string {
	if (!isPath(path)) refuse(label, `tem "${excerpt(path)}", que não é um caminho: use nomes separados por pontos, como score.valor`);
	return path;
}

function linesOf(text: string): string[] {
	return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
}

function refuse(label: string, why: string): never {
	throw new RangeError(`Credencial do bureau por HTTP: o campo "${label}" ${why}.`);
}
