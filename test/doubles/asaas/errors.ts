export interface ErrorItem {
	code: string;
	description: string;
}

/** A refusal as the API makes it: `{"errors":[{"code","description"}]}`, or an empty body where there is no item. */
export class ApiError extends Error {
	readonly status: number;
	readonly errors: ErrorItem[];

	constructor(status: number, errors: ErrorItem[]) {
		super(`${status}: ${errors.map(({ code, description }) => `${code}: ${description}`).join('; ')}`);
		this.name = 'ApiError';
		this.status = status;
		this.errors = errors;
	}
}

export function refuse(code: string, description: string): ApiError {
	return new ApiError(400, [{ code, description }]);
}

export function notFound(): ApiError {
	return new ApiError(404, []);
}

/** Gathers what is wrong with a body: the real API tells all of it at once. */
export class Checks {
	private readonly errors: ErrorItem[] = [];

	that(isRight: boolean, code: string, description: string): void {
		if (!isRight) this.errors.push({ code, description });
	}

	given(body: Record<string, unknown>, field: string): boolean {
		const isGiven = body[field] !== undefined && body[field] !== null && body[field] !== '';
		this.that(isGiven, `invalid_${field}`, `O campo ${field} deve ser informado`);
		return isGiven;
	}

	done(): void {
		if (this.errors.length > 0) throw new ApiError(400, this.errors);
	}
}
