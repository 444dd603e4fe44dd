import { ApiError } from './errors.ts';
import { INVALID_KEY } from './keys.ts';

/** A failure that was asked for. Without `path` and `method` it is for every request. */
export interface FailureRule {
	path?: RegExp;
	method?: string;
	/** How many requests fail; default 1. */
	times?: number;
	/** How many that match go through before. */
	after?: number;
	/** Answered instead of doing anything. */
	status?: 401 | 404 | 429 | 500 | 502 | 503;
	/**
	 * `reset` closes the connection before anything is done, `resetAfterWork` after it: the answer is lost. `hang` does
	 * nothing and never answers. `malformed` does the work and sends half of the answer's JSON, with status 200.
	 */
	kind?: 'reset' | 'hang' | 'malformed' | 'resetAfterWork';
	/** Header `Retry-After`, seconds. */
	retryAfter?: number;
	/** Header `RateLimit-Reset`, seconds, with nothing remaining. */
	limitReset?: number;
}

export class Failures {
	private rules: Array<{ rule: FailureRule; left: number; toPass: number }> = [];

	add(rule: FailureRule): void {
		if (rule.status === undefined && rule.kind === undefined) throw new RangeError('A failure needs a status or a kind');
		this.rules.push({ rule, left: rule.times ?? 1, toPass: rule.after ?? 0 });
	}

	clear(): void {
		this.rules = [];
	}

	/** The failure that a request has to suffer; the first rule that fits. */
	take(method: string, path: string): FailureRule | undefined {
		const found = this.rules.find(({ rule, left }) => left > 0 && (rule.method ?? method).toUpperCase() === method && (rule.path?.test(path) ?? true));
		if (found === undefined) return undefined;
		if (found.toPass > 0) {
			found.toPass -= 1;
			return undefined;
		}
		found.left -= 1;
		return found.rule;
	}
}

/** What the gateway, or what stands in front of it, answers with such a status. */
export function scriptedError(status: NonNullable<FailureRule['status']>): ApiError | string {
	if (status === 401) return INVALID_KEY;
	if (status === 404) return new ApiError(404, []);
	if (status === 429) return new ApiError(429, [{ code: 'too_many_requests', description: 'O limite de requisições foi atingido.' }]);
	if (status === 500) return new ApiError(500, [{ code: 'internal_error', description: 'Ocorreu um erro interno. Tente novamente mais tarde.' }]);
	return `<html>\r\n<head><title>${status}</title></head>\r\n<body><center><h1>${status}</h1></center></body>\r\n</html>\r\n`;
}
