import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Bureau } from '../../../../core/bureau/Bureau';
import { Lookups, type FoundReport, type LookupFailure, type LookupPolicy, type LookupResult, type LookupWorld } from '../../../../core/bureau/lookUp';
import { rehearseLookups, type PlannedLookup } from '../../../../core/bureau/rehearse';
import { Vault } from '../../../../core/bureau/vault';
import { wallClock } from '../../../../core/calendar/day';
import { markAbandonedLookups } from '../../../../core/ledger/bureau/abandoned';
import { spentIn } from '../../../../core/ledger/bureau/usage';
import { decimalFromCents, formatCents } from '../../../../core/money/cents';
import { bureauTransport } from '../../../shared/bureauTransport';
import type { NodeContext } from '../../../shared/context';
import { isRehearsed } from '../../../shared/dryRun';
import type { Operation } from '../../../shared/operation';
import { centsOf, choicesOf, flagOf, wholeOf } from '../../../shared/values';
import { refusedItem } from '../../../shared/problems';
import { chosenBureaus } from '../../chosenBureaus';
import { documentTasks, inOrder, type DocumentTask } from '../../documentTasks';
import { reportItem, summaryItem } from '../../reportItem';
import { LOOK_UP_FIELDS } from './lookUpFields';
import { purposeOf } from './purposeFields';

export const lookUpOperation: Operation = {
	name: 'Look Up',
	action: 'Look up reports at credit bureaus',
	description: 'Ask one or several bureaus about each CPF or CNPJ, unless a report is recent enough, and never beyond the monthly budget',
	fields: LOOK_UP_FIELDS,
	async execute(context, items) {
		const policy = readPolicy(this, context);
		const bureaus = await chosenBureaus(this);
		const world = worldOf(this, context);
		const { tasks, problems } = await documentTasks(this, context, items);
		const isDry = flagOf(this.getNodeParameter('dryRun', 0, false), 'Dry Run');
		// An item of a dry run further up must cost nothing; the same document of another item may.
		const rehearsed = tasks.filter(({ indexes }) => isDry || indexes.every((index) => isRehearsed(items[index].json)));
		const real = tasks.filter((task) => !rehearsed.includes(task));
		const plans = await rehearseLookups(context.ledger, bureaus, rehearsed.map(requestOf), policy, world);
		const results = await lookUpAll(context, bureaus, real, policy, world);
		const budget = await budgetItem(context, policy);
		const planned = rehearsed.flatMap((task, at) => plannedItems(task, plans[at], items));
		const outcomes = real.map((task, at) => resultItems(task, results[at], items, budget));
		return [inOrder([...planned, ...outcomes.flatMap(({ done }) => done)]), inOrder([...problems, ...outcomes.flatMap(({ failed }) => failed)])];
	},
};

async function lookUpAll({ ledger }: NodeContext, bureaus: readonly Bureau[], tasks: readonly DocumentTask[], policy: LookupPolicy, world: LookupWorld): Promise<LookupResult[]> {
	if (tasks.length === 0) return [];
	await markAbandonedLookups(ledger.db, world.clock().toISOString());
	return await new Lookups(ledger, bureaus, policy, world).each(tasks.map(requestOf));
}

function readPolicy(functions: IExecuteFunctions, { account }: NodeContext): LookupPolicy {
	const purpose = purposeOf(functions, 'credit_decision');
	const budgetCents = centsOf(functions.getNodeParameter('monthlyBudget', 0), 'Monthly Budget') ?? 0;
	if (budgetCents < 0) throw new RangeError('O orçamento em "Monthly Budget" não pode ser negativo.');
	const [ask = 'first'] = choicesOf(functions.getNodeParameter('ask', 0, 'first'), 'Ask', ['first', 'all'] as const);
	return {
		ask,
		maxAgeDays: wholeOf(functions.getNodeParameter('maxAgeDays', 0, 30), 'Use Reports up to (Days Old)', { otherwise: 30, min: 0, max: 3_650 }),
		budgetCents,
		...purpose,
		vault: flagOf(functions.getNodeParameter('keepRaw', 0, false), 'Keep Raw Answer') ? new Vault(account.encryptionSecret, account.creditor.document) : null,
	};
}

function worldOf(functions: IExecuteFunctions, { account }: NodeContext): LookupWorld {
	const { sleep, signal } = bureauTransport(functions);
	return { clock: () => new Date(), sleep, timeZone: account.timeZone, ...(signal ? { signal } : {}) };
}

function requestOf({ document, customer }: DocumentTask) {
	return { document, customerId: customer?.id ?? null };
}

async function budgetItem({ ledger, account }: NodeContext, { budgetCents }: LookupPolicy): Promise<IDataObject> {
	const month = wallClock(new Date(), account.timeZone).day.slice(0, 7);
	const spent = await spentIn(ledger.db, month);
	return { month, monthly: decimalFromCents(budgetCents), spent: decimalFromCents(spent), left: decimalFromCents(Math.max(0, budgetCents - spent)) };
}

function resultItems({ indexes, customer }: DocumentTask, { found, failures }: LookupResult, items: readonly INodeExecutionData[], budget: IDataObject): { done: INodeExecutionData[]; failed: INodeExecutionData[] } {
	if (found.length === 0) return { done: [], failed: indexes.map((index) => refusedItem(items, index, problemOf(failures))) };
	const reports = found.map(({ stored }) => stored);
	return {
		failed: [],
		done: indexes.map((index, place) => ({
			json: {
				...items[index].json,
				creditReport: reportItem(reports[0]),
				creditReports: found.map(foundItem),
				creditSummary: summaryItem(reports),
				flag: { ...worstFlag(found) },
				fromCache: found.every(({ fromCache }) => fromCache),
				// Paid for once, however many items are about it.
				cost: place === 0 ? decimalFromCents(found.reduce((sum, { cents }) => sum + cents, 0)) : 0,
				budget,
				knownCustomer: customer === null ? null : { ...customer },
				missingBureaus: failures.map(failureItem),
			},
			pairedItem: { item: index },
		})),
	};
}

function foundItem({ stored, fromCache, cents, flag }: FoundReport): IDataObject {
	return { ...reportItem(stored), answeredOn: stored.answeredOn, reportId: stored.id, fromCache, cost: decimalFromCents(cents), flag: { ...flag } };
}

function worstFlag(found: readonly FoundReport[]): FoundReport['flag'] {
	const up = found.filter(({ flag }) => flag.changed);
	if (up.length === 0) return found[0].flag;
	return { changed: true, text: up.map(({ flag, stored }) => (found.length === 1 ? flag.text : `${stored.report.providerLabel}: ${flag.text}`)).join(' ') };
}

function problemOf(failures: readonly LookupFailure[]): { code: string; reason: string } & IDataObject {
	const [last] = failures.slice(-1);
	const main = failures.find(({ code }) => code === 'budget_exhausted') ?? last;
	return {
		code: main.code,
		reason: failures.length === 1 ? main.reason : failures.map(({ bureauLabel, reason }) => `${bureauLabel}: ${reason}`).join(' '),
		bureaus: failures.map(failureItem),
	};
}

function failureItem({ bureau, bureauLabel, code, reason, lookupId }: LookupFailure): IDataObject {
	return { bureau, bureauLabel, code, reason, ...(lookupId === null ? {} : { lookupId }) };
}

const ACTIONS: Readonly<Record<PlannedLookup['action'], string>> = {
	ask: 'seria consultado',
	use_stored: 'usaria o relatório guardado',
	budget_exhausted: 'não seria consultado: o orçamento do mês não chega',
	not_contracted: 'não seria consultado: a credencial não tem produto ou preço para este tipo de documento',
};

function plannedItems({ indexes, document }: DocumentTask, plans: readonly PlannedLookup[], items: readonly INodeExecutionData[]): INodeExecutionData[] {
	const cents = plans.reduce((sum, plan) => sum + plan.cents, 0);
	const words = plans.map(({ bureauLabel, action }) => `${bureauLabel} ${ACTIONS[action]}`).join('; ');
	return indexes.map((index, place) => ({
		json: {
			...items[index].json,
			dryRun: true,
			document: document.value,
			lookupPlan: plans.map(({ cents: cost, ...plan }) => ({ ...plan, cost: decimalFromCents(cost) })),
			cost: place === 0 ? decimalFromCents(cents) : 0,
			message: `Ensaio (dry run), nada foi consultado: ${words}. Custo: ${formatCents(place === 0 ? cents : 0)}.`,
		},
		pairedItem: { item: index },
	}));
}
