import { explainUnprintable, shown } from './explain';
import { BLOCKS, ExpressionChecker } from './expressions';
import { HELPERS } from './helpers';
import { BLOCK, isPath, isStatement, outputCall, PRINT, textNode } from './nodes';
import type { Scope } from './scope';
import { innerScope, resolvePath, ROOT_SCOPE } from './scope';
import { closest, listOf } from './suggest';
import type { TemplatePart } from './templateError';

/** The ready-made pieces that `{{> name}}` puts in. */
export const PARTIALS = ['faturas', 'composicao', 'pagamento', 'assinatura'] as const;
export type PartialName = (typeof PARTIALS)[number];

/**
 * Checks every name a template uses against what is known, and rewrites its output so that nothing prints
 * but through the internal helpers: an empty value is then an error, and data never meets markup.
 * Throws a {@link TemplateError} at the first thing that is not allowed.
 */
export function checkTemplate(program: hbs.AST.Program, part: TemplatePart): hbs.AST.Program {
	return new Checker(part).program(program, ROOT_SCOPE);
}

class Checker extends ExpressionChecker {
	program(program: hbs.AST.Program, scope: Scope): hbs.AST.Program {
		return { ...program, body: program.body.map((statement) => this.statement(statement, scope)) };
	}

	private statement(node: hbs.AST.Statement, scope: Scope): hbs.AST.Statement {
		if (isStatement<hbs.AST.ContentStatement>(node, 'ContentStatement')) return node;
		if (isStatement<hbs.AST.CommentStatement>(node, 'CommentStatement')) return node;
		if (isStatement<hbs.AST.MustacheStatement>(node, 'MustacheStatement')) return this.output(node, scope);
		if (isStatement<hbs.AST.BlockStatement>(node, 'BlockStatement')) return this.block(node, scope);
		if (isStatement<hbs.AST.PartialStatement>(node, 'PartialStatement')) return this.partial(node);
		throw this.error(node, 'notAllowed', 'decoradores e blocos parciais ({{*…}}, {{#*inline}}, {{#> …}}) não são aceitos.');
	}

	private output(node: hbs.AST.MustacheStatement, scope: Scope): hbs.AST.Statement {
		if (!node.escaped) {
			throw this.error(node, 'notAllowed', 'chaves triplas {{{ }}} e {{& }} não são aceitas; escreva com chaves duplas {{ }}.');
		}
		const { path, loc } = node;
		if (!isPath(path)) throw this.error(node, 'wrongUse', 'textos e números não vão entre chaves; escreva direto no modelo.');
		this.refuseHash(node.hash);
		if (node.params.length > 0 || HELPERS.has(path.original)) {
			const { expression, kind } = this.call(path, node.params, scope);
			if (kind === 'boolean') throw this.error(node, 'wrongUse', `"${path.original}" responde sim ou não; use dentro de {{#if}}.`);
			return outputCall(PRINT, [expression, ...this.origin(path, 'text')], loc);
		}
		const variable = this.variable(path, scope);
		if (variable.kind === 'group' || variable.kind === 'list' || variable.kind === 'boolean') {
			throw this.failure(path, explainUnprintable(path, variable));
		}
		return outputCall(PRINT, [path, ...this.origin(path, variable.kind)], loc);
	}

	private block(node: hbs.AST.BlockStatement, scope: Scope): hbs.AST.BlockStatement {
		if (!isPath(node.path)) throw this.error(node, 'wrongUse', 'um bloco começa por um nome, como {{#if varias}}.');
		const name = node.path.original;
		if (!BLOCKS.includes(name)) {
			const known = resolvePath(node.path, scope);
			const hint = known ? ` Escreva {{#${known.kind === 'list' ? 'each' : 'if'} ${shown(name)}}}.` : '';
			throw this.error(node, 'unknownHelper', `o bloco {{#${shown(name)}}} não existe; há {{#if}}, {{#unless}}, {{#each}} e {{#with}}.${hint}`);
		}
		this.refuseHash(node.hash);
		const [subject] = node.params;
		if (!subject || node.params.length > 1) {
			throw this.error(node, 'wrongUse', `{{#${name}}} pede uma variável, como {{#${name} ${name === 'each' ? 'faturas' : 'fatura.linkPagamento'}}}.`);
		}
		const names = node.program?.blockParams ?? [];
		const misplaced = (node.inverse?.blockParams?.length ?? 0) > 0;
		const isCondition = name === 'if' || name === 'unless';
		if (misplaced || names.length > (isCondition ? 0 : name === 'with' ? 1 : 2) || names.some((each) => !this.isFreeName(each))) {
			throw this.error(node, 'wrongUse', `os nomes depois de "as" em {{#${name}}} não são aceitos.`);
		}
		const inner = isCondition ? scope : this.blockScope(node, subject, names, scope);
		const params = [isCondition ? this.argument(subject, scope, true).expression : subject];
		const program = node.program && this.program(node.program, inner);
		const inverse = node.inverse && this.program(node.inverse, scope);
		return { ...node, params, program, inverse };
	}

	private blockScope(node: hbs.AST.BlockStatement, subject: hbs.AST.Expression, names: readonly string[], scope: Scope): Scope {
		const name = node.path.original;
		const variable = isPath(subject) ? this.variable(subject, scope) : null;
		const fits = name === 'each' ? variable?.kind === 'list' : variable?.kind === 'group';
		if (!isPath(subject) || !variable || !fits || (variable.kind !== 'group' && variable.kind !== 'list')) {
			const wants = name === 'each' ? 'uma lista, como {{#each faturas}}' : 'um grupo, como {{#with fatura}}';
			throw this.error(node, 'wrongUse', `{{#${name}}} pede ${wants}.`);
		}
		return innerScope(scope, variable, `{{#${name} ${shown(subject.original)}}}`, names);
	}

	private partial(node: hbs.AST.PartialStatement): hbs.AST.Statement {
		const name = isPath(node.name) ? node.name.original : '';
		const known = listOf(PARTIALS.map((each) => `{{> ${each}}}`));
		if (!PARTIALS.some((each) => each === name)) {
			const near = closest(name, PARTIALS);
			const hint = near ? ` Você quis dizer {{> ${near}}}?` : '';
			throw this.error(node, 'unknownPartial', `o trecho {{> ${shown(name)}}} não existe.${hint} Há ${known}.`);
		}
		if (this.part === 'subject') throw this.error(node, 'wrongUse', `{{> ${name}}} não cabe no assunto, só na mensagem.`);
		if (node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0) {
			throw this.error(node, 'wrongUse', `{{> ${name}}} não aceita nada depois do nome.`);
		}
		return outputCall(BLOCK, [textNode(name, node.loc)], node.loc);
	}
}
