import { createHash } from 'node:crypto';

/**
 * Text fields as `multipart/form-data` (RFC 7578), for APIs that take files at the same address. The boundary is made
 * from the fields, so that none of them contains it.
 */
export function multipart(fields: Readonly<Record<string, string>>): { contentType: string; body: string } {
	const boundary = `cobranca-${createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 40)}`;
	const parts = Object.entries(fields).map(([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
	return { contentType: `multipart/form-data; boundary=${boundary}`, body: `${parts.join('')}--${boundary}--\r\n` };
}
