import { sql } from 'kysely';
import { BoletoError, parseBoleto } from '../boleto';
import { BrCodeError, parseBrCode } from '../pix';
import { applyCharges } from '../ledger/gateway/applyCharges';
import { orderOfReading } from '../ledger/gateway/order';
import { jsonRows } from '../ledger/jsonRows';
import type { Engine, LedgerDb } from '../ledger/Ledger';
import type { Instant } from '../ledger/schema';
import type { Gateway, GatewaySecondCopy } from './Gateway';
import { GatewayError } from './GatewayError';

/** Which charge an invoice is, and of which gateway. */
export interface ChargeLink {
	gateway: string;
	chargeId: string;
}

/** What the gateway says of a charge at this moment, or why that is not known. */
export type LiveAnswer =
	| { kind: 'told'; copy: GatewaySecondCopy }
	/** Asked, and the answer does not help: a charge it does not know, a state we do not, a key it refuses. */
	| { kind: 'unsure'; detail: string; isKeyRefused?: true }
	/** Not asked, or no answer came. */
	| { kind: 'unreachable'; detail: string };

/** Failures in a row after which the rest is not even asked. */
const FAILURES_TO_STOP = 3;

/** Asks gateways about charges right before their customers are written to. */
export class LiveStatus {
	/** Of each gateway, in a row, and what is answered once there are too many. */
	private readonly failures = new Map<string, { count: number; answer: LiveAnswer }>();

	/** @param gateways by name; a charge of any other cannot be asked about */
	constructor(private readonly gateways: ReadonlyMap<string, Pick<Gateway, 'secondCopy'>>) {}

	/** What the gateway says of the charge, and by what it can be paid now. Never throws for the gateway's sake. */
	async ask({ gateway: name, chargeId }: ChargeLink): Promise<LiveAnswer> {
		const gateway = this.gateways.get(name);
		if (!gateway) return { kind: 'unreachable', detail: `A fatura veio do gateway "${name}", e este nó não o consulta: escolha-o em "Payment Gateway".` };
		const failed = this.failures.get(name);
		if (failed && failed.count >= FAILURES_TO_STOP) return failed.answer;
		try {
			const copy = await gateway.secondCopy(chargeId);
			this.failures.delete(name);
			if (copy.charge.state === null) return { kind: 'unsure', detail: `A situação "${copy.charge.status}" não é conhecida desta versão do pacote.` };
			return { kind: 'told', copy };
		} catch (error) {
			if (!(error instanceof GatewayError)) throw error;
			if (error.kind === 'not_found' || error.kind === 'refused') {
				this.failures.delete(name);
				return { kind: 'unsure', detail: error.message };
			}
			// A key that is refused does not mend itself: nothing is sent on the strength of an answer that never comes.
			const isRefusedKey = error.kind === 'unauthorized';
			const answer: LiveAnswer = isRefusedKey ? { kind: 'unsure', detail: error.message, isKeyRefused: true } : { kind: 'unreachable', detail: error.message };
			this.failures.set(name, { count: isRefusedKey ? FAILURES_TO_STOP : (this.failures.get(name)?.count ?? 0) + 1, answer });
			return answer;
		}
	}
}

/**
 * Writes into the ledger what was told: where the charges stand, and the boletos and Pix codes they are paid by now.
 * Call inside a transaction.
 */
export async function applyAnswers(db: LedgerDb, engine: Engine, answers: ReadonlyArray<ChargeLink & { answer: LiveAnswer }>, at: Instant): Promise<void> {
	const byGateway = new Map<string, GatewaySecondCopy[]>();
	for (const { gateway, answer } of answers) if (answer.kind === 'told') byGateway.set(gateway, [...(byGateway.get(gateway) ?? []), answer.copy]);
	for (const [gateway, copies] of byGateway) {
		await applyCharges(db, engine, gateway, copies.map(({ charge, readAt }) => ({ charge, order: orderOfReading(readAt) })), at);
		await savePaymentCodes(db, engine, gateway, copies, at);
	}
}

/** A code that cannot be right is left out: the message then offers the other ways to pay. */
async function savePaymentCodes(db: LedgerDb, engine: Engine, gateway: string, copies: readonly GatewaySecondCopy[], at: Instant): Promise<void> {
	const open = copies.filter(({ charge }) => charge.state === 'open');
	if (open.length === 0) return;
	const rows = jsonRows(
		engine,
		open.map(({ charge, boletoLine, pixPayload }) => ({ gateway, id: charge.id, due: charge.dueDate, cents: charge.amountCents, line: lineOf(boletoLine, charge.dueDate), pix: pixOf(pixPayload) })),
		{ gateway: 'text', id: 'text', due: 'text', cents: 'integer', line: 'text', pix: 'text' },
	);
	// Not for an invoice that has since moved on: the codes are of the day and amount that were read. And none at all for
	// one that was paid in part past the gateway, whose codes still ask for the whole.
	const line = sql`case when invoices.amount_cents - invoices.paid_cents = r.cents then r.line end`;
	// Neither gateway nor status by itself: SQLite would go through all invoices that have it, to find these.
	const pix = sql`case when invoices.amount_cents - invoices.paid_cents = r.cents then r.pix end`;
	await sql`
		update invoices set boleto_line = ${line}, pix_payload = ${pix}, updated_at = ${at} from ${rows} as r
		where invoices.gateway = r.gateway and invoices.gateway_id = r.id and invoices.due_date = r.due and invoices.status || '' = 'open'
			and (coalesce(invoices.boleto_line, '') <> coalesce(${line}, '') or coalesce(invoices.pix_payload, '') <> coalesce(${pix}, ''))
	`.execute(db);
}

function lineOf(line: string | null, dueDate: string): string | null {
	if (line === null) return null;
	try {
		return parseBoleto(line, dueDate).line;
	} catch (error) {
		if (error instanceof BoletoError) return null;
		throw error;
	}
}

function pixOf(payload: string | null): string | null {
	if (payload === null) return null;
	try {
		parseBrCode(payload);
		return payload.trim();
	} catch (error) {
		if (error instanceof BrCodeError) return null;
		throw error;
	}
}
