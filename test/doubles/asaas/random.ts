import { createHash } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';

/** Chance that can be repeated: the same seed makes the same ids (mulberry32). */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** 0 to 1, 1 excluded. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** 0 to `below`, that one excluded. */
	below(below: number): number {
		return Math.floor(this.next() * below);
	}

	/** As the last part of `pay_cu1dbjsgtk3b6my3`. */
	letters(length = 16): string {
		return this.from(LOWER, length);
	}

	hex(length: number): string {
		return this.from(HEX, length);
	}

	uuid(): string {
		return asUuid(this.hex(32));
	}

	private from(alphabet: string, length: number): string {
		let text = '';
		while (text.length < length) text += alphabet[this.below(alphabet.length)];
		return text;
	}
}

function asUuid(hex: string): string {
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

/** The uuid that belongs to a text, always the same one. */
export function uuidOf(text: string): string {
	return asUuid(createHash('sha256').update(text).digest('hex').slice(0, 32));
}
