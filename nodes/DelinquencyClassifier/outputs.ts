import type { IDataObject } from 'n8n-workflow';
import { DEFAULT_STAGES, PAYER_PROFILES, PROFILE_NAMES, type InvoiceClassification, type StageSettings } from '../../core/classification';

/** How classified invoices are spread over the outputs. */
export const OUTPUT_CHOICES = ['one', 'stage', 'profile'] as const;
export type OutputChoice = (typeof OUTPUT_CHOICES)[number];

/** Where invoices that are in no stage of delay leave by. */
const SETTLED_NAME = 'Paga, cancelada ou contestada';

/** Runs in the editor as an expression, so it can use nothing but its arguments. */
const outputsOf = (parameters: IDataObject, names: { toFallDue: string; dueToday: string; late: string[]; settled: string; profiles: string[] }) => {
	const labelled = (labels: string[]) => [...labels, 'Problems'].map((displayName) => ({ type: 'main', displayName }));
	if (parameters.resource === 'portfolio') return [{ type: 'main', displayName: 'Summary' }];
	if (parameters.resource === 'customer') return labelled(['Done']);
	if (parameters.outputs === 'profile') return labelled(names.profiles);
	if (parameters.outputs !== 'stage') return labelled(['Classified']);
	const typed = ((parameters.stages as IDataObject | undefined)?.stage ?? []) as Array<{ fromDay?: number; name?: string }>;
	const rows = typed.map(({ fromDay, name }) => ({ day: Number(fromDay ?? 1), name: String(name ?? '') })).sort((a, b) => a.day - b.day);
	const late = rows.filter(({ day }) => day > 0).map(({ name }) => name);
	const before = rows.find(({ day }) => day < 0);
	const due = rows.find(({ day }) => day === 0);
	return labelled([before ? before.name : names.toFallDue, due ? due.name : names.dueToday, ...(rows.length > 0 ? late : names.late), names.settled]);
};

const NAMES = {
	toFallDue: DEFAULT_STAGES.toFallDue.name,
	dueToday: DEFAULT_STAGES.dueToday.name,
	late: DEFAULT_STAGES.late.map(({ name }) => name),
	settled: SETTLED_NAME,
	profiles: PAYER_PROFILES.map((profile) => PROFILE_NAMES[profile]),
};

/** One output for all, one a stage or one a profile, each with its name, and one for what could not be classified. */
export const CLASSIFIER_OUTPUTS = `={{(${outputsOf.toString()})($parameter, ${JSON.stringify(NAMES)})}}` as const;

/** By which output each classification leaves, in the order in which {@link CLASSIFIER_OUTPUTS} has them. */
export class OutputPlan {
	/** How many there are before the problems. */
	readonly count: number;
	private readonly places: ReadonlyMap<string, number>;

	constructor(
		private readonly choice: OutputChoice,
		stages: StageSettings,
	) {
		const stageIds = ['to_fall_due', 'due_today', ...stages.late.map(({ fromDay }) => `late_${fromDay}`)];
		const keys = choice === 'one' ? [] : choice === 'stage' ? stageIds : PAYER_PROFILES;
		this.places = new Map(keys.map((key, index) => [key, index]));
		this.count = choice === 'one' ? 1 : choice === 'stage' ? keys.length + 1 : keys.length;
	}

	of({ stage, profile }: Pick<InvoiceClassification, 'stage' | 'profile'>): number {
		if (this.choice === 'one') return 0;
		return this.places.get(this.choice === 'stage' ? stage.id : profile) ?? this.count - 1;
	}
}
