import { core } from './built.ts';

/** What the benches use of the compiled package. Loaded when first asked for: it is built by then. */
export const importing = () => core<typeof import('../../core/importing/importFile.ts')>('core/importing/importFile');
export const opening = () => core<typeof import('../../core/ledger/open.ts')>('core/ledger/open');
export const ruler = () => ({
	...core<typeof import('../../core/ruler/runRuler.ts')>('core/ruler/runRuler'),
	...core<typeof import('../../core/ruler/steps.ts')>('core/ruler/steps'),
	...core<typeof import('../../core/calendar/holidays.ts')>('core/calendar/holidays'),
});
