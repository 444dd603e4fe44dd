import { PNG } from 'pngjs';

/** Pixels of a picture, by rows: whether each is black. Every pixel of a symbol is black or white, and opaque. */
export type Pixels = boolean[][];

/** Reads a PNG, and fails when a pixel is neither black nor white or can be seen through. */
export function pixelsOfPng(png: Uint8Array): Pixels {
	const { width, height, data } = PNG.sync.read(Buffer.from(png));
	return Array.from({ length: height }, (_row, y) =>
		Array.from({ length: width }, (_column, x) => {
			const [red, green, blue, alpha] = data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4);
			if (alpha !== 255 || red !== green || green !== blue || (red !== 0 && red !== 255)) throw new Error(`pixel ${x},${y} is not black or white`);
			return red === 0;
		}),
	);
}

/** Paints our SVG, one pixel a user unit: a white rectangle and a path of rectangles are all it may have. */
export function pixelsOfSvg(svg: string): Pixels {
	const match = /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" viewBox="0 0 (\d+) (\d+)" shape-rendering="crispEdges"><rect width="(\d+)" height="(\d+)" fill="#fff"\/><path fill="#000" d="([^"]*)"\/><\/svg>$/.exec(svg);
	if (!match) throw new Error(`unexpected SVG: ${svg.slice(0, 300)}`);
	const [width, height, backWidth, backHeight] = match.slice(1, 5).map(Number);
	if (backWidth !== width || backHeight !== height) throw new Error('the background does not cover the picture');
	const pixels = Array.from({ length: height }, () => new Array<boolean>(width).fill(false));
	const rest = match[5].replace(/M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z/g, (_rectangle, ...numbers: string[]) => {
		const [left, top, across, down, back] = numbers.slice(0, 5).map(Number);
		if (back !== across) throw new Error('a rectangle is not closed');
		for (let y = top; y < top + down; y += 1) pixels[y].fill(true, left, left + across);
		return '';
	});
	if (rest !== '') throw new Error(`unexpected path: ${rest.slice(0, 100)}`);
	return pixels;
}

/** Every pixel as `size` × `size`. */
export function enlarged(pixels: Pixels, size: number): Pixels {
	return pixels.flatMap((row) => new Array<boolean[]>(size).fill(row.flatMap((isBlack) => new Array<boolean>(size).fill(isBlack))));
}

/** As RGBA bytes. */
export function rgbaOf(pixels: Pixels): Uint8ClampedArray {
	return Uint8ClampedArray.from(pixels.flat().flatMap((isBlack) => (isBlack ? [0, 0, 0, 255] : [255, 255, 255, 255])));
}

/** Widths of the runs of one colour in a row: white, black, white … */
export function runsOf(row: boolean[]): number[] {
	const runs = [0];
	let isBlack = false;
	for (const pixel of row) {
		if (pixel !== isBlack) runs.push(0);
		isBlack = pixel;
		runs[runs.length - 1] += 1;
	}
	return runs;
}
