/** From which value on a row gives how many points; a value below the first band gives 0. */
export interface PointsBand {
	from: number;
	points: number;
}

/** The rows of the risk score, in the order in which they are shown. */
export const POINT_KEYS = [
	'late_share',
	'mean_days',
	'worst_delay',
	'recent_late_share',
	'overdue_age',
	'overdue_count',
	'overdue_amount',
	'broken_promises',
	'broken_agreements',
	'limit_exceeded',
	'limit_expired',
	'bureau_restricted',
	'relationship',
] as const;
export type PointKey = (typeof POINT_KEYS)[number];

/** What each row measures, for people. */
export const POINT_LABELS: Readonly<Record<PointKey, string>> = {
	late_share: 'Faturas com atraso (% das que venceram)',
	mean_days: 'Atraso médio de todas as faturas (dias)',
	worst_delay: 'Maior atraso (dias)',
	recent_late_share: 'Faturas com atraso nos últimos 6 meses (%)',
	overdue_age: 'Fatura vencida mais antiga hoje (dias)',
	overdue_count: 'Faturas vencidas hoje',
	overdue_amount: 'Valor vencido hoje (% do faturado em 12 meses)',
	broken_promises: 'Promessas não cumpridas em 12 meses',
	broken_agreements: 'Acordos rompidos',
	limit_exceeded: 'Limite de crédito ultrapassado em (%)',
	limit_expired: 'Limite de crédito vencido (1 = sim)',
	bureau_restricted: 'Restrição em bureau de crédito (1 = sim)',
	relationship: 'Tempo de relacionamento (dias)',
};

export type PointsTable = Readonly<Record<PointKey, readonly PointsBand[]>>;

/** The points of a payer's risk; the sum is kept within 0 and 100. */
export const DEFAULT_POINTS: PointsTable = {
	late_share: [{ from: 10, points: 5 }, { from: 25, points: 10 }, { from: 50, points: 15 }, { from: 75, points: 20 }],
	mean_days: [{ from: 1, points: 3 }, { from: 5, points: 6 }, { from: 15, points: 10 }, { from: 30, points: 15 }],
	worst_delay: [{ from: 6, points: 2 }, { from: 16, points: 4 }, { from: 31, points: 6 }, { from: 61, points: 8 }, { from: 91, points: 10 }],
	recent_late_share: [{ from: 25, points: 3 }, { from: 50, points: 6 }, { from: 75, points: 10 }],
	overdue_age: [{ from: 1, points: 2 }, { from: 6, points: 5 }, { from: 16, points: 8 }, { from: 31, points: 12 }, { from: 61, points: 16 }, { from: 91, points: 20 }],
	overdue_count: [{ from: 1, points: 1 }, { from: 2, points: 3 }, { from: 3, points: 5 }, { from: 5, points: 8 }],
	overdue_amount: [{ from: 10, points: 3 }, { from: 25, points: 6 }, { from: 50, points: 10 }],
	broken_promises: [{ from: 1, points: 4 }, { from: 2, points: 7 }, { from: 3, points: 10 }],
	broken_agreements: [{ from: 1, points: 8 }, { from: 2, points: 12 }],
	limit_exceeded: [{ from: 1, points: 5 }, { from: 50, points: 8 }],
	limit_expired: [{ from: 1, points: 3 }],
	bureau_restricted: [{ from: 1, points: 15 }],
	relationship: [{ from: 0, points: 8 }, { from: 90, points: 5 }, { from: 180, points: 3 }, { from: 365, points: 0 }, { from: 1095, points: -3 }, { from: 1825, points: -5 }],
};

/** Points of a value; null is a value that is not known, which gives none. */
export function pointsFor(bands: readonly PointsBand[], value: number | null): number {
	let points = 0;
	if (value === null) return points;
	for (const band of bands) {
		if (band.from > value) break;
		points = band.points;
	}
	return points;
}

/** The most points that a row can give; 0 when it gives none. */
export function maximumOf(bands: readonly PointsBand[]): number {
	return bands.reduce((maximum, { points }) => Math.max(maximum, points), 0);
}

/**
 * @throws RangeError, in the operator's words, when bands are out of order, or when more lateness would give fewer
 * points: a later payment must never lower the risk. Only a long relationship may take points off.
 */
export function checkPoints(table: PointsTable): void {
	for (const key of POINT_KEYS) {
		const label = POINT_LABELS[key];
		let before: PointsBand = { from: Number.NEGATIVE_INFINITY, points: 0 };
		for (const band of table[key]) {
			if (!Number.isFinite(band.from) || band.from < 0) throw new RangeError(`Em "${label}", "${band.from}" não é um valor a partir do qual contar: use um número, de 0 em diante.`);
			if (!Number.isSafeInteger(band.points) || Math.abs(band.points) > 100) throw new RangeError(`Em "${label}", os pontos precisam ser um número inteiro de no máximo 100, e não ${band.points}.`);
			if (band.from <= before.from) throw new RangeError(`Em "${label}", a linha a partir de ${band.from} precisa vir antes da de ${before.from}: ponha os valores em ordem, cada um uma vez.`);
			if (key !== 'relationship' && band.points < before.points) {
				throw new RangeError(`Em "${label}", ${band.from} vale ${band.points} pontos, menos que os ${before.points} da linha anterior: quem atrasa mais não pode ter risco menor.`);
			}
			before = band;
		}
	}
}
