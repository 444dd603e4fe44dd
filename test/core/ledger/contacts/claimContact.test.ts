import { addDays } from '../../../../core/calendar/day';
import { claimContact, type CoveredInvoice } from '../../../../core/ledger/contacts/claimContact';
import { finishContact } from '../../../../core/ledger/contacts/finishContact';
import { excludeCustomer } from '../../../../core/ledger/customers/exclusions';
import { promiseToPay } from '../../../../core/ledger/customers/promises';
import { changeStatus } from '../../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { runRuler } from '../../../../core/ruler/runRuler';
import { aClaim } from '../../../support/claimStorm';
import { startAgreement } from '../../../support/debtors';
import { dump } from '../../../support/dump';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { onBothEngines } from '../../../support/ledgers';
import { momentOf, rulerOptions, rulerPolicy } from '../../../support/rulers';

const AT = NOON.toISOString();
const D1 = addDays(TODAY, 1);
const ANA = { key: 'email:ana@example.com', email: 'ana@example.com' };

/** The steps that the standard régua routes on `today`. */
async function routed(ledger: Ledger, today = D1): Promise<Array<[number, string]>> {
	const run = await runRuler(ledger, rulerPolicy(), momentOf(today), rulerOptions());
	return run.routed.map(({ facts, step }) => [facts.invoiceId, step.id]);
}

async function claimed(ledger: Ledger, invoices: Array<Partial<CoveredInvoice> & { invoiceId: number }>): Promise<number> {
	const claim = await claimContact(ledger, aClaim(invoices, { today: D1 }));
	if ('refused' in claim) throw new Error(JSON.stringify(claim.refused));
	return claim.contactId;
}

onBothEngines('claimContact', (open) => {
	it('claims once; the second claim is told why not and leaves nothing behind', async () => {
		const ledger = await open();
		const [a, b] = await put(ledger, [anInvoice('A', { customer: ANA }), anInvoice('B', { customer: ANA })]);
		await routed(ledger);
		await claimed(ledger, [{ invoiceId: a }]);
		const before = await dump(ledger);
		expect(await claimContact(ledger, aClaim([{ invoiceId: b }, { invoiceId: a }]))).toEqual({ refused: [{ invoiceId: a, reason: 'already_contacted' }] });
		expect(await dump(ledger)).toEqual(before);
		expect(await claimContact(ledger, aClaim([{ invoiceId: a }], { channel: 'sms' }))).toEqual({ contactId: expect.any(Number) });
		expect(await claimContact(ledger, aClaim([{ invoiceId: a, step: 'D+5', stepDay: 5 }]))).toEqual({ contactId: expect.any(Number) });
		expect(await claimContact(ledger, aClaim([{ invoiceId: a }], { ruler: 'outra' }))).toEqual({ contactId: expect.any(Number) });
	});

	it('reads each invoice again and refuses what changed since the message was written', async () => {
		const ledger = await open();
		const names = ['paid', 'cancelled', 'disputed', 'in agreement', 'promised', 'excluded', 'other due date', 'partly paid', 'other terms', 'promise over'];
		const ids = await put(ledger, names.map((name) => anInvoice(name)));
		const id = new Map(names.map((name, index) => [name, ids[index]]));
		await inTransaction(ledger, async (db) => {
			const invoice = async (name: string) => await findInvoice(db, { number: name });
			await recordPayment(db, { invoice: await invoice('paid'), amountCents: null, paidOn: TODAY, reference: null, at: AT });
			await recordPayment(db, { invoice: await invoice('partly paid'), amountCents: 1, paidOn: TODAY, reference: null, at: AT });
			await changeStatus(db, ledger.engine, await invoice('cancelled'), 'cancel', null, AT);
			await changeStatus(db, ledger.engine, await invoice('disputed'), 'dispute', null, AT);
			await startAgreement(db, await invoice('in agreement'), TODAY, AT);
			await promiseToPay(db, await invoice('promised'), TODAY, null, TODAY, AT);
			await promiseToPay(db, await invoice('promise over'), addDays(TODAY, -1), null, addDays(TODAY, -3), AT);
			const excluded = await invoice('excluded');
			await excludeCustomer(db, await db.selectFrom('customers').selectAll().where('id', '=', excluded.customer_id).executeTakeFirstOrThrow(), TODAY, null, AT);
		});
		await put(ledger, [anInvoice('other due date', { dueDate: D1 }), anInvoice('other terms', { terms: { graceBankingDays: 1 } })]);
		const answer = await claimContact(ledger, aClaim([...ids, 999].map((invoiceId) => ({ invoiceId }))));
		const reasons = 'refused' in answer ? new Map(answer.refused.map((refused) => [refused.invoiceId, refused.reason])) : new Map();
		expect(names.map((name) => [name, reasons.get(id.get(name) ?? 0)])).toEqual([
			['paid', 'paid'],
			['cancelled', 'cancelled'],
			['disputed', 'disputed'],
			['in agreement', 'in_agreement'],
			['promised', 'promised'],
			['excluded', 'excluded'],
			['other due date', 'changed'],
			['partly paid', 'changed'],
			['other terms', 'changed'],
			['promise over', undefined],
		]);
		expect(reasons.get(999)).toBe('not_in_ledger');
		expect(await ledger.db.selectFrom('contacts').select('id').execute()).toEqual([]);
	});

	it('thanks for what is paid, and for nothing else', async () => {
		const ledger = await open();
		const [paid, open_] = await put(ledger, [anInvoice('paga', { paidCents: 10_000, paidOn: TODAY }), anInvoice('aberta')]);
		expect(await claimContact(ledger, aClaim([{ invoiceId: open_ }], { purpose: 'thanks' }))).toEqual({ refused: [{ invoiceId: open_, reason: 'not_paid' }] });
		expect(await claimContact(ledger, aClaim([{ invoiceId: paid }], { purpose: 'thanks' }))).toEqual({ contactId: expect.any(Number) });
	});

	it('counts the step as carried out from the claim on', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		expect(await routed(ledger)).toEqual([[id, 'D+1']]);
		await claimed(ledger, [{ invoiceId: id }]);
		expect(await routed(ledger)).toEqual([]);
		expect(await routed(ledger, addDays(TODAY, 5))).toEqual([[id, 'D+5']]);
	});
});

onBothEngines('finishContact', (open) => {
	it('gives the step back after a refusal for now, at most N times in all', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		for (let attempt = 1; attempt <= 3; attempt += 1) {
			expect(await routed(ledger)).toEqual([[id, 'D+1']]);
			const contactId = await claimed(ledger, [{ invoiceId: id }]);
			// A ruler that runs while the message is under way sees it as done; the step comes back all the same.
			expect(await routed(ledger)).toEqual([]);
			expect(await finishContact(ledger, contactId, { state: 'retry', reason: '451', maxAttempts: 3 }, AT)).toBe('failed');
			const contact = await ledger.db.selectFrom('contacts').select(['attempt', 'reason']).where('id', '=', contactId).executeTakeFirstOrThrow();
			expect(contact).toEqual({ attempt, reason: attempt < 3 ? `451 (tentativa ${attempt} de 3)` : '451 (desistimos após 3 tentativas)' });
		}
		expect(await routed(ledger)).toEqual([]);
		expect(await claimContact(ledger, aClaim([{ invoiceId: id }]))).toEqual({ refused: [{ invoiceId: id, reason: 'already_contacted' }] });
		expect(await routed(ledger, addDays(TODAY, 5))).toEqual([[id, 'D+5']]);
	});

	it('counts no attempt for a message that was put off because of the server', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		for (let time = 0; time < 5; time += 1) {
			expect(await routed(ledger)).toEqual([[id, 'D+1']]);
			await finishContact(ledger, await claimed(ledger, [{ invoiceId: id }]), { state: 'postponed', reason: 'fora do ar' }, AT);
		}
		await finishContact(ledger, await claimed(ledger, [{ invoiceId: id }]), { state: 'retry', reason: '451', maxAttempts: 3 }, AT);
		const last = await ledger.db.selectFrom('contacts').select('attempt').orderBy('id', 'desc').executeTakeFirstOrThrow();
		expect(last.attempt).toBe(1);
	});

	it('tells a lowered number of attempts from a step that was sent', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		await finishContact(ledger, await claimed(ledger, [{ invoiceId: id }]), { state: 'retry', reason: '451', maxAttempts: 3 }, AT);
		expect(await claimContact(ledger, aClaim([{ invoiceId: id }], { maxAttempts: 1 }))).toEqual({ refused: [{ invoiceId: id, reason: 'attempts_exhausted' }] });
	});

	it.each([
		[{ state: 'sent' } as const, null],
		[{ state: 'failed', reason: '550' } as const, '550'],
		[{ state: 'unknown', reason: 'sem resposta' } as const, 'sem resposta'],
	])('keeps the step after %j', async (outcome, reason) => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		const contactId = await claimed(ledger, [{ invoiceId: id }]);
		expect(await finishContact(ledger, contactId, outcome, AT)).toBe(outcome.state);
		expect(await ledger.db.selectFrom('contacts').select(['state', 'reason', 'finished_at']).executeTakeFirst()).toEqual({ state: outcome.state, reason, finished_at: AT });
		expect(await routed(ledger)).toEqual([]);
	});

	it('goes back to the newest step that is still held, not to one given back meanwhile', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		const first = await claimed(ledger, [{ invoiceId: id }]);
		const second = await claimed(ledger, [{ invoiceId: id, step: 'D+5', stepDay: 5 }]);
		await finishContact(ledger, first, { state: 'retry', reason: '451', maxAttempts: 3 }, AT);
		await finishContact(ledger, second, { state: 'retry', reason: '451', maxAttempts: 3 }, AT);
		expect(await ledger.db.selectFrom('positions').select('done_day').execute()).toEqual([{ done_day: null }]);
	});

	it('leaves alone what was done for another due date', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		const old = await claimed(ledger, [{ invoiceId: id }]);
		await put(ledger, [anInvoice('A', { dueDate: D1 })]);
		await routed(ledger, addDays(D1, 1));
		await claimed(ledger, [{ invoiceId: id, dueDate: D1 }]);
		await finishContact(ledger, old, { state: 'retry', reason: '451', maxAttempts: 3 }, AT);
		expect(await routed(ledger, addDays(D1, 1))).toEqual([]);
	});

	it('goes on where it was when a due date is corrected back', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		await finishContact(ledger, await claimed(ledger, [{ invoiceId: id }]), { state: 'sent' }, AT);
		await put(ledger, [anInvoice('A', { dueDate: addDays(TODAY, -4) })]);
		expect(await routed(ledger)).toEqual([[id, 'D+5']]);
		await put(ledger, [anInvoice('A')]);
		expect(await routed(ledger)).toEqual([]);
		expect(await routed(ledger, addDays(TODAY, 5))).toEqual([[id, 'D+5']]);
	});
});
