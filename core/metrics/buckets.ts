/** A stretch of days late; `to` is null where it has no end. */
export interface Bucket {
	key: string;
	/** For people, in Portuguese. */
	label: string;
	/** Days late, both included; 0 is "not late", whatever the day it falls due. */
	from: number;
	to: number | null;
}

/** The ageing buckets in use, the small delays apart from the rest. */
export const AGEING_BUCKETS: readonly Bucket[] = [
	{ key: 'current', label: 'A vencer', from: 0, to: 0 },
	{ key: '1-5', label: '1 a 5 dias (pequenos atrasos)', from: 1, to: 5 },
	{ key: '6-15', label: '6 a 15 dias', from: 6, to: 15 },
	{ key: '16-30', label: '16 a 30 dias', from: 16, to: 30 },
	{ key: '31-60', label: '31 a 60 dias', from: 31, to: 60 },
	{ key: '61-90', label: '61 a 90 dias', from: 61, to: 90 },
	{ key: '91-180', label: '91 a 180 dias', from: 91, to: 180 },
	{ key: 'over-180', label: 'Mais de 180 dias', from: 181, to: null },
];

/** The longest delay that is still a small one. */
export const SMALL_DELAY_DAYS = 5;
