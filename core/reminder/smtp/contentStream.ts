import { Readable } from 'node:stream';

const CHUNK_BYTES = 64 * 1024;

/**
 * The content of a message, and how much of it was taken. It is handed over in pieces, as the socket
 * drains, and its end with the last piece: as long as `ended` is false, the final dot was never written.
 */
export class ContentStream extends Readable {
	started = false;
	ended = false;
	private offset = 0;

	/** @param mayStart Asked once, at the first read; when it is false the stream fails and nothing is sent. */
	constructor(
		private readonly raw: Buffer,
		private readonly mayStart: () => boolean,
	) {
		super({ highWaterMark: CHUNK_BYTES });
	}

	override _read(): void {
		if (!this.started && !this.mayStart()) {
			this.destroy(new Error('DATA was not answered with 354'));
			return;
		}
		this.started = true;
		const piece = this.raw.subarray(this.offset, this.offset + CHUNK_BYTES);
		this.offset += piece.length;
		this.push(piece);
		if (this.offset >= this.raw.length) {
			this.ended = true;
			this.push(null);
		}
	}
}
