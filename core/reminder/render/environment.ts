import Handlebars from 'handlebars';
import type { PartialName } from './check';
import { checkTemplate } from './check';
import type { ReminderContext } from './context';
import { HELPERS, isEmptyValue, printValue } from './helpers';
import { BLOCK, PRINT, REQUIRE } from './nodes';
import { parsePart } from './parse';
import { cleanValue } from './sanitize';
import { OUTPUT_LIMIT, RenderSession } from './session';
import type { TemplatePart } from './templateError';
import { TemplateError } from './templateError';
import type { ValueKind } from './variables';

function isSession(value: unknown): value is RenderSession {
	return value instanceof RenderSession;
}

function sessionOf(options: Handlebars.HelperOptions): RenderSession {
	const data: unknown = options.data;
	const session = typeof data === 'object' && data !== null && 'session' in data ? data.session : undefined;
	if (!isSession(session)) throw new Error('A template ran outside a rendering');
	return session;
}

/** `{{$print value name kind line column}}`: keeps the value aside and leaves a mark. */
function print(this: unknown, value: unknown, name: string, kind: ValueKind, line: number, column: number, options: Handlebars.HelperOptions): string {
	const session = sessionOf(options);
	const text = isEmptyValue(value) ? '' : cleanValue(printValue(value, kind));
	if (text === '') throw session.emptyVariable(name, { line, column }, this);
	return session.keep({ kind: 'value', text, isUrl: kind === 'url' });
}

/** `($require value name kind line column)`: the value, which must not be empty. */
function requireValue(this: unknown, value: unknown, name: string, _kind: ValueKind, line: number, column: number, options: Handlebars.HelperOptions): unknown {
	if (isEmptyValue(value)) throw sessionOf(options).emptyVariable(name, { line, column }, this);
	return value;
}

function block(name: PartialName, options: Handlebars.HelperOptions): string {
	return sessionOf(options).keep({ kind: 'block', name });
}

/** Items are copied: Handlebars tells blocks apart by identity, and `../` must count every block. */
function each(this: unknown, list: unknown, options: Handlebars.HelperOptions): string {
	if (!Array.isArray(list) || list.length === 0) return options.inverse(this);
	const session = sessionOf(options);
	return list
		.map((item: object, index) => {
			const data: unknown = Object.assign(Handlebars.createFrame(options.data), { index, first: index === 0, last: index === list.length - 1 });
			const copy = { ...item };
			const output = options.fn(copy, { data, blockParams: [copy, index] });
			session.countRound(output);
			return output;
		})
		.join('');
}

function withGroup(this: unknown, item: object | null | undefined, options: Handlebars.HelperOptions): string {
	if (!item) return options.inverse(this);
	const copy = { ...item };
	return options.fn(copy, { data: options.data as unknown, blockParams: [copy] });
}

/** A Handlebars of our own: nothing registered elsewhere in the process reaches it, nor the other way round. */
function createEnvironment(): typeof Handlebars {
	const environment = Handlebars.create();
	for (const name of ['lookup', 'log']) environment.unregisterHelper(name);
	for (const [name, helper] of HELPERS) {
		environment.registerHelper(name, (...args: unknown[]) => helper.run(args.slice(0, helper.parameters.length)));
	}
	environment.registerHelper({ [PRINT]: print, [REQUIRE]: requireValue, [BLOCK]: block, each, with: withGroup });
	return environment;
}

const environment = createEnvironment();
const knownHelpers = Object.fromEntries([...HELPERS.keys(), PRINT, REQUIRE, BLOCK].map((name) => [name, true]));

/** A checked part: renders into text with marks, for the pieces kept in the session. */
export type CompiledPart = (session: RenderSession) => string;

/** Parses, checks and compiles one part. Throws a {@link TemplateError}. */
export function compilePart(source: string, part: TemplatePart): CompiledPart {
	const program = parsePart(source, part);
	let template: HandlebarsTemplateDelegate<ReminderContext>;
	try {
		template = environment.compile(checkTemplate(program, part), { knownHelpers, knownHelpersOnly: true, noEscape: true });
	} catch (error) {
		if (error instanceof RangeError) throw new TemplateError({ code: 'tooLarge', part, reason: 'há blocos demais, uns dentro dos outros.' });
		throw error;
	}
	return (session) => run(template, session);
}

function run(template: HandlebarsTemplateDelegate<ReminderContext>, session: RenderSession): string {
	let output: string;
	try {
		output = template(session.context, { data: { root: session.context, session } });
	} catch (error) {
		if (error instanceof TemplateError) throw error;
		const detail = error instanceof Error ? error.message.slice(0, 200) : 'erro desconhecido';
		throw session.error('wrongUse', `não foi possível preencher o modelo para ${session.subjectOfError()}: ${detail}`);
	}
	if (output.length > OUTPUT_LIMIT) throw session.tooLarge();
	return output;
}
