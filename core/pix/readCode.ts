import { excerpt } from '../importing/problems';
import type { Cents } from '../money/cents';
import { BrCodeError, type BrCodePart } from './BrCodeError';
import { ACCOUNT, ADDITIONAL, AMOUNT_LIMIT, CITY_LIMIT, COUNTRY, CURRENCY, FIELD, NAME_LIMIT, PIX_GUI } from './fields';
import { KEY_LIMIT } from './pixKey';
import { readFields } from './tlv';
import { NO_TXID, TXID_LIMIT } from './txid';

/** What a BR Code of Pix says. Texts are as written in it. */
export interface BrCode {
	/** `dynamic`: the bank of who pays fetches amount, due date and txid from `url`, and ignores those written here. */
	kind: 'static' | 'dynamic';
	/** Key of a static code. It is not checked here: {@link parsePixKey} does. */
	key: string | null;
	/** Address of a dynamic code's payload, without `https://`. It comes from whoever made the code. */
	url: string | null;
	name: string;
	city: string;
	/** Null when the payer types it: there is no amount, or it is zero. */
	amountCents: Cents | null;
	/** Null for `***`. */
	txid: string | null;
	description: string | null;
	/** Marked as to be paid once (field 01 is 12). */
	singleUse: boolean;
}

const AMOUNT = /^(\d+)(?:\.(\d{1,2}))?$/;

/** Takes a value out of the code as text: the code may stand as bytes. */
export type Decode = (value: string) => string;

/**
 * The fields of a whole code whose CRC is right.
 *
 * @throws BrCodeError with the `part` that is at fault
 */
export function readCode(code: string, decode: Decode): BrCode {
	const fields = readFields(code);
	const ids = [...fields.keys()];
	// The end of the text being 6304… does not yet make it a field: it could be the end of another one's value.
	if (ids.at(-1) !== FIELD.crc || fields.get(FIELD.crc)?.length !== 4) throw new BrCodeError('crc', 'O CRC não é o último campo do código Pix.');
	check('format', fields, FIELD.version, (value) => value === '01' && ids[0] === FIELD.version, 'a versão 01 no começo');
	check('format', fields, FIELD.category, (value) => /^\d{4}$/.test(value), 'quatro dígitos de categoria');
	check('currency', fields, FIELD.currency, (value) => value === CURRENCY, `a moeda ${CURRENCY} (real)`);
	check('country', fields, FIELD.country, (value) => value === COUNTRY, `o país ${COUNTRY}`);
	const initiation = fields.get(FIELD.initiation) ?? '11';
	if (initiation !== '11' && initiation !== '12') throw unexpected('initiation', FIELD.initiation, initiation, '11 ou 12');
	return {
		...readAccount(fields, decode),
		name: limited('name', FIELD.name, fields.get(FIELD.name), NAME_LIMIT, decode),
		city: limited('city', FIELD.city, fields.get(FIELD.city), CITY_LIMIT, decode),
		amountCents: readAmount(fields.get(FIELD.amount)),
		txid: readTxid(fields.get(FIELD.additional), decode),
		singleUse: initiation === '12',
	};
}

function readAccount(fields: Map<string, string>, decode: Decode): Pick<BrCode, 'kind' | 'key' | 'url' | 'description'> {
	const accounts = [...fields]
		.filter(([id]) => id >= FIELD.account && id <= FIELD.lastAccount)
		.map(([, template]) => readFields(template))
		.filter((account) => account.get(ACCOUNT.gui)?.toLowerCase() === PIX_GUI);
	if (accounts.length !== 1) {
		throw new BrCodeError('account', accounts.length === 0 ? 'O código não é de Pix: falta a conta br.gov.bcb.pix.' : 'O código tem mais de uma conta Pix.');
	}
	const [account] = accounts;
	const key = account.get(ACCOUNT.key);
	const url = account.get(ACCOUNT.url);
	if ((key === undefined) === (url === undefined)) {
		throw new BrCodeError('account', 'O código Pix deve ter uma chave (estático) ou um endereço (dinâmico), e só um dos dois.');
	}
	const description = account.get(ACCOUNT.description);
	return {
		kind: key === undefined ? 'dynamic' : 'static',
		key: key === undefined ? null : limited('account', ACCOUNT.key, key, KEY_LIMIT, decode),
		url: url === undefined ? null : limited('account', ACCOUNT.url, url, KEY_LIMIT, decode),
		description: description === undefined ? null : decode(description),
	};
}

function readAmount(value: string | undefined): Cents | null {
	if (value === undefined) return null;
	const match = value.length <= AMOUNT_LIMIT ? AMOUNT.exec(value) : null;
	if (!match) throw unexpected('amount', FIELD.amount, value, 'um valor como 1234.56');
	const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
	// Zero is how some banks leave the amount to the payer, and how Pix Saque does.
	return cents === 0 ? null : cents;
}

function readTxid(template: string | undefined, decode: Decode): string | null {
	const value = template === undefined ? undefined : readFields(template).get(ADDITIONAL.txid);
	if (value === undefined || value === NO_TXID) return null;
	return limited('txid', `${FIELD.additional}-${ADDITIONAL.txid}`, value, TXID_LIMIT, decode);
}

function limited(part: BrCodePart, id: string, value: string | undefined, limit: number, decode: Decode): string {
	const text = decode(value ?? '');
	const length = [...text].length;
	if (length >= 1 && length <= limit && text.trim() !== '') return text;
	throw unexpected(part, id, text, `de 1 a ${limit} caracteres, e são ${length}`);
}

function check(part: BrCodePart, fields: Map<string, string>, id: string, isRight: (value: string) => boolean, wanted: string): void {
	const value = fields.get(id) ?? '';
	if (!isRight(value)) throw unexpected(part, id, value, wanted);
}

function unexpected(part: BrCodePart, id: string, value: string, wanted: string): BrCodeError {
	return new BrCodeError(part, `O campo ${id} do código Pix traz "${excerpt(value)}"; esperava ${wanted}.`);
}
