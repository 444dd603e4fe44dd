import { wallClock, type Day } from '../../calendar/day';
import type { Calendar } from '../../calendar/Calendar';
import { formatDay } from '../../calendar/formatDay';
import { holdInvoice } from '../invoices/findInvoice';
import type { LedgerDb } from '../Ledger';
import { LedgerError } from '../LedgerError';
import type { ContactRow, Instant, InvoiceRow } from '../schema';

/** A notice as it is written down. */
export interface NoticeInput {
	channel: string;
	sentOn: Day;
	deliveredOn: Day | null;
	proof: string | null;
	contactId: number | null;
}

export interface NoticeMoment {
	today: Day;
	at: Instant;
	calendar: Calendar;
}

export interface RecordedNotice {
	id: number;
	channel: string;
	sentOn: Day;
	deliveredOn: Day | null;
	proof: string | null;
	contactId: number | null;
}

/**
 * Writes down the written notice that comes before a listing. The same notice (invoice, channel, day) told again is
 * completed, not doubled; a delivery that was proven stays. Throws a LedgerError for one that could not count. Call
 * inside a transaction.
 */
export async function recordNotice(db: LedgerDb, { id }: Pick<InvoiceRow, 'id'>, notice: NoticeInput, moment: NoticeMoment): Promise<RecordedNotice> {
	const invoice = await holdInvoice(db, id);
	refuseUnfit(invoice, notice, moment);
	const { channel, sentOn, deliveredOn, proof, contactId } = notice;
	const existing = await db.selectFrom('listing_notices').selectAll().where('invoice_id', '=', id).where('channel', '=', channel).where('sent_on', '=', sentOn).executeTakeFirst();
	if (existing) {
		const row = await db
			.updateTable('listing_notices')
			.set({ delivered_on: existing.delivered_on ?? deliveredOn, proof: existing.proof ?? proof, contact_id: existing.contact_id ?? contactId, updated_at: moment.at })
			.where('id', '=', existing.id)
			.returningAll()
			.executeTakeFirstOrThrow();
		return recorded(row);
	}
	const row = await db
		.insertInto('listing_notices')
		.values({ invoice_id: id, contact_id: contactId, channel, sent_on: sentOn, delivered_on: deliveredOn, proof, created_at: moment.at, updated_at: moment.at })
		.returningAll()
		.executeTakeFirstOrThrow();
	return recorded(row);
}

function refuseUnfit({ number, status, due_date: dueDate }: InvoiceRow, { sentOn, deliveredOn, proof, contactId }: NoticeInput, { today, calendar }: NoticeMoment): void {
	if (status === 'paid' || status === 'cancelled') throw new LedgerError('invalid', `A fatura ${number} não está em aberto: não há o que avisar.`);
	if (sentOn > today) throw new LedgerError('invalid', `O aviso da fatura ${number} tem data de envio no futuro (${formatDay(sentOn)}). Registre-o depois de enviar.`);
	const payableUntil = calendar.nextBankingDay(dueDate);
	if (sentOn <= payableUntil) throw new LedgerError('invalid', `O aviso da fatura ${number} é de ${formatDay(sentOn)}, e ela podia ser paga sem atraso até ${formatDay(payableUntil)}: um aviso de antes do atraso não vale. Envie outro.`);
	if (deliveredOn === null) return;
	refuseDelivery(number, { sentOn, deliveredOn }, today);
	if (proof === null && contactId === null) throw new LedgerError('invalid', `Diga o que prova a entrega do aviso da fatura ${number}: o código de rastreio, o recibo ou a confirmação de leitura.`);
}

function refuseDelivery(number: string, { sentOn, deliveredOn }: { sentOn: Day; deliveredOn: Day }, today: Day): void {
	if (deliveredOn > today) throw new LedgerError('invalid', `A entrega do aviso da fatura ${number} está no futuro (${formatDay(deliveredOn)}). Registre-a quando acontecer.`);
	if (deliveredOn < sentOn) throw new LedgerError('invalid', `A entrega do aviso da fatura ${number} (${formatDay(deliveredOn)}) é de antes do envio (${formatDay(sentOn)}). Confira as datas.`);
}

/**
 * Writes down that a notice was delivered, and what proves it: of the notice of that channel, or of the newest one.
 * Throws a LedgerError when there is none, or its delivery was proven otherwise already. Call inside a transaction.
 */
export async function recordDelivery(db: LedgerDb, invoice: Pick<InvoiceRow, 'id' | 'number'>, delivery: { deliveredOn: Day; proof: string; channel: string | null }, { today, at }: Pick<NoticeMoment, 'today' | 'at'>): Promise<RecordedNotice> {
	await holdInvoice(db, invoice.id);
	let query = db.selectFrom('listing_notices').selectAll().where('invoice_id', '=', invoice.id).orderBy('sent_on', 'desc').orderBy('id', 'desc').limit(1);
	if (delivery.channel !== null) query = query.where('channel', '=', delivery.channel);
	const notice = await query.executeTakeFirst();
	if (!notice) throw new LedgerError('not_found', `A fatura ${invoice.number} não tem aviso registrado${delivery.channel === null ? '' : ` por ${delivery.channel}`}. Registre-o antes em Listing → Record Notice.`);
	if (notice.delivered_on === delivery.deliveredOn) return recorded(notice);
	if (notice.delivered_on !== null) throw new LedgerError('invalid', `A entrega do aviso da fatura ${invoice.number} já está provada, em ${formatDay(notice.delivered_on)}.`);
	refuseDelivery(invoice.number, { sentOn: notice.sent_on, deliveredOn: delivery.deliveredOn }, today);
	const row = await db
		.updateTable('listing_notices')
		.set({ delivered_on: delivery.deliveredOn, proof: delivery.proof, updated_at: at })
		.where('id', '=', notice.id)
		.returningAll()
		.executeTakeFirstOrThrow();
	return recorded(row);
}

const GONE_OUT: ReadonlyArray<ContactRow['state']> = ['sent', 'delivered', 'read'];
const SELF_PROVEN: ReadonlyArray<ContactRow['state']> = ['delivered', 'read'];

/**
 * The notice that a message of the Reminder node was: one that was delivered or read proves itself, on the day that
 * its channel told so. Throws a LedgerError when it did not go out or was about another invoice.
 */
export async function noticeOfContact(db: LedgerDb, contactId: number, invoice: Pick<InvoiceRow, 'id' | 'number'>, timeZone: string): Promise<NoticeInput> {
	const contact = (await db.selectFrom('contacts').selectAll().where('id', '=', contactId).executeTakeFirst()) as ContactRow | undefined;
	if (!contact) throw new LedgerError('not_found', `O contato ${contactId} não está no livro.`);
	if (!(JSON.parse(contact.invoice_ids) as number[]).includes(invoice.id)) throw new LedgerError('invalid', `O contato ${contactId} não fala da fatura ${invoice.number}.`);
	if (!GONE_OUT.includes(contact.state)) throw new LedgerError('invalid', `O contato ${contactId} está "${contact.state}": não se sabe que saiu, e não serve de aviso.`);
	const isProven = SELF_PROVEN.includes(contact.state) && contact.finished_at !== null;
	return {
		channel: contact.channel,
		sentOn: contact.claimed_on,
		deliveredOn: isProven ? wallClock(new Date(contact.finished_at ?? ''), timeZone).day : null,
		proof: isProven ? `Contato ${contactId}: ${contact.state === 'read' ? 'lido' : 'entregue'}` : null,
		contactId,
	};
}

function recorded(row: { id: number; channel: string; sent_on: Day; delivered_on: Day | null; proof: string | null; contact_id: number | null }): RecordedNotice {
	return { id: row.id, channel: row.channel, sentOn: row.sent_on, deliveredOn: row.delivered_on, proof: row.proof, contactId: row.contact_id };
}
