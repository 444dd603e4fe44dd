import { heightOf, type ModuleRows } from './moduleRows';

/**
 * A symbol as an SVG document: one black path on a white rectangle that covers all of it. Its user unit is the module.
 *
 * @param moduleSize pixels across one module at its own size; it can be scaled to any other
 */
export function svgOf(symbol: ModuleRows, moduleSize: number): string {
	const { width } = symbol;
	const height = heightOf(symbol);
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width * moduleSize}" height="${height * moduleSize}" viewBox="0 0 ${width} ${height}" shape-rendering="crispEdges">` +
		`<rect width="${width}" height="${height}" fill="#fff"/><path fill="#000" d="${pathOf(symbol)}"/></svg>`
	);
}

/** A rectangle for each run of dark modules. */
function pathOf({ rows }: ModuleRows): string {
	let path = '';
	let top = 0;
	for (const { dark, height } of rows) {
		for (let start = dark.indexOf(true); start >= 0; ) {
			let end = dark.indexOf(false, start);
			if (end < 0) end = dark.length;
			path += `M${start} ${top}h${end - start}v${height}h-${end - start}z`;
			start = dark.indexOf(true, end);
		}
		top += height;
	}
	return path;
}
