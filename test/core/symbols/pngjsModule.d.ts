/** The part of pngjs that the tests use; it has no types of its own. */
declare module 'pngjs' {
	export const PNG: {
		sync: {
			/** Pixels as RGBA bytes. */
			read(png: Buffer): { width: number; height: number; data: Buffer; depth: number; colorType: number };
		};
	};
}
