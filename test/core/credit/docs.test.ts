import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_CREDIT_POLICY } from '../../../core/credit/defaultPolicy';
import { DECISION_NAMES } from '../../../core/credit/policy';
import { GUARD_KEYS } from '../../../core/listing/guards';
import { DEFAULT_LISTING_POLICY } from '../../../core/listing/policy';

const doc = (name: string) => readFileSync(join(__dirname, '../../../docs', name), 'utf8');

it('docs/decisao-de-credito.md tells the default table row by row', () => {
	const rows = [...doc('decisao-de-credito.md').matchAll(/^\| (.+?) \| (aprovar|aprovar com entrada|uma pessoa decide|recusar) \|/gm)].map(([, name, decision]) => [name, decision]);
	expect(rows).toEqual(DEFAULT_CREDIT_POLICY.map(({ name, then }) => [name, DECISION_NAMES[then.decision].toLowerCase()]));
});

it('docs/negativacao.md tells the defaults, and as many guards as there are', () => {
	const text = doc('negativacao.md');
	const { noticeDays, minimumDaysLate, minimumBalanceCents } = DEFAULT_LISTING_POLICY;
	expect(text).toContain(`*Guards → Days After the Notice*: ${noticeDays} dias`);
	expect(text).toContain(`o atraso mínimo (${minimumDaysLate} dias`);
	expect(text).toContain(`R$ ${minimumBalanceCents / 100},00`);
	const told = text.slice(text.indexOf('Todas são ditas'), text.indexOf('Se o gateway não responde')).split(';').length;
	expect(told).toBe(GUARD_KEYS.length);
});
