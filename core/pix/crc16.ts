const POLYNOMIAL = 0x1021;
const INITIAL = 0xffff;

/** What each value of the upper byte does to the remainder. */
const TABLE = Uint16Array.from({ length: 256 }, (_unused, byte) => {
	let remainder = byte << 8;
	for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 0x8000 ? (remainder << 1) ^ POLYNOMIAL : remainder << 1;
	return remainder;
});

/**
 * CRC-16/CCITT-FALSE (polynomial 0x1021, initial 0xFFFF, nothing reflected or inverted), as EMV QR codes use it.
 *
 * @param text counted as its UTF-8 bytes; for a BR Code everything up to and including `6304`
 * @returns four upper-case hexadecimal digits: `123456789` gives `29B1`
 */
export function crc16(text: string): string {
	let remainder = INITIAL;
	for (const byte of Buffer.from(text, 'utf8')) {
		remainder = ((remainder << 8) & 0xffff) ^ TABLE[(remainder >> 8) ^ byte];
	}
	return remainder.toString(16).toUpperCase().padStart(4, '0');
}
