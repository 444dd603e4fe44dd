import type { ListNode, GroupNode, VariableNode } from './variables';
import { VARIABLES } from './variables';

/** What names mean at a place of a template: the blocks around it, the innermost first. */
export interface Scope {
	/** The group that plain names are looked up in. */
	context: GroupNode;
	/** How the block was opened, such as `{{#each faturas}}`; empty at the root. */
	opening: string;
	isLoop: boolean;
	blockParams: ReadonlyMap<string, VariableNode>;
	parent: Scope | null;
}

export const ROOT_SCOPE: Scope = { context: VARIABLES, opening: '', isLoop: false, blockParams: new Map(), parent: null };

const LOOP_INDEX: VariableNode = { kind: 'number', example: '0', description: 'Posição na lista, a partir de 0.' };
const LOOP_FLAG: VariableNode = { kind: 'boolean', example: 'sim', description: 'Se é a primeira ou a última da lista.' };

/** The scope inside `{{#with}}` (a group) or `{{#each}}` (a list) with the names given after `as`. */
export function innerScope(parent: Scope, node: GroupNode | ListNode, opening: string, names: readonly string[]): Scope {
	const isLoop = node.kind === 'list';
	const context = node.kind === 'list' ? node.item : node;
	const blockParams = new Map<string, VariableNode>();
	const [item, index] = names;
	if (item !== undefined) blockParams.set(item, context);
	if (index !== undefined) blockParams.set(index, LOOP_INDEX);
	return { context, opening, isLoop, blockParams, parent };
}

function ancestor(scope: Scope, depth: number): Scope | null {
	let found: Scope | null = scope;
	for (let i = 0; i < depth && found; i++) found = found.parent;
	return found;
}

function loopsAround(scope: Scope): number {
	let count = 0;
	for (let each: Scope | null = scope; each; each = each.parent) if (each.isLoop) count++;
	return count;
}

function fieldOf(node: VariableNode | undefined, parts: readonly string[]): VariableNode | undefined {
	return parts.reduce<VariableNode | undefined>(
		(found, part) => (found?.kind === 'group' ? found.fields.get(part) : undefined),
		node,
	);
}

function blockParam(scope: Scope, name: string): VariableNode | undefined {
	for (let each: Scope | null = scope; each; each = each.parent) {
		const node = each.blockParams.get(name);
		if (node) return node;
	}
	return undefined;
}

function dataVariable(path: hbs.AST.PathExpression, scope: Scope): VariableNode | undefined {
	const [name, ...rest] = path.parts;
	if (name === 'root') return path.depth === 0 ? fieldOf(VARIABLES, rest) : undefined;
	if (rest.length > 0 || loopsAround(scope) <= path.depth) return undefined;
	if (name === 'index') return LOOP_INDEX;
	return name === 'first' || name === 'last' ? LOOP_FLAG : undefined;
}

/**
 * What a path names, by the same rules as Handlebars: names given after `as` first, then the block's own
 * fields; `../` one block out; `@index`, `@first`, `@last` of a loop; `@root`. Undefined when nothing.
 */
export function resolvePath(path: hbs.AST.PathExpression, scope: Scope): VariableNode | undefined {
	if (path.data) return dataVariable(path, scope);
	const [name, ...rest] = path.parts;
	const scoped = path.original.startsWith('.') || /^this\b/.test(path.original);
	if (name !== undefined && path.depth === 0 && !scoped) {
		const parameter = blockParam(scope, name);
		if (parameter) return fieldOf(parameter, rest);
	}
	return fieldOf(ancestor(scope, path.depth)?.context, path.parts);
}

/** How a name that exists further out is written from here (`../cliente.nome`), or null when it is nowhere. */
export function reachOutwards(parts: readonly string[], scope: Scope): string | null {
	let prefix = '../';
	for (let outer = scope.parent; outer; outer = outer.parent) {
		if (fieldOf(outer.context, parts)) return prefix + parts.join('.');
		prefix += '../';
	}
	return null;
}
