/** A parser to feed with nonsense. */
export interface FuzzTarget {
	name: string;
	/** Good inputs: most of what is tried is one of these with something wrong in it. */
	seeds: readonly string[];
	/** Characters that mean something to this parser. */
	alphabet: string;
	/** Reads the input, and throws of itself what its documentation does not allow. */
	parse(input: string): unknown;
	/** Whether the parser's documentation names this exception. */
	isDocumented(error: unknown): boolean;
}
