import type { ApiClient } from '../ApiClient';
import { numberIn, pageIn } from './json';

/** A page of a listing as the API gives it. */
export interface RawPage {
	data: unknown[];
	offset: number;
	total: number;
	next: number | null;
	/** When it was asked for, milliseconds since 1970 by the API's clock. */
	askedAt: number;
}

/** The most the API gives at once. */
export const PAGE = 100;
/**
 * Pages overlap by so many entries: what leaves the listing while it is being read (a charge is deleted, or is paid
 * and no longer pending) moves all that follows forward, past a page that begins where the last one ended.
 */
export const OVERLAP = 5;
/** Pages asked for ahead: a listing of 50,000 takes 500 answers, and most of the time is waiting for them. */
const AHEAD = 4;

/** Where to go on with a listing that was broken off, and how long it was then. */
export interface PagePlace {
	offset: number;
	total: number | null;
}

/** Reads a listing from `place` on, in order, a few pages ahead of what was taken: memory stays that of a few pages. */
export async function* pagesOf(api: ApiClient, path: string, query: Readonly<Record<string, string>>, place: PagePlace = { offset: 0, total: null }): AsyncGenerator<RawPage> {
	let ahead: Array<Promise<RawPage>> = [];
	let start: number | null = place.offset;
	let { total } = place;
	while (start !== null) {
		for (let further = ahead.length; further <= AHEAD; further += 1) {
			const at: number = start + further * (PAGE - OVERLAP);
			// How long it is, only the first page tells.
			if (further > 0 && (total === null || at >= total)) break;
			const asked = readPage(api, path, query, at);
			// Whoever stops taking pages leaves some unread; their failure then matters to nobody.
			asked.catch(() => undefined);
			ahead.push(asked);
		}
		const page: RawPage = await (ahead.shift() as Promise<RawPage>);
		const gone: number = total === null ? 0 : total - page.total;
		total = page.total;
		if (gone > OVERLAP) {
			// More went than the pages overlap by: what moved past this page's beginning lies so far back.
			ahead = [];
			start = Math.max(0, page.offset - gone);
			continue;
		}
		yield page;
		start = page.next;
		// A page that was shorter than asked for moves all that follow.
		if (start !== page.offset + PAGE - OVERLAP) ahead = [];
	}
}

async function readPage(api: ApiClient, path: string, query: Readonly<Record<string, string>>, offset: number): Promise<RawPage> {
	const { body, askedAt } = await api.get(path, { query: { ...query, limit: PAGE, offset } });
	const page = pageIn(body);
	const total = numberIn(page, 'totalCount') ?? 0;
	const { data } = page;
	// A page that brings nothing ends the listing whatever the API says, or a sync would never end.
	const more = (page.hasMore === true || offset + data.length < total) && data.length > 0;
	return { data, offset, total, next: more ? offset + Math.max(1, data.length - OVERLAP) : null, askedAt };
}
