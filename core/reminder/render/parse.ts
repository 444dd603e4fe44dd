import Handlebars from 'handlebars';
import { cleanSource } from './sanitize';
import type { TemplatePart } from './templateError';
import { TemplateError } from './templateError';

/** Template source is refused above this many characters. */
export const SOURCE_LIMIT = 200_000;

function lineOf(error: unknown): number | null {
	if (!(error instanceof Error)) return null;
	const match = /(?:line |- )(\d+)/.exec(error.message);
	return match ? Number(match[1]) : null;
}

function syntaxReason(error: unknown, source: string, line: number | null): string {
	if (error instanceof RangeError) return 'há blocos demais, uns dentro dos outros.';
	const message = error instanceof Error ? error.message : String(error);
	const mismatch = /^(\S+) doesn't match (\S+)/.exec(message);
	if (mismatch) return `o bloco {{#${mismatch[1]}}} foi fechado com {{/${mismatch[2]}}}; feche com {{/${mismatch[1]}}}.`;
	if (message.includes("got 'EOF'")) return 'falta fechar um bloco: cada {{#if}} pede o seu {{/if}}, cada {{#each}} o seu {{/each}}.';
	const excerpt = line === null ? '' : (source.split('\n')[line - 1] ?? '').trim().slice(0, 60);
	return `erro de escrita nas chaves {{ }}${excerpt ? ` perto de "${excerpt}"` : ''}. Confira se cada {{ tem o seu }} e se cada bloco aberto foi fechado.`;
}

/**
 * The parser takes quadratic time and worse over deep nesting, so what may nest is counted before it runs:
 * blocks (`{{else if}}` nests too) and parentheses of subexpressions.
 */
const BLOCK_LIMIT = 500;
const PARENTHESIS_LIMIT = 1_000;

function countOf(source: string, pattern: RegExp): number {
	return source.match(pattern)?.length ?? 0;
}

function refuseTooComplex(source: string, part: TemplatePart): void {
	const tooLarge = (reason: string) => new TemplateError({ code: 'tooLarge', part, reason });
	if (countOf(source, /\{\{~?\s*(?:[#^]|else)/g) > BLOCK_LIMIT) throw tooLarge(`tem mais de ${BLOCK_LIMIT} blocos; reduza o modelo.`);
	if (countOf(source, /\(/g) > PARENTHESIS_LIMIT) throw tooLarge(`tem mais de ${PARENTHESIS_LIMIT} parênteses; reduza o modelo.`);
}

/** The syntax tree of one part of a template. Throws a {@link TemplateError} when it cannot be read or is too large. */
export function parsePart(source: string, part: TemplatePart): hbs.AST.Program {
	if (source.length > SOURCE_LIMIT) {
		const limit = SOURCE_LIMIT.toLocaleString('pt-BR');
		throw new TemplateError({ code: 'tooLarge', part, reason: `passa de ${limit} caracteres; reduza o modelo.` });
	}
	const clean = cleanSource(source);
	if (clean.trim() === '') throw new TemplateError({ code: 'emptyPart', part, reason: 'está vazio; escreva o texto.' });
	refuseTooComplex(clean, part);
	try {
		return Handlebars.parse(clean);
	} catch (error) {
		const line = lineOf(error);
		const place = line === null ? undefined : { line, column: 1 };
		throw new TemplateError({ code: 'syntax', part, reason: syntaxReason(error, clean, line), place });
	}
}
