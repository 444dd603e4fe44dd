import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileTemplate, templateVariables } from '../../../../core/reminder/render';
import { HELPERS } from '../../../../core/reminder/render/helpers';
import { TEMPLATE_IDS } from '../../../../core/reminder/templates';

const GUIDE = readFileSync(join(__dirname, '../../../../docs/mensagens.md'), 'utf8');

describe('docs/mensagens.md', () => {
	it('lists exactly the variables, helpers and templates there are', () => {
		const documented = [...GUIDE.matchAll(/^\| `([a-zA-Z0-9.]+)`/gm)].map((match) => match[1]);
		const variables = templateVariables().map((each) => each.name);
		expect(documented).toEqual([...TEMPLATE_IDS, ...variables.filter((name) => !name.includes('[]'))]);
		for (const name of HELPERS.keys()) expect(GUIDE).toMatch(new RegExp(`[{(]${name} `));
	});

	it('marks as maybe empty what the variables say may be empty', () => {
		const marked = [...GUIDE.matchAll(/^\| `([a-zA-Z0-9.]+)` \*/gm)].map((match) => match[1]);
		const mayBeEmpty = templateVariables().filter((each) => !each.name.includes('[]') && /vazi[ao]/.test(each.description));
		expect(marked).toEqual(mayBeEmpty.map((each) => each.name));
	});

	it('has examples that compile', () => {
		const examples = [...GUIDE.matchAll(/^```\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '');
		expect(examples.length).toBeGreaterThan(1);
		for (const message of examples) expect(() => compileTemplate({ subject: 'Oi', message })).not.toThrow();
	});
});
