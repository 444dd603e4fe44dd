import { explainUnknown, shown } from './explain';
import { HELPERS } from './helpers';
import { innerCall, isPath, isSubExpression, numberNode, REQUIRE, textNode } from './nodes';
import type { Scope } from './scope';
import { resolvePath } from './scope';
import { closest, listOf } from './suggest';
import type { TemplateErrorDetails, TemplatePart } from './templateError';
import { TemplateError } from './templateError';
import type { ValueKind, VariableNode } from './variables';

export const BLOCKS = ['if', 'unless', 'each', 'with'];
const PARAMETER_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const LITERAL_KINDS: Readonly<Record<string, ValueKind>> = {
	StringLiteral: 'text',
	NumberLiteral: 'number',
	BooleanLiteral: 'boolean',
};

/** Checks what stands inside the braces: variables, helpers and their arguments. */
export abstract class ExpressionChecker {
	constructor(protected readonly part: TemplatePart) {}

	/** A helper with its arguments, each wrapped so that an empty one is an error where it may not be. */
	protected call(path: hbs.AST.PathExpression, params: hbs.AST.Expression[], scope: Scope): { expression: hbs.AST.SubExpression; kind: ValueKind } {
		const helper = isPath(path) ? HELPERS.get(path.original) : undefined;
		if (!helper) {
			if (!isPath(path)) throw this.error(path, 'wrongUse', 'entre parênteses vem o nome de uma função, como (data hoje).');
			const names = [...HELPERS.keys()];
			const near = closest(path.original, names);
			const hint = near ? ` Você quis dizer "${near}"?` : '';
			throw this.error(path, 'unknownHelper', `a função "${shown(path.original)}" não existe.${hint} Há ${listOf(names)}.`);
		}
		if (params.length !== helper.parameters.length) {
			throw this.error(path, 'wrongUse', `"${path.original}" pede ${helper.parameters.length} ${helper.parameters.length === 1 ? 'valor' : 'valores'}. Exemplo: ${helper.usage}`);
		}
		const args = params.map((param, index) => {
			const { expression, kind } = this.argument(param, scope, helper.acceptsEmpty);
			if (kind === null || !helper.parameters[index]?.includes(kind)) {
				throw this.error(param, 'wrongUse', `"${path.original}" não aceita esse valor. Exemplo: ${helper.usage}`);
			}
			return expression;
		});
		return { expression: innerCall(path.original, args, path.loc), kind: helper.result };
	}

	/** An argument and its kind; null for what is no single value (a group or a list, fine for `#if` only). */
	protected argument(node: hbs.AST.Expression, scope: Scope, acceptsEmpty: boolean): { expression: hbs.AST.Expression; kind: ValueKind | null } {
		if (isSubExpression(node)) {
			this.refuseHash(node.hash);
			return this.call(node.path, node.params, scope);
		}
		if (!isPath(node)) return { expression: node, kind: LITERAL_KINDS[node.type] ?? null };
		const variable = this.variable(node, scope);
		const kind = variable.kind === 'group' || variable.kind === 'list' ? null : variable.kind;
		if (acceptsEmpty) return { expression: node, kind };
		return { expression: innerCall(REQUIRE, [node, ...this.origin(node, 'text')], node.loc), kind };
	}

	protected variable(path: hbs.AST.PathExpression, scope: Scope): VariableNode {
		if (!path.data && path.depth === 0 && HELPERS.has(path.original)) {
			const helper = HELPERS.get(path.original);
			throw this.error(path, 'wrongUse', `"${path.original}" é uma função; como valor, escreva entre parênteses. Exemplo: ${helper?.usage ?? ''}`);
		}
		const variable = resolvePath(path, scope);
		if (!variable) throw this.failure(path, explainUnknown(path, scope));
		return variable;
	}

	protected isFreeName(name: string): boolean {
		return PARAMETER_NAME.test(name) && !HELPERS.has(name) && !BLOCKS.includes(name) && !name.includes('this');
	}

	protected refuseHash(hash: hbs.AST.Hash | undefined): void {
		if (hash && hash.pairs.length > 0) throw this.error(hash, 'notAllowed', 'a forma nome=valor não é aceita entre chaves.');
	}

	/** What the internal helpers need to name a value that turns out empty. */
	protected origin(path: hbs.AST.PathExpression, kind: ValueKind): hbs.AST.Expression[] {
		const { loc } = path;
		return [textNode(path.original, loc), textNode(kind, loc), numberNode(loc.start.line, loc), numberNode(loc.start.column + 1, loc)];
	}

	protected error(node: hbs.AST.Node, code: TemplateErrorDetails['code'], reason: string): TemplateError {
		return this.failure(node, { code, reason });
	}

	protected failure(node: hbs.AST.Node, details: Pick<TemplateErrorDetails, 'code' | 'reason' | 'variable'>): TemplateError {
		const { line, column } = node.loc.start;
		return new TemplateError({ ...details, part: this.part, place: { line, column: column + 1 } });
	}
}
