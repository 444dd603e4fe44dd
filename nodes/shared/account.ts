import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { Calendar } from '../../core/calendar/Calendar';
import { parseLocalHolidays } from '../../core/calendar/localHolidays';
import { parseDocument } from '../../core/documents/document';
import { DocumentError } from '../../core/documents/DocumentError';
import { excerpt } from '../../core/importing/problems';
import type { ChargeTerms } from '../../core/charges';
import type { Creditor } from '../../core/creditor';
import { LedgerError } from '../../core/ledger/LedgerError';
import { buildBrCode, parsePixKey } from '../../core/pix';
import { ledgerFile, type LedgerPlace } from '../../core/ledger/open';
import { readTerms } from './termsFields';

/** One creditor, as its Cobrança Account credential says. */
export interface Account {
	creditor: Creditor;
	/** IANA time zone whose calendar day is "today". */
	timeZone: string;
	calendar: Calendar;
	/** Fine, interest and discount of invoices that say nothing else. */
	terms: ChargeTerms;
	place: LedgerPlace;
	/** What answers that are kept are encrypted with; null when there is none. */
	encryptionSecret: string | null;
}

export const ACCOUNT_CREDENTIAL = 'cobrancaAccountApi';

/** Reads and checks the credential. Throws a {@link LedgerError} that names the field to correct. */
export function readAccount(data: ICredentialDataDecryptedObject): Account {
	const text = (name: string) => String(data[name] ?? '').trim();
	const required = (name: string, label: string) => {
		const value = text(name);
		if (!value) throw invalid(`preencha o campo "${label}"`);
		return value;
	};
	const document = readDocument(required('creditorDocument', 'Creditor CNPJ or CPF'));
	return {
		creditor: {
			name: required('creditorName', 'Creditor Name'),
			document,
			address: required('creditorAddress', 'Creditor Address'),
			phone: text('creditorPhone') || null,
			email: text('creditorEmail') || null,
			city: text('creditorCity') || null,
			pix: readPix(text),
		},
		timeZone: checkTimeZone(text('timeZone') || 'America/Sao_Paulo'),
		calendar: readCalendar(text),
		terms: checked(() => readTerms(data as IDataObject)),
		place: readPlace(data, text, document),
		encryptionSecret: text('encryptionSecret') || null,
	};
}

/** The law wants the creditor's CPF or CNPJ in every message (CDC art. 42-A): a wrong one is found here. */
function readDocument(told: string): string {
	try {
		return parseDocument(told).value;
	} catch (error) {
		if (!(error instanceof DocumentError)) throw error;
		throw invalid(`"${excerpt(told)}" não é um CNPJ nem um CPF. ${error.message.replace(/\.$/, '')}`);
	}
}

function readPlace(data: ICredentialDataDecryptedObject, text: (name: string) => string, document: string): LedgerPlace {
	if (data.ledgerEngine === 'postgres') {
		return {
			engine: 'postgres',
			host: text('host') || 'localhost',
			port: Number(data.port ?? 5432),
			database: text('database') || 'postgres',
			user: text('user'),
			password: String(data.password ?? ''),
			schema: text('schema') || `cobranca_${document.toLowerCase()}`,
			ssl: (text('ssl') || 'disable') as 'disable' | 'require' | 'verify',
		};
	}
	if (process.env.EXECUTIONS_MODE === 'queue') {
		throw new LedgerError('queue_mode', 'Este n8n trabalha em modo de fila: cada worker teria um arquivo só seu e as mensagens sairiam repetidas. Na Cobrança Account, escolha o livro em PostgreSQL.');
	}
	return { engine: 'sqlite', file: ledgerFile(text('ledgerFolder') || defaultFolder(), document) };
}

/** n8n keeps its own database in `.n8n` below this folder; the ledger stands beside it and is backed up with it. */
function defaultFolder(): string {
	return join(process.env.N8N_USER_FOLDER ?? homedir(), '.n8n', 'cobranca');
}

function checkTimeZone(timeZone: string): string {
	try {
		new Intl.DateTimeFormat('pt-BR', { timeZone });
		return timeZone;
	} catch {
		throw invalid(`"${timeZone}" não é um fuso horário; use por exemplo America/Sao_Paulo`);
	}
}

function readCalendar(text: (name: string) => string): Calendar {
	const extra = checked(() => parseLocalHolidays(text('localHolidays')));
	return Calendar.of({ state: text('creditorState') || null, city: text('creditorCity') || null, extra });
}

/** The key, checked, and the name and city that a Pix code says; null when there is no key. */
function readPix(text: (name: string) => string): Creditor['pix'] {
	const told = text('pixKey');
	if (!told) return null;
	const city = text('creditorCity');
	if (!city) throw invalid('preencha o campo "Creditor City": todo código Pix diz a cidade de quem recebe');
	const merchant = { key: checked(() => parsePixKey(told)).value, name: text('creditorName'), city };
	// What the code cannot say (a name without a single letter, say) is found here, not in a customer's message.
	checked(() => buildBrCode({ ...merchant, amountCents: 1, txid: '***' }));
	return merchant;
}

/** What the parsers of core refuse, said of the credential. */
function checked<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		if (error instanceof RangeError) throw invalid(error.message.replace(/\.$/, ''));
		throw error;
	}
}

function invalid(what: string): LedgerError {
	return new LedgerError('invalid', `Cobrança Account: ${what}.`);
}
