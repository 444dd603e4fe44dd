/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
	constructor(private state: number) {}

	/** From 0 up to, and without, 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number from 0 up to, and without, `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(options: readonly T[]): T {
		return options[this.below(options.length)];
	}

	/** `count` different ones of `options`, or all of them. */
	some<T>(options: readonly T[], count: number): T[] {
		const left = [...options];
		const taken: T[] = [];
		while (taken.length < count && left.length > 0) taken.push(...left.splice(this.below(left.length), 1));
		return taken;
	}

	shuffled<T>(list: readonly T[]): T[] {
		const mixed = [...list];
		for (let end = mixed.length; end > 1; end -= 1) {
			const place = this.below(end);
			[mixed[place], mixed[end - 1]] = [mixed[end - 1], mixed[place]];
		}
		return mixed;
	}
}
