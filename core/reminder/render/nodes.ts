/** Makers of syntax tree nodes: how a checked template is rewritten into calls of internal helpers. */

/** Internal helpers, under names that the check refuses to templates. */
export const PRINT = '$print';
export const REQUIRE = '$require';
export const BLOCK = '$block';

function pathTo(name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
	return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

function noHash(loc: hbs.AST.SourceLocation): hbs.AST.Hash {
	return { type: 'Hash', pairs: [], loc };
}

export function textNode(value: string, loc: hbs.AST.SourceLocation): hbs.AST.StringLiteral {
	return { type: 'StringLiteral', value, original: value, loc };
}

export function numberNode(value: number, loc: hbs.AST.SourceLocation): hbs.AST.NumberLiteral {
	return { type: 'NumberLiteral', value, original: value, loc };
}

/** `{{name params…}}` */
export function outputCall(name: string, params: hbs.AST.Expression[], loc: hbs.AST.SourceLocation): hbs.AST.MustacheStatement {
	const strip = { open: false, close: false };
	return { type: 'MustacheStatement', path: pathTo(name, loc), params, hash: noHash(loc), escaped: true, strip, loc };
}

/** `(name params…)` */
export function innerCall(name: string, params: hbs.AST.Expression[], loc: hbs.AST.SourceLocation): hbs.AST.SubExpression {
	return { type: 'SubExpression', path: pathTo(name, loc), params, hash: noHash(loc), loc };
}

export function isPath(node: hbs.AST.Node): node is hbs.AST.PathExpression {
	return node.type === 'PathExpression';
}

export function isSubExpression(node: hbs.AST.Node): node is hbs.AST.SubExpression {
	return node.type === 'SubExpression';
}

export function isStatement<T extends hbs.AST.Node>(node: hbs.AST.Node, type: T['type']): node is T {
	return node.type === type;
}
