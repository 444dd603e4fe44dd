import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ATTRIBUTION_DAYS } from '../../../core/ledger/metrics/recovery';
import { AGEING_BUCKETS } from '../../../core/metrics/buckets';
import { OVERDUE_MONTHS } from '../../../core/metrics/overdueMonths';
import { listCauses } from '../../../core/ledger/occurrences/causes';
import { onBothEngines } from '../../support/ledgers';

const GUIDE = readFileSync(join(__dirname, '../../../docs/relatorios.md'), 'utf8');

describe('docs/relatorios.md', () => {
	it.each([['ageing buckets', 'faixa', AGEING_BUCKETS.map(({ label }) => label)], ['months of delay', 'mês de atraso', OVERDUE_MONTHS]])('lists exactly the %s there are', (_what, heading, labels) => {
		const [table] = GUIDE.split(`| ${heading} |\n| --- |\n`)[1].split('\n\n');
		expect([...table.matchAll(/^\| (.*) \|$/gm)].map(([, label]) => label)).toEqual(labels);
	});

	it('says after how many days a payment is no reminder’s doing', () => {
		expect(GUIDE).toContain(`até ${ATTRIBUTION_DAYS} dias antes`);
	});
});

onBothEngines('docs/relatorios.md', (open) => {
	it('lists exactly the causes that a new ledger has', async () => {
		const { db } = await open();
		const documented = [...GUIDE.matchAll(/^\| `(\w+)` \| (.*) \| (externa|interna) \|$/gm)].map(([, key, name, origin]) => [key, name, origin]);
		expect(documented).toEqual((await listCauses(db)).map(({ key, name, origin }) => [key, name, origin === 'external' ? 'externa' : 'interna']));
	});
});
