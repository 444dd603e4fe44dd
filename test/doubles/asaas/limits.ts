import { ApiError } from './errors.ts';

const WINDOW_MS = 12 * 3_600_000;
const MOST_GETS_AT_ONCE = 50;

function tooMany(description: string): ApiError {
	return new ApiError(429, [{ code: 'too_many_requests', description }]);
}

/** The quota of requests in 12 hours from the first one, and the limit of GETs that are under way at once. */
export class Limits {
	private readonly most: number;
	private readonly now: () => Date;
	private since: number | null = null;
	private count = 0;
	private gets = 0;

	constructor(most: number, now: () => Date) {
		this.most = most;
		this.now = now;
	}

	/** Counts a request. */
	begin(method: string): void {
		const now = this.now().getTime();
		if (this.since === null || now - this.since >= WINDOW_MS) {
			this.since = now;
			this.count = 0;
		}
		this.count += 1;
		if (method === 'GET') this.gets += 1;
	}

	end(method: string): void {
		if (method === 'GET') this.gets -= 1;
	}

	/** Throws the refusal of a request that is one too many. */
	check(): void {
		if (this.count > this.most) throw tooMany('O limite de requisições da conta em 12 horas foi atingido.');
		if (this.gets > MOST_GETS_AT_ONCE) throw tooMany('O limite de requisições simultâneas foi atingido.');
	}

	headers(): Record<string, string> {
		const passed = this.since === null ? 0 : this.now().getTime() - this.since;
		return {
			'RateLimit-Limit': String(this.most),
			'RateLimit-Remaining': String(Math.max(0, this.most - this.count)),
			'RateLimit-Reset': String(Math.max(0, Math.ceil((WINDOW_MS - passed) / 1000))),
		};
	}
}
