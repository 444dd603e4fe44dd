import { crc32, deflateSync } from 'node:zlib';
import { heightOf, type ModuleRows } from './moduleRows';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const GREYSCALE = 0;
/** Line filter: bytes as they are. */
const NO_FILTER = 0;

/**
 * A symbol as PNG (W3C, PNG specification), greyscale with one bit a pixel: black on opaque white, in a few hundred
 * bytes. That is why this is written here: image libraries write eight bits a pixel or more.
 *
 * @param moduleSize pixels across one module
 */
export function pngOf(symbol: ModuleRows, moduleSize: number): Uint8Array {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(symbol.width * moduleSize, 0);
	header.writeUInt32BE(heightOf(symbol) * moduleSize, 4);
	header[8] = 1; // bits a pixel
	header[9] = GREYSCALE; // then deflate, filter per line, not interlaced: 0, 0, 0
	const lines = symbol.rows.flatMap(({ dark, height }) => new Array<Buffer>(height * moduleSize).fill(lineOf(dark, moduleSize)));
	return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

/** One line of pixels: the filter's byte, then eight pixels a byte, the leftmost in the highest bit, 1 for white. */
function lineOf(dark: readonly boolean[], moduleSize: number): Buffer {
	const line = Buffer.alloc(1 + Math.ceil((dark.length * moduleSize) / 8), 0xff);
	line[0] = NO_FILTER;
	dark.forEach((isDark, module) => {
		if (!isDark) return;
		for (let pixel = module * moduleSize; pixel < (module + 1) * moduleSize; pixel += 1) line[1 + (pixel >> 3)] &= ~(0x80 >> (pixel & 7));
	});
	return line;
}

function chunk(type: string, data: Buffer): Buffer {
	const framed = Buffer.alloc(data.length + 12);
	framed.writeUInt32BE(data.length, 0);
	framed.write(type, 4, 'latin1');
	data.copy(framed, 8);
	framed.writeUInt32BE(crc32(framed.subarray(4, data.length + 8)), data.length + 8);
	return framed;
}
