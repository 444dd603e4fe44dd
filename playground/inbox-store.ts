import { createWriteStream, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import PostalMime, { type Address, type Email } from 'postal-mime';

/** What the list shows of a message. */
export interface InboxMessage {
	/** Name of its file without `.eml`; later messages sort after earlier ones. */
	id: string;
	/** When it came in, ISO 8601 in UTC. */
	receivedAt: string;
	from: string;
	to: string;
	subject: string;
	messageId: string;
	/** Bytes of the original. */
	size: number;
}

const FILE = /^(\d{13})-\d{6}\.eml$/;

function people(addresses: readonly Address[] | undefined): string {
	return (addresses ?? [])
		.flatMap((one) => (one.group ? one.group : [one]))
		.map((one) => (one.name ? `${one.name} <${one.address}>` : (one.address ?? '')))
		.join(', ');
}

/**
 * The messages of a folder, one `.eml` file each. Only what the list shows is kept in memory; bodies are
 * read when they are asked for.
 */
export class InboxStore {
	private readonly folder: string;
	private readonly index: InboxMessage[] = [];
	private sequence = 0;

	private constructor(folder: string) {
		this.folder = folder;
	}

	/** Opens the folder, makes it if need be, and lists what earlier runs left there. */
	static async open(folder: string): Promise<InboxStore> {
		mkdirSync(folder, { recursive: true });
		const store = new InboxStore(folder);
		for (const name of readdirSync(folder).sort()) {
			if (FILE.test(name)) await store.add(name.slice(0, -'.eml'.length));
			else if (name.endsWith('.part')) rmSync(join(folder, name));
		}
		return store;
	}

	/** Keeps a message. It is on disk, whole, when this returns; the server may say 250 then. */
	async save(content: Readable): Promise<InboxMessage> {
		this.sequence += 1;
		const id = `${String(Date.now()).padStart(13, '0')}-${String(this.sequence).padStart(6, '0')}`;
		const part = join(this.folder, `${id}.part`);
		try {
			await pipeline(content, createWriteStream(part));
		} catch (error) {
			rmSync(part, { force: true });
			throw error;
		}
		renameSync(part, this.file(id));
		return await this.add(id);
	}

	/** Newest first; at most `limit`, only those older than the message `before`. */
	list({ limit = 200, before }: { limit?: number; before?: string } = {}): InboxMessage[] {
		const found: InboxMessage[] = [];
		for (let place = this.index.length - 1; place >= 0 && found.length < limit; place -= 1) {
			const message = this.index[place];
			if (message && (before === undefined || message.id < before)) found.push(message);
		}
		return found;
	}

	get count(): number {
		return this.index.length;
	}

	/** The original, or null when there is no such message. */
	raw(id: string): Buffer | null {
		return this.index.some((message) => message.id === id) ? readFileSync(this.file(id)) : null;
	}

	/** The message taken apart, or null when there is no such message. */
	async read(id: string): Promise<Email | null> {
		const raw = this.raw(id);
		return raw ? await PostalMime.parse(raw) : null;
	}

	private file(id: string): string {
		return join(this.folder, `${id}.eml`);
	}

	private async add(id: string): Promise<InboxMessage> {
		const email = await PostalMime.parse(readFileSync(this.file(id)));
		const message: InboxMessage = {
			id,
			receivedAt: new Date(Number(id.slice(0, 13))).toISOString(),
			from: people(email.from ? [email.from] : []),
			to: people(email.to),
			subject: email.subject ?? '',
			messageId: email.messageId ?? '',
			size: statSync(this.file(id)).size,
		};
		this.index.push(message);
		// Two that came at once may be read in the other order.
		this.index.sort((a, b) => (a.id < b.id ? -1 : 1));
		return message;
	}
}
