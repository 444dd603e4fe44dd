import PostalMime, { type Email, decodeWords } from 'postal-mime';

/** A message that the double took. */
export class ReceivedMessage {
	readonly from: string;
	readonly to: string[];
	readonly raw: Buffer;
	/** The double kept the message, and then went away without a word: the sender cannot know. */
	readonly acceptedBeforeDrop: boolean;
	private head: Map<string, string> | undefined;
	private parsed: Promise<Email> | undefined;

	constructor(from: string, to: string[], raw: Buffer, acceptedBeforeDrop: boolean) {
		this.from = from;
		this.to = to;
		this.raw = raw;
		this.acceptedBeforeDrop = acceptedBeforeDrop;
	}

	/** Header fields by their names in lower case, unfolded, not decoded; of a repeated one the last. */
	get headers(): Map<string, string> {
		this.head ??= readHead(this.raw);
		return this.head;
	}

	get messageId(): string {
		return this.headers.get('message-id') ?? '';
	}

	get subject(): string {
		return decodeWords(this.headers.get('subject') ?? '');
	}

	/** The message as a reader sees it. */
	parse(): Promise<Email> {
		this.parsed ??= PostalMime.parse(this.raw);
		return this.parsed;
	}
}

function readHead(raw: Buffer): Map<string, string> {
	const end = raw.indexOf('\r\n\r\n');
	const head = raw.toString('utf8', 0, end < 0 ? raw.length : end).replace(/\r\n[ \t]+/g, ' ');
	const fields = head.split('\r\n').map((line): [string, string] => {
		const colon = line.indexOf(':');
		return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
	});
	return new Map(fields);
}
