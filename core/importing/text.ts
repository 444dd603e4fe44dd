/** Control characters, line and paragraph separators: they could break a header or a log line. */
const CONTROL = '\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029';
/** Zero-width and direction marks: invisible, so two names that look alike would differ. */
const INVISIBLE = '\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff';
const SUSPECT = new RegExp(`[${CONTROL}${INVISIBLE}\\ud800-\\udfff]`);
const CONTROL_OR_SPACE_RUN = new RegExp(`[ ${CONTROL}]+`, 'g');
const INVISIBLE_ANY = new RegExp(`[${INVISIBLE}]`, 'g');
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** `text` on one line, trimmed: control characters become one space, invisible marks go, lone surrogates are replaced. */
export function cleanText(text: string): string {
	if (!SUSPECT.test(text)) return text.trim();
	const visible = text.replace(INVISIBLE_ANY, '').replace(LONE_SURROGATE, '\ufffd');
	return visible.replace(CONTROL_OR_SPACE_RUN, ' ').trim();
}

const PLACEHOLDER = /^(?:[-–—_.]{1,10}|n\/[ad]|null|undefined|nan|#n\/d|#n\/a)$/i;

/** Whether `text` (clean) is empty, or what systems write for "nothing": `-`, `N/A`, `null`. */
export function isBlank(text: string): boolean {
	return text === '' || (text.length <= 10 && PLACEHOLDER.test(text));
}

/** Lower-case, without accents, every run of other characters than letters and digits as one space. */
export function foldText(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
