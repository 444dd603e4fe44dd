import { addDays } from '../../../../core/calendar/day';
import { causeKey } from '../../../../core/occurrences/causeKey';
import { promiseToPay } from '../../../../core/ledger/customers/promises';
import { changeStatus, type StatusChange } from '../../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { findCause, listCauses, retireCause, saveCause } from '../../../../core/ledger/occurrences/causes';
import { listOccurrences, type OccurrenceFilter } from '../../../../core/ledger/occurrences/listOccurrences';
import { recordOccurrence, type NewOccurrence } from '../../../../core/ledger/occurrences/recordOccurrence';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { onBothEngines } from '../../../support/ledgers';

const AT = NOON.toISOString();
const TOLD = { cause: null, author: 'Bia', today: TODAY };

async function change(ledger: Ledger, how: StatusChange, note: string | null = null, cause: string | null = null): Promise<void> {
	await inTransaction(ledger, async (db) => await changeStatus(db, ledger.engine, await findInvoice(db, { number: '1' }), how, note, AT, { ...TOLD, cause }));
}

/** Kind, cause and note of each, oldest first. */
async function told(ledger: Ledger): Promise<unknown[]> {
	return (await listOccurrences(ledger.db, {})).reverse().map(({ kind, cause, note }) => [kind, cause, note]);
}

describe('causeKey', () => {
	it.each([['Atraso do correio', 'atraso_do_correio'], ['  Câmbio & ÁGIO!  ', 'cambio_agio'], ['x'.repeat(200), 'x'.repeat(60)]])('of %s is %s', (name, key) => {
		expect(causeKey(name)).toBe(key);
	});

	it('asks for a name with letters', () => {
		expect(() => causeKey(' —— ')).toThrow(RangeError);
	});
});

onBothEngines('causes', (open) => {
	it('are found by key or by name, whatever case and accents; nothing is no cause', async () => {
		const { db } = await open();
		for (const name of ['illness', 'Doença ou falecimento', ' DOENCA OU FALECIMENTO ']) expect(await findCause(db, name)).toMatchObject({ key: 'illness', origin: 'external' });
		expect([await findCause(db, null), await findCause(db, ' ')]).toEqual([null, null]);
	});

	it('that do not exist are refused with the list of those that do', async () => {
		const { db } = await open();
		await expect(findCause(db, 'preguiça')).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/A causa "preguiça" não existe. Use uma destas: .*Doença ou falecimento \(illness\)/) });
	});

	it('are added with a key made from the name, and changed by saving the name again', async () => {
		const { db } = await open();
		expect(await saveCause(db, { name: 'Greve dos Correios', origin: 'external' })).toEqual({ key: 'greve_dos_correios', name: 'Greve dos Correios', origin: 'external', retired: 0 });
		expect(await saveCause(db, { name: 'GREVE DOS CORREIOS', origin: 'internal' })).toEqual({ key: 'greve_dos_correios', name: 'GREVE DOS CORREIOS', origin: 'internal', retired: 0 });
		// A ready-made cause keeps its key too.
		expect(await saveCause(db, { name: 'Doença ou falecimento', origin: 'external' })).toMatchObject({ key: 'illness' });
		expect(await saveCause(db, { name: 'Doença na família', origin: 'external', change: 'illness' })).toMatchObject({ key: 'illness', name: 'Doença na família' });
		await expect(saveCause(db, { name: 'Não quer pagar', origin: 'external', change: 'illness' })).rejects.toMatchObject({ code: 'invalid' });
		await expect(saveCause(db, { name: 'Outra', origin: 'external', change: 'não há' })).rejects.toMatchObject({ code: 'not_found' });
		await expect(saveCause(db, { name: 'x'.repeat(121), origin: 'external' })).rejects.toMatchObject({ code: 'invalid' });
		expect(await listCauses(db)).toHaveLength(13);
	});

	it('retire and come back; what they told of stays', async () => {
		const ledger = await open();
		const { db } = ledger;
		await put(ledger, [anInvoice('1')]);
		await change(ledger, 'dispute', 'não recebeu', 'crisis');
		expect(await retireCause(db, 'Crise econômica ou do setor')).toMatchObject({ key: 'crisis', retired: 1 });
		await retireCause(db, 'crisis');
		await expect(findCause(db, 'crisis')).rejects.toMatchObject({ message: expect.stringContaining('foi retirada de uso') });
		await expect(retireCause(db, 'não há')).rejects.toMatchObject({ message: expect.stringContaining('não existe') });
		await expect(retireCause(db, '')).rejects.toMatchObject({ code: 'invalid' });
		expect((await listCauses(db)).map(({ key }) => key)).not.toContain('crisis');
		expect((await listCauses(db, { retired: true })).map(({ key }) => key)).toContain('crisis');
		expect(await listOccurrences(db, { cause: 'crisis' })).toEqual([expect.objectContaining({ cause_name: 'Crise econômica ou do setor', cause_origin: 'external' })]);
		await saveCause(db, { name: 'Crise econômica ou do setor', origin: 'external' });
		expect(await findCause(db, 'crisis')).toMatchObject({ retired: 0 });
	});
});

onBothEngines('what is done to an invoice', (open) => {
	it('leaves an occurrence with its cause, once however often it is told', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await change(ledger, 'dispute', 'veio quebrado', 'product_complaint');
		await change(ledger, 'dispute', 'outra vez', 'product_complaint');
		await change(ledger, 'resume', 'trocamos');
		await change(ledger, 'resume');
		await change(ledger, 'cancel');
		await change(ledger, 'resume', 'era engano', 'wrong_invoice');
		await change(ledger, 'dispute');
		await change(ledger, 'cancel', null, 'wrong_invoice');
		expect(await told(ledger)).toEqual([
			['dispute', 'product_complaint', 'veio quebrado'],
			['dispute_resolved', null, 'Fatura retomada: trocamos'],
			['note', 'wrong_invoice', 'Fatura retomada: era engano'],
			['dispute', null, null],
			['dispute_resolved', 'wrong_invoice', 'Fatura cancelada.'],
		]);
	});

	it('changes nothing when its cause is unknown', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		await expect(change(ledger, 'dispute', null, 'não há')).rejects.toMatchObject({ message: expect.stringContaining('não existe') });
		expect(await findInvoice(ledger.db, { number: '1' })).toMatchObject({ status: 'open' });
		expect(await told(ledger)).toEqual([]);
	});

	it('a promise is one while it is told the same; another day or note is another', async () => {
		const ledger = await open();
		await put(ledger, [anInvoice('1')]);
		const promise = async (days: number, note: string | null, cause: string | null = null) =>
			await inTransaction(ledger, async (db) => await promiseToPay(db, await findInvoice(db, { number: '1' }), addDays(TODAY, days), note, TODAY, AT, { cause, author: null }));
		await promise(5, null, 'forgot');
		await promise(5, null, 'forgot');
		await promise(7, null);
		await promise(7, 'por telefone');
		await promise(5, null);
		expect(await told(ledger)).toEqual([
			['promise', 'forgot', 'Promete pagar até 29/11/2026.'],
			['promise', null, 'Promete pagar até 01/12/2026.'],
			['promise', null, 'Promete pagar até 01/12/2026: por telefone'],
			['promise', null, 'Promete pagar até 29/11/2026.'],
		]);
		expect(await ledger.db.selectFrom('promises').select('id').execute()).toHaveLength(4);
		await expect(promise(9, null, 'não há')).rejects.toMatchObject({ code: 'invalid' });
		expect(await ledger.db.selectFrom('promises').select('id').execute()).toHaveLength(4);
	});
});

onBothEngines('listOccurrences', (open) => {
	it('lists what fits every condition, newest first', async () => {
		const ledger = await open();
		const [invoiceId] = await put(ledger, [anInvoice('1', { customer: { name: 'JOÃO da Silva', document: '52998224725' } }), anInvoice('2')]);
		const { customer_id: joao } = await findInvoice(ledger.db, { number: '1' });
		const { customer_id: other } = await findInvoice(ledger.db, { number: '2' });
		const write = async (changes: Partial<NewOccurrence>) => await recordOccurrence(ledger.db, { customerId: joao, invoiceId: null, kind: 'note', note: null, at: AT, ...TOLD, ...changes });
		const a = await write({ kind: 'call', cause: 'crisis', invoiceId, happenedOn: addDays(TODAY, -3) });
		const b = await write({ note: 'b', cause: 'late_invoice' });
		const c = await write({ customerId: other, kind: 'complaint', happenedOn: addDays(TODAY, -1) });
		await expect(write({ happenedOn: addDays(TODAY, 1) })).rejects.toMatchObject({ message: expect.stringContaining('ainda não chegou') });
		const ids = async (filter: OccurrenceFilter) => (await listOccurrences(ledger.db, filter)).map(({ id }) => id);
		expect(await ids({})).toEqual([b, c, a]);
		expect(await ids({ limit: 2 })).toEqual([b, c]);
		expect(await ids({ customer: 'joao' })).toEqual([b, a]);
		expect(await ids({ customer: '529.982.247-25', kinds: ['call', 'complaint'] })).toEqual([a]);
		expect(await ids({ cause: 'crisis' })).toEqual([a]);
		expect(await ids({ origin: 'internal' })).toEqual([b]);
		expect(await ids({ from: addDays(TODAY, -2), to: addDays(TODAY, -1) })).toEqual([c]);
		expect(await ids({ ids: [a, c] })).toEqual([c, a]);
		expect(await ids({ ids: [] })).toEqual([]);
		expect((await listOccurrences(ledger.db, { ids: [a] }))[0]).toMatchObject({ kind: 'call', author: 'Bia', customer_name: 'JOÃO da Silva', invoice_number: '1', cause_name: 'Crise econômica ou do setor' });
	});
});
