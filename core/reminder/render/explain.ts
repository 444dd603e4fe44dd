import type { Scope } from './scope';
import { reachOutwards, resolvePath } from './scope';
import { allNames, closest, listOf, namesBelow } from './suggest';
import type { TemplateErrorDetails } from './templateError';
import type { VariableNode } from './variables';

type Explanation = Pick<TemplateErrorDetails, 'code' | 'reason' | 'variable'>;

const LONGEST_SHOWN = 80;
/** No group lies deeper than `@root.cliente` or `f.numero`: what is longer need not be tried. */
const DEEPEST_GROUP = 3;

/** A name out of a template, cut so that a message about it stays readable. */
export function shown(name: string): string {
	return name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
}

/** The nearest known group that the path goes into, and its name. */
function knownGroup(path: hbs.AST.PathExpression, scope: Scope): { node: VariableNode; name: string } | null {
	for (let length = Math.min(path.parts.length - 1, DEEPEST_GROUP); length > 0; length--) {
		const parts = path.parts.slice(0, length);
		const node = resolvePath({ ...path, parts }, scope);
		if (node) return { node, name: parts.join('.') };
	}
	return null;
}

/** Says why a path names nothing here: another block's variable, a misspelt field, or an unknown name. */
export function explainUnknown(path: hbs.AST.PathExpression, scope: Scope): Explanation {
	const variable = path.original;
	const start = `a variável {{${shown(variable)}}} não existe`;
	const explanation = (reason: string): Explanation => ({ code: 'unknownVariable', reason, variable });
	if (path.data) {
		return explanation(`${start} aqui. Com @ só há @index, @first e @last, dentro de {{#each faturas}}, e @root.`);
	}
	const outwards = path.depth === 0 ? reachOutwards(path.parts, scope) : null;
	if (outwards) return explanation(`${start} dentro de ${scope.opening}; escreva {{${outwards}}}.`);
	const known = knownGroup(path, scope);
	if (known?.node.kind === 'list') {
		return explanation(`${start}: ${known.name} é uma lista; use {{#each ${known.name}}} ou {{> faturas}}.`);
	}
	if (known?.node.kind === 'group') {
		const names = namesBelow(known.node, `${known.name}.`);
		const near = closest(variable, names);
		return explanation(`${start}.${near ? ` Você quis dizer {{${near}}}?` : ''} Em ${known.name} há: ${listOf(names)}.`);
	}
	const local = scope.parent ? namesBelow(scope.context) : [];
	const names = [...local, ...allNames()];
	const near = closest(variable, names);
	const group = near?.includes('.') ? near.slice(0, near.indexOf('.') + 1) : '';
	const inGroup = names.filter((name) => name.startsWith(group));
	const available = scope.parent
		? `Dentro de ${scope.opening} há: ${listOf(local)}.`
		: `${group ? `Em ${group.slice(0, -1)} há` : 'As variáveis são'}: ${listOf(inGroup)}.`;
	return explanation(`${start}.${near ? ` Você quis dizer {{${near}}}?` : ''} ${available}`);
}

/** Says why something that exists cannot be printed, and what can be done with it. */
export function explainUnprintable(path: hbs.AST.PathExpression, node: VariableNode): Explanation {
	const variable = path.original;
	const name = shown(variable);
	const explanation = (reason: string): Explanation => ({ code: 'wrongUse', reason, variable });
	if (node.kind === 'list') return explanation(`{{${name}}} é uma lista; use {{> faturas}} ou {{#each ${name}}}…{{/each}}.`);
	if (node.kind === 'boolean') return explanation(`{{${name}}} é sim ou não; use {{#if ${name}}}…{{/if}}.`);
	const fields = node.kind === 'group' ? [...node.fields.keys()] : [];
	return explanation(`{{${name}}} é um grupo; escolha um campo dele: ${listOf(fields)}.`);
}
