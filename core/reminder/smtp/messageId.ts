import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/**
 * The Message-ID of a contact, in angle brackets: always the same for the same dedupe key, so that a
 * receiver can drop a repeat, and telling nothing about what the key is made of (128 bits of SHA-256).
 *
 * @param domain Domain of the sender's address. A name that is none throws a RangeError.
 */
export function messageIdFor(dedupeKey: string, domain: string): string {
	const host = domainToASCII(domain.trim());
	if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(host)) {
		throw new RangeError(`"${domain}" is not a domain name`);
	}
	return `<${createHash('sha256').update(dedupeKey, 'utf8').digest('hex').slice(0, 32)}@${host}>`;
}
