import type { PartialName } from './check';
import type { ReminderContext } from './context';
import { cleanValue } from './sanitize';
import type { TemplateErrorCode, TemplatePart, TemplatePlace } from './templateError';
import { TemplateError } from './templateError';

/** A rendered part is refused above this many characters. */
export const OUTPUT_LIMIT = 500_000;
/** Rounds of `{{#each}}` in one rendering, all loops together. */
const ROUND_LIMIT = 20_000;

/** An image of a QR code that the HTML shows as `cid:…`; whoever sends the message draws it. */
export interface InlineImage {
	cid: string;
	qrCode: string;
}

/** A value, or a ready-made piece, that a template put out. */
export type Piece = { kind: 'value'; text: string; isUrl: boolean } | { kind: 'block'; name: PartialName };

/**
 * One rendering of one part. Handlebars does not put values into the text itself: it leaves a mark, and
 * the value is kept here. So the operator's text can be turned into paragraphs, bold and links afterwards
 * with no way for a customer's data to be taken for any of it.
 */
export class RenderSession {
	readonly pieces: Piece[] = [];
	/** Images that the HTML shows; they travel inside the message. */
	readonly images: InlineImage[] = [];
	private size = 0;
	private rounds = 0;

	constructor(
		readonly part: TemplatePart,
		readonly context: ReminderContext,
	) {}

	/** Keeps a piece and answers with the mark to leave in its place. */
	keep(piece: Piece): string {
		if (piece.kind === 'value') this.grow(piece.text.length);
		this.pieces.push(piece);
		return `\uE000${this.pieces.length - 1}\uE001`;
	}

	/** Puts a QR code into the message and answers with its `cid`; the same code is put in once. */
	showQrCode(qrCode: string): string {
		const known = this.images.find((image) => image.qrCode === qrCode);
		if (known) return known.cid;
		const cid = `pix-${this.images.length + 1}@cobranca`;
		this.images.push({ cid, qrCode });
		return cid;
	}

	/** Counts one round of a loop and what it put out, so that loops inside loops cannot run away. */
	countRound(output: string): void {
		this.rounds++;
		this.grow(output.length);
		if (this.rounds > ROUND_LIMIT) throw this.tooLarge();
	}

	/** Counts what goes into the output. Throws when it is over the limit. */
	grow(characters: number): void {
		this.size += characters;
		if (this.size > OUTPUT_LIMIT) throw this.tooLarge();
	}

	tooLarge(): TemplateError {
		const limit = OUTPUT_LIMIT.toLocaleString('pt-BR');
		return this.error('tooLarge', `o resultado passa de ${limit} caracteres (${this.subjectOfError()}).`);
	}

	/** A variable that has no value for this customer: nothing is sent with a hole in it. */
	emptyVariable(variable: string, place: TemplatePlace, item: unknown): TemplateError {
		const hint = `Preencha o dado, ou ponha o trecho dentro de {{#if ${variable}}}…{{/if}}.`;
		const reason = `a variável {{${variable}}} está vazia para ${this.subjectOfError(item)}. ${hint}`;
		return this.error('emptyVariable', reason, place, variable);
	}

	error(code: TemplateErrorCode, reason: string, place?: TemplatePlace, variable?: string): TemplateError {
		return new TemplateError({ code, part: this.part, reason, place, variable });
	}

	/** Names the customer and the invoice at hand: of the loop's item if there is one, else all of them. */
	subjectOfError(item?: unknown): string {
		const { cliente, faturas } = this.context;
		const current = faturas.find((each) => typeof item === 'object' && item !== null && 'numero' in item && item.numero === each.numero);
		const numbers = current ? [current.numero] : faturas.slice(0, 5).map((each) => each.numero);
		const more = !current && faturas.length > numbers.length ? '…' : '';
		const name = cleanValue(cliente.nome).slice(0, 80) || 'sem nome';
		return `o cliente ${name}, ${numbers.length > 1 ? 'faturas' : 'fatura'} ${cleanValue(numbers.join(', ')).slice(0, 200) || 'sem número'}${more}`;
	}
}

const MARK = /\uE000(\d+)\uE001/g;

/** The rendered text cut at its marks: literal text and pieces, in order. */
export function piecesOf(skeleton: string, pieces: readonly Piece[]): Array<string | Piece> {
	return skeleton
		.split(MARK)
		.map((text, index) => (index % 2 === 0 ? text : pieces[Number(text)]))
		.filter((each): each is string | Piece => each !== undefined && each !== '');
}
