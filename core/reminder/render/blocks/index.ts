import type { PartialName } from '../check';
import type { RenderSession } from '../session';
import type { RenderedBlock } from './block';
import { breakdownBlock } from './breakdown';
import { invoicesBlock } from './invoices';
import { paymentBlock } from './payment';
import { signatureBlock } from './signature';

export type { RenderedBlock };

const BLOCKS: Readonly<Record<PartialName, (session: RenderSession) => RenderedBlock>> = {
	faturas: invoicesBlock,
	composicao: breakdownBlock,
	pagamento: paymentBlock,
	assinatura: signatureBlock,
};

/** The ready-made piece of that name for the message being rendered. Throws a `TemplateError` on missing data. */
export function renderBlock(name: PartialName, session: RenderSession): RenderedBlock {
	const block = BLOCKS[name](session);
	session.grow(block.html.length);
	return block;
}
