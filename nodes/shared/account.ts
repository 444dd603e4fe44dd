import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isDay, type Day } from '../../core/calendar/day';
import type { Creditor } from '../../core/creditor';
import { LedgerError } from '../../core/ledger/LedgerError';
import { ledgerFile, type LedgerPlace } from '../../core/ledger/open';

/** One creditor, as its Cobrança Account credential says. */
export interface Account {
	creditor: Creditor;
	/** IANA time zone whose calendar day is "today". */
	timeZone: string;
	localHolidays: Day[];
	place: LedgerPlace;
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
	const document = required('creditorDocument', 'Creditor CNPJ or CPF').replace(/[^0-9A-Za-z]/g, '').toUpperCase();
	if (document.length !== 11 && document.length !== 14) {
		throw invalid(`"${text('creditorDocument')}" não é um CNPJ (14 caracteres) nem um CPF (11 dígitos)`);
	}
	return {
		creditor: {
			name: required('creditorName', 'Creditor Name'),
			document,
			address: required('creditorAddress', 'Creditor Address'),
			phone: text('creditorPhone') || null,
			email: text('creditorEmail') || null,
			pixKey: null,
		},
		timeZone: checkTimeZone(text('timeZone') || 'America/Sao_Paulo'),
		localHolidays: readHolidays(text('localHolidays')),
		place: readPlace(data, text, document),
	};
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

function readHolidays(text: string): Day[] {
	const days = text.split(/[\s,;]+/).filter((day) => day !== '');
	const wrong = days.find((day) => !isDay(day));
	if (wrong !== undefined) throw invalid(`"${wrong}" em "Local Holidays" não é um dia; use a forma 2026-07-09`);
	return days;
}

function invalid(what: string): LedgerError {
	return new LedgerError('invalid', `Cobrança Account: ${what}.`);
}
