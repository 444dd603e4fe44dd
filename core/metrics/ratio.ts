/** A figure that may not exist: then `why` says so in Portuguese, and it is never NaN or infinite. */
export interface Ratio {
	value: number | null;
	why: string | null;
}

/** `numerator / denominator × scale`; without a value, and with `why`, when there is nothing to divide by. */
export function ratio(numerator: number, denominator: number, why: string, scale = 1): Ratio {
	if (denominator === 0) return { value: null, why };
	return { value: (numerator / denominator) * scale, why: null };
}
