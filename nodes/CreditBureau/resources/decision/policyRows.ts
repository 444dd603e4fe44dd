import type { IDataObject } from 'n8n-workflow';
import { RESTRICTION_KINDS, type RestrictionKind } from '../../../../core/bureau/CreditReport';
import { PAYER_PROFILES } from '../../../../core/classification/profiles';
import { checkPolicy, CREDIT_DECISIONS, type CreditConditions, type CreditLimit, type CreditOutcome, type CreditPolicy, type CreditRow, type Range } from '../../../../core/credit/policy';
import { decimalFromCents } from '../../../../core/money/cents';
import { centsOf, choicesOf, textOf, wholeOf } from '../../../shared/values';

/** What the node’s table says, checked. Throws a RangeError that names the row and field. */
export function readPolicy(value: unknown): CreditPolicy {
	const rows = ((value as IDataObject | undefined)?.row ?? []) as IDataObject[];
	return checkPolicy(rows.map(readRow));
}

function readRow(row: IDataObject, index: number): CreditRow {
	const at = (field: string) => `${field} (Policy, linha ${index + 1})`;
	const whole = (name: string, field: string) => (isEmpty(row[name]) ? null : wholeOf(row[name], at(field), { otherwise: 0, min: 0, max: 1_000_000_000 }));
	const cents = (name: string, field: string) => centsOf(row[name], at(field)) ?? null;
	const [decision] = choicesOf(row.decision ?? 'ask_person', at('Decision'), CREDIT_DECISIONS);
	const approves = decision === 'approve' || decision === 'approve_with_down_payment';
	const then: CreditOutcome = { decision };
	if (decision === 'approve_with_down_payment') then.downPaymentPercent = whole('downPaymentPercent', 'Down Payment (%)') ?? 0;
	const limit = approves ? readLimit(row, at) : undefined;
	if (limit) then.limit = limit;
	if (limit && !isEmpty(row.validDays)) then.validDays = whole('validDays', 'Limit Valid for (Days)') ?? undefined;
	const kinds = choicesOf<RestrictionKind>(row.restrictionKinds, at('Restriction Kinds'), RESTRICTION_KINDS);
	const count = range(whole('restrictionsFrom', 'Restrictions From'), whole('restrictionsTo', 'Restrictions To'));
	const amount = range(cents('restrictionsAmountFrom', 'Restrictions Amount From'), cents('restrictionsAmountTo', 'Restrictions Amount To'));
	if (kinds.length > 0 && !count && !amount) throw new RangeError(`A linha ${index + 1} da tabela escolhe "Restriction Kinds" e não diz quantas nem quanto: preencha "Restrictions From" ou "Restrictions To".`);
	const profiles = choicesOf(row.profiles, at('Our Own Profile'), PAYER_PROFILES);
	const score = range(whole('scoreFrom', 'Score From'), whole('scoreTo', 'Score To'));
	const overdueDays = range(whole('overdueDaysFrom', 'Overdue with Us From (Days)'), null);
	const overdueCents = range(cents('overdueFrom', 'Overdue with Us From (Reais)'), cents('overdueTo', 'Overdue with Us To (Reais)'));
	const months = range(whole('monthsFrom', 'Customer For, From (Months)'), whole('monthsTo', 'Customer For, To (Months)'));
	const requested = range(cents('requestedFrom', 'Requested From'), cents('requestedTo', 'Requested To'));
	const when: CreditConditions = {
		...(row.report === 'missing' || row.report === 'present' ? { report: row.report } : {}),
		...(row.scoreGiven === 'no' ? { noScore: true } : {}),
		...(score ? { score } : {}),
		...(row.registration === 'irregular' || row.registration === 'regular' ? { irregular: row.registration === 'irregular' } : {}),
		...(row.restrictionsTold === 'no' ? { restrictionsUntold: true } : {}),
		...(count || amount ? { restrictions: { kinds, ...(count ? { count } : {}), ...(amount ? { cents: amount } : {}) } } : {}),
		...(profiles.length > 0 ? { profiles } : {}),
		...(overdueDays || overdueCents ? { overdue: { ...(overdueDays ? { days: overdueDays } : {}), ...(overdueCents ? { cents: overdueCents } : {}) } } : {}),
		...(months ? { monthsAsCustomer: months } : {}),
		...(row.requestedTold === 'no' ? { requestedUntold: true } : {}),
		...(requested ? { requested } : {}),
		...(limit && (row.withinLimit === true || row.withinLimit === 'true') ? { withinLimit: true } : {}),
	};
	return { name: textOf(row.name, at('Name')) || `linha ${index + 1}`, when, then };
}

function readLimit(row: IDataObject, at: (field: string) => string): CreditLimit | undefined {
	const kind = row.limitKind ?? 'none';
	if (kind === 'none') return undefined;
	const field = at('Limit Value');
	if (kind === 'fixed') return { kind, cents: centsOf(row.limitValue, field) ?? 0 };
	if (isEmpty(row.limitValue)) throw new RangeError(`Preencha "${field}".`);
	if (kind === 'percent_of_requested') return { kind, percent: wholeOf(row.limitValue, field, { otherwise: 100, min: 1 }) };
	const times = Number(String(row.limitValue).replace(',', '.'));
	if (!Number.isFinite(times)) throw new RangeError(`"${String(row.limitValue)}" não serve em "${field}": use um número, como 3.`);
	return { kind: 'monthly_purchases', times };
}

function range(from: number | null, to: number | null): Range | undefined {
	return from === null && to === null ? undefined : { from, to };
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** A row of the default table as the fields hold it. */
export function rowFields({ name, when, then }: CreditRow): IDataObject {
	const { limit } = then;
	const reais = (cents: number | null | undefined) => (cents === null || cents === undefined ? undefined : String(decimalFromCents(cents)));
	const number = (value: number | null | undefined) => (value === null || value === undefined ? undefined : String(value));
	const limitValue = limit && (limit.kind === 'fixed' ? reais(limit.cents) : limit.kind === 'monthly_purchases' ? String(limit.times) : String(limit.percent));
	const fields: IDataObject = {
		name,
		decision: then.decision,
		downPaymentPercent: number(then.downPaymentPercent),
		limitKind: limit?.kind,
		limitValue,
		validDays: number(then.validDays),
		withinLimit: when.withinLimit,
		report: when.report,
		scoreGiven: when.noScore ? 'no' : undefined,
		scoreFrom: number(when.score?.from),
		scoreTo: number(when.score?.to),
		registration: when.irregular === undefined ? undefined : when.irregular ? 'irregular' : 'regular',
		restrictionsTold: when.restrictionsUntold ? 'no' : undefined,
		restrictionKinds: when.restrictions && when.restrictions.kinds.length > 0 ? [...when.restrictions.kinds] : undefined,
		restrictionsFrom: number(when.restrictions?.count?.from),
		restrictionsTo: number(when.restrictions?.count?.to),
		restrictionsAmountFrom: reais(when.restrictions?.cents?.from),
		restrictionsAmountTo: reais(when.restrictions?.cents?.to),
		profiles: when.profiles && [...when.profiles],
		overdueDaysFrom: number(when.overdue?.days?.from),
		overdueFrom: reais(when.overdue?.cents?.from),
		overdueTo: reais(when.overdue?.cents?.to),
		monthsFrom: number(when.monthsAsCustomer?.from),
		monthsTo: number(when.monthsAsCustomer?.to),
		requestedTold: when.requestedUntold ? 'no' : undefined,
		requestedFrom: reais(when.requested?.from),
		requestedTo: reais(when.requested?.to),
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
