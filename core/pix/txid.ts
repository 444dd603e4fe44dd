import { createHash } from 'node:crypto';
import { plainText } from './plainText';

/** Longest txid of a static BR Code (manual: 25 characters). */
export const TXID_LIMIT = 25;
/** What the manual writes in place of a txid when there is none. */
export const NO_TXID = '***';

const TXID = /^[A-Za-z0-9]{1,25}$/;
const HASH_LENGTH = 10;

/** Whether `text` can be the txid of a static BR Code; {@link NO_TXID} is not one. */
export function isTxid(text: string): boolean {
	return TXID.test(text);
}

/**
 * The txid of an invoice number, always the same one. A number that is a txid already stays as it is. Of any
 * other, accents and symbols go, the rest is upper-cased and cut to 15, and ten base-36 digits of a hash of the
 * whole number follow: `NF-e 1.001/2` begins with `NFE10012`. Without the hash, `1/23` and `12/3` would be
 * one txid, and a payment would settle the wrong invoice.
 *
 * @param text any text, even empty
 * @returns 1 to 25 of `[A-Za-z0-9]`
 */
export function txidFrom(text: string): string {
	if (isTxid(text)) return text;
	const readable = plainText(text, Infinity).replace(/[^A-Za-z0-9]/g, '').toUpperCase();
	return readable.slice(0, TXID_LIMIT - HASH_LENGTH) + hash(text);
}

function hash(text: string): string {
	// UTF-16: in UTF-8 all lone surrogates would be the same bytes.
	const digest = createHash('sha256').update(text, 'utf16le').digest();
	return digest.readBigUInt64BE().toString(36).toUpperCase().padStart(HASH_LENGTH, '0').slice(-HASH_LENGTH);
}
