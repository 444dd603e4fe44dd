import { mapTexts } from '../../json';

/** What a template's names in braces stand for. */
export type TemplateValues = Readonly<Record<(typeof NAMES)[number], string>>;

const NAMES = ['documento', 'documentoFormatado', 'tipo'] as const;
const PLACE = /\{([A-Za-zÀ-ÿ_]\w*)\}/g;

/** Names in braces that a template has and nobody fills. */
export function unknownNames(template: string): string[] {
	return [...template.matchAll(PLACE)].map(([, name]) => name).filter((name) => !(NAMES as readonly string[]).includes(name));
}

/** Whether the template says anywhere which document is asked about. */
export function namesDocument(template: string): boolean {
	return [...template.matchAll(PLACE)].some(([, name]) => name === 'documento' || name === 'documentoFormatado');
}

/** An address with each value encoded, so that none can lead anywhere else. */
export function fillUrl(template: string, values: TemplateValues): string {
	return fill(template, values, encodeURIComponent);
}

/** A JSON value with each value filled into its texts: none can add a field of its own. */
export function fillBody(template: unknown, values: TemplateValues): unknown {
	return mapTexts(template, (text) => fill(text, values, (value) => value));
}

function fill(template: string, values: TemplateValues, encode: (value: string) => string): string {
	return template.replace(PLACE, (whole, name: string) => (Object.hasOwn(values, name) ? encode(values[name as keyof TemplateValues]) : whole));
}
