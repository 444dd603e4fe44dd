import fc from 'fast-check';
import { DEFAULT_POINTS, POINT_KEYS, type PointsTable } from '../../../core/classification/pointsTable';
import type { ProfileThresholds } from '../../../core/classification/profile';
import { DEFAULT_SETTINGS, type ClassificationSettings } from '../../../core/classification/settings';

const ascending = (count: number, max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: count, maxLength: count }).map((values) => values.sort((a, b) => a - b));

/** Any thresholds that checkThresholds lets through. */
const thresholds: fc.Arbitrary<ProfileThresholds> = fc
	.record({ percents: ascending(4, 100), means: ascending(3, 90), overdue: ascending(3, 200), promises: ascending(2, 4), worst: ascending(2, 90), minimumInvoices: fc.integer({ min: 1, max: 8 }), invoices: fc.nat(12), days: fc.nat(1_000), agreements: fc.nat(2) })
	.map(({ percents, means, overdue, promises, worst, minimumInvoices, invoices, days, agreements }) => ({
		minimumInvoices,
		excellent: { minimumInvoices: invoices, relationshipDays: days, latePercentUpTo: percents[0], worstDaysUpTo: worst[0] },
		occasional_late: { latePercentFrom: percents[1], meanDaysFrom: means[0], worstDaysFrom: worst[1], overdueDaysFrom: overdue[0], brokenPromisesFrom: promises[0] },
		habitual_late: { latePercentFrom: percents[2], meanDaysFrom: means[1], overdueDaysFrom: overdue[1] },
		critical: { latePercentFrom: percents[3], meanDaysFrom: means[2], overdueDaysFrom: overdue[2], brokenPromisesFrom: promises[1], brokenAgreementsFrom: agreements },
	}));

/** Any points that checkPoints lets through, the default relationship row among them. */
const points: fc.Arbitrary<PointsTable> = fc
	.tuple(...POINT_KEYS.map(() => fc.integer({ min: 0, max: 4 }).chain((bands) => fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { minLength: bands, maxLength: bands }), ascending(bands, 40)))))
	.map((tables) => ({ ...(Object.fromEntries(POINT_KEYS.map((key, index) => [key, tables[index][0].sort((a, b) => a - b).map((from, band) => ({ from, points: tables[index][1][band] }))])) as unknown as PointsTable), relationship: DEFAULT_POINTS.relationship }));

/** The default settings, or others that may be typed. */
export const someSettings: fc.Arbitrary<ClassificationSettings> = fc.oneof(fc.constant(DEFAULT_SETTINGS), fc.record({ profile: thresholds, points }).map((changed) => ({ ...DEFAULT_SETTINGS, ...changed })));
