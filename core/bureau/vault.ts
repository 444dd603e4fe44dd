import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

const VERSION = 'v1';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SHORTEST_SECRET = 16;
const SALT = 'n8n-nodes-cobranca: bureau answers';

/** Encrypts what bureaus answered, each with the lookup it belongs to: moved to another row, it does not open. */
export class Vault {
	private readonly key: Buffer;

	/** `creditor` is the CPF or CNPJ of the account. Throws a RangeError when the secret is missing or too short to be one. */
	constructor(secret: string | null, creditor: string) {
		if (secret === null || secret === '') throw new RangeError('Para guardar as respostas dos bureaus, preencha "Encryption Secret" na Cobrança Account, ou desligue "Keep Raw Answer".');
		if (secret.length < SHORTEST_SECRET) throw new RangeError(`Cobrança Account: "Encryption Secret" precisa de pelo menos ${SHORTEST_SECRET} caracteres.`);
		this.key = scryptSync(secret.normalize('NFC'), `${SALT}: ${creditor}`, KEY_BYTES);
	}

	/** AES-256-GCM with an initialisation vector of its own. */
	seal(text: string, lookupId: number): string {
		const iv = randomBytes(IV_BYTES);
		const cipher = createCipheriv('aes-256-gcm', this.key, iv);
		cipher.setAAD(Buffer.from(String(lookupId)));
		const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
		return [VERSION, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
	}

	/** Throws a RangeError when it was sealed with another secret, for another lookup, or was changed since. */
	open(sealed: string, lookupId: number): string {
		try {
			const [version, iv, tag, text] = sealed.split('.');
			if (version !== VERSION) throw new Error('another version');
			const decipher = createDecipheriv('aes-256-gcm', this.key, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES });
			decipher.setAAD(Buffer.from(String(lookupId)));
			decipher.setAuthTag(Buffer.from(tag, 'base64url'));
			return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
		} catch {
			throw new RangeError('A resposta guardada não abre: o "Encryption Secret" da Cobrança Account é outro, ou ela foi alterada.');
		}
	}
}
