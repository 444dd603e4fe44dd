import { Random } from '../random';
import type { FuzzTarget } from './target';

const ODD = ['\u0000', '\n', '\u00a0', '\u200b', 'ß', 'é', '٣', '１', '😀', '\ud800', "'", '<', '%', '\\', '-', '+', 'e', '.', ','];
const LONGEST = 300;

/** Inputs for a parser, the same ones for the same seed: random text, and good inputs mutated once or several times. */
export function* fuzzInputs({ seeds, alphabet }: Pick<FuzzTarget, 'seeds' | 'alphabet'>, count: number, seed: number): Generator<string> {
	const random = new Random(seed);
	const below = (end: number) => random.below(end);
	const character = () => (below(8) === 0 ? random.pick(ODD) : alphabet[below(alphabet.length)]);
	const text = (length: number) => Array.from({ length }, character).join('');
	const mutations: ReadonlyArray<(input: string) => string> = [
		(input) => replace(input, below(input.length + 1), 1, character()),
		(input) => replace(input, below(input.length + 1), 0, character()),
		(input) => replace(input, below(input.length + 1), 1, ''),
		(input) => replace(input, below(input.length + 1), below(12), text(below(12))),
		(input) => input.slice(0, below(input.length + 1)),
		(input) => input.slice(below(input.length + 1)) + input.slice(0, below(input.length + 1)),
		(input) => input + random.pick(seeds),
		(input) => ` ${input}\t`,
		(input) => input.split('').reverse().join(''),
	];
	for (let made = 0; made < count; made += 1) {
		if (below(5) === 0) {
			yield text(below(70));
			continue;
		}
		let input = random.pick(seeds);
		for (let times = 1 + below(3); times > 0; times -= 1) input = random.pick(mutations)(input);
		yield input.slice(0, LONGEST);
	}
}

function replace(input: string, at: number, length: number, by: string): string {
	return input.slice(0, at) + by + input.slice(at + length);
}
