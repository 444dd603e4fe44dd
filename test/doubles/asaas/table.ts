interface Row {
	id: string;
	deleted?: boolean;
}

export interface Page<T> {
	totalCount: number;
	data: T[];
}

/**
 * The rows of one kind by id, as a Map. What lists show, all but the deleted ones in the order in which they were
 * made, is kept beside it: a page of 50,000 rows costs what its own rows cost.
 */
export class Table<T extends Row> extends Map<string, T> {
	private readonly serials = new Map<string, number>();
	private readonly listed: T[] = [];
	private made = 0;

	override set(id: string, row: T): this {
		const known = this.get(id);
		if (known) this.unlist(known);
		else this.serials.set(id, this.made++);
		if (!row.deleted) this.list(row);
		return super.set(id, row);
	}

	override delete(id: string): boolean {
		const row = this.get(id);
		if (row) this.unlist(row);
		this.serials.delete(id);
		return super.delete(id);
	}

	override clear(): void {
		this.serials.clear();
		this.listed.length = 0;
		super.clear();
	}

	/** Takes a row out of the lists, or puts it back into its place. */
	mark(row: T, deleted: boolean): void {
		this.unlist(row);
		row.deleted = deleted;
		if (!deleted) this.list(row);
	}

	/** Newest first, as the real lists are: a row made between two requests moves all the others down by one. */
	page(offset: number, limit: number, matches?: (row: T) => boolean): Page<T> {
		const newest = this.listed.length - 1;
		if (!matches) {
			const count = Math.max(0, Math.min(limit, this.listed.length - offset));
			return { totalCount: this.listed.length, data: Array.from({ length: count }, (_, at) => this.listed[newest - offset - at]) };
		}
		const data: T[] = [];
		let totalCount = 0;
		for (let at = newest; at >= 0; at -= 1) {
			if (!matches(this.listed[at])) continue;
			if (totalCount >= offset && data.length < limit) data.push(this.listed[at]);
			totalCount += 1;
		}
		return { totalCount, data };
	}

	private list(row: T): void {
		this.listed.splice(this.placeOf(row.id), 0, row);
	}

	private unlist(row: T): void {
		const place = this.placeOf(row.id);
		if (this.listed[place] === row) this.listed.splice(place, 1);
	}

	/** Where a row stands, or would stand, in the lists. */
	private placeOf(id: string): number {
		const serial = this.serials.get(id) ?? this.made;
		let [low, high] = [0, this.listed.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.serials.get(this.listed[middle].id) ?? 0) < serial) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
