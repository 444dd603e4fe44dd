/** What the server said, as one line for people: at most {@link MAX_WORDS} characters. */
const MAX_WORDS = 300;

const REPLY_LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/;

/**
 * The code of a complete SMTP reply (RFC 5321 §4.2), or null when `text` is none: every line starts
 * with the same three digits, all but the last are continued with a hyphen.
 *
 * @param text Lines of the reply, separated by line breaks and without the last one.
 */
export function replyCode(text: string): number | null {
	const lines = text.split(/\r?\n/);
	const first = REPLY_LINE.exec(lines[0])?.[1];
	if (first === undefined) return null;
	const complete = lines.every((line, index) => {
		const match = REPLY_LINE.exec(line);
		return match?.[1] === first && (match[2] === '-') === index < lines.length - 1;
	});
	return complete ? Number(first) : null;
}

/**
 * Text of the other side made safe to store and show: one line, no control characters, no secret, at
 * most 300 characters. The code that each line of a reply repeats is kept once.
 *
 * @param secrets Texts that must not be shown, such as the password and its encoded forms.
 */
export function cleanWords(text: string, secrets: readonly string[]): string {
	const lines = text.split(/\r?\n/);
	const code = /^\d{3}(?=[ -])/.exec(lines[0])?.[0];
	const joined = lines
		.map((line, index) => (code !== undefined && line.startsWith(code) ? `${index ? '' : code} ${line.slice(4)}` : line))
		.join(' ');
	const open = secrets.reduce((shown, secret) => (secret ? shown.replaceAll(secret, '***') : shown), joined);
	const line = open
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return [...line.slice(0, MAX_WORDS * 2)].slice(0, MAX_WORDS).join('');
}
