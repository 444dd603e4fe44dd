import type { VariableNode } from './variables';
import { VARIABLES } from './variables';

const LONGEST_COMPARED = 60;

function normalise(name: string): string {
	return name
		.slice(0, LONGEST_COMPARED)
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase();
}

/** Levenshtein distance. */
function distance(left: string, right: string): number {
	let previous = Array.from({ length: right.length + 1 }, (_value, index) => index);
	for (let i = 1; i <= left.length; i++) {
		const current = [i];
		for (let j = 1; j <= right.length; j++) {
			const replaced = (previous[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
			current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[right.length] ?? 0;
}

/** The candidate most like `name`, or null when none is near. Accents and case do not count. */
export function closest(name: string, candidates: readonly string[]): string | null {
	const wanted = normalise(name);
	let best: { candidate: string; score: number } | null = null;
	for (const candidate of candidates) {
		const full = normalise(candidate);
		const last = full.slice(full.lastIndexOf('.') + 1);
		const lastWanted = wanted.slice(wanted.lastIndexOf('.') + 1);
		// The same last word in another group (`nome` for `cliente.nome`) is near, but not as near as a typo.
		const score = Math.min(distance(wanted, full), distance(lastWanted, last) + 0.5);
		if (!best || score < best.score) best = { candidate, score };
	}
	return best && best.score <= Math.max(2, wanted.length / 3) ? best.candidate : null;
}

/** The printable names below a node, each with `prefix` before it; a list is left out. */
export function namesBelow(node: VariableNode, prefix = ''): string[] {
	if (node.kind !== 'group') return [];
	return [...node.fields].flatMap(([key, field]) => {
		if (field.kind === 'group') return namesBelow(field, `${prefix}${key}.`);
		return field.kind === 'list' ? [] : [`${prefix}${key}`];
	});
}

/** The keys right below a node, as an operator reads them: `nome, documento e email`. */
export function listOf(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} e ${names.at(-1) ?? ''}`;
}

/** All printable names from the root. */
export function allNames(): string[] {
	return namesBelow(VARIABLES);
}
