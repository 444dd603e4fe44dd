import { addDays } from '../../../../core/calendar/day';
import { finishAgreement, type AgreementEnd } from '../../../../core/ledger/agreements/finishAgreement';
import { listAgreements } from '../../../../core/ledger/agreements/listAgreements';
import { recordAgreement, type NewAgreement } from '../../../../core/ledger/agreements/recordAgreement';
import { changeStatus } from '../../../../core/ledger/invoices/changeStatus';
import { findInvoice } from '../../../../core/ledger/invoices/findInvoice';
import { recordPayment } from '../../../../core/ledger/invoices/recordPayment';
import { inTransaction, type Ledger } from '../../../../core/ledger/Ledger';
import { listOccurrences } from '../../../../core/ledger/occurrences/listOccurrences';
import { LOOK_NOW } from '../../../../core/ledger/positions';
import { runRuler } from '../../../../core/ruler/runRuler';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { newPlace, onBothEngines } from '../../../support/ledgers';
import { momentOf, rulerOptions, rulerPolicy } from '../../../support/rulers';

const AT = NOON.toISOString();
const ANA = { key: 'code:ana', name: 'Ana', code: 'ana' };

async function record(ledger: Ledger, of: NewAgreement['of'], changes: Partial<NewAgreement> = {}): Promise<number> {
	return await inTransaction(ledger, async (db) => await recordAgreement(db, ledger.engine, { of, endsOn: addDays(TODAY, 60), note: null, cause: null, author: null, today: TODAY, at: AT, ...changes }));
}

async function finish(ledger: Ledger, id: number, end: AgreementEnd, note: string | null = null): Promise<void> {
	await inTransaction(ledger, async (db) => await finishAgreement(db, ledger.engine, id, { end, note, cause: null, author: null, today: TODAY, at: AT }));
}

const agreementOf = async (ledger: Ledger, number: string) => (await findInvoice(ledger.db, { number })).agreement_id;
const told = async (ledger: Ledger) => (await listOccurrences(ledger.db, {})).reverse().map(({ kind, note }) => [kind, note]);

/** Ana owes 1 and 2, has 3 disputed, 4 paid and 5 cancelled; 6 is somebody else's. */
async function fill(ledger: Ledger): Promise<number[]> {
	const ids = await put(ledger, [
		...['1', '2', '3', '4', '5'].map((number) => anInvoice(number, { dueDate: addDays(TODAY, -10), customer: ANA })),
		anInvoice('6'),
	]);
	await inTransaction(ledger, async (db) => {
		await changeStatus(db, ledger.engine, { id: ids[2] }, 'dispute', null, AT);
		await recordPayment(db, { invoice: await findInvoice(db, { number: '4' }), amountCents: null, paidOn: TODAY, reference: null, at: AT });
		await changeStatus(db, ledger.engine, { id: ids[4] }, 'cancel', null, AT);
	});
	return ids;
}

onBothEngines('agreements', (open, engine) => {
	it('take all that a customer has open, and let it go when they end', async () => {
		const ledger = await open();
		const ids = await fill(ledger);
		const { customer_id: customerId } = await findInvoice(ledger.db, { number: '1' });
		const id = await record(ledger, { customerId }, { note: 'três parcelas', cause: 'unemployment' });
		expect(await Promise.all(['1', '2', '3', '4', '5', '6'].map(async (number) => await agreementOf(ledger, number)))).toEqual([id, id, null, null, null, null]);
		expect(await listAgreements(ledger.db, engine, {}, TODAY)).toEqual([
			expect.objectContaining({ id, state: 'active', made_on: TODAY, ends_on: addDays(TODAY, 60), ended_on: null, customer_name: 'Ana', balanceCents: 20_000, isSettled: false, isOverdue: false, invoices: [expect.objectContaining({ id: ids[0], number: '1', balanceCents: 10_000 }), expect.objectContaining({ number: '2' })] }),
		]);
		await finish(ledger, id, 'broken', 'não pagou a segunda');
		await finish(ledger, id, 'broken', 'de novo');
		expect([await agreementOf(ledger, '1'), await agreementOf(ledger, '2')]).toEqual([null, null]);
		await expect(finish(ledger, id, 'kept')).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('já foi encerrado: quebrado') });
		expect(await told(ledger)).toEqual([
			['agreement_made', `Acordo ${id} sobre as faturas 1, 2: três parcelas`],
			['agreement_broken', `Acordo ${id} quebrado: não pagou a segunda`],
		]);
		expect(await listAgreements(ledger.db, engine, { states: ['active'] }, TODAY)).toEqual([]);
		expect(await listAgreements(ledger.db, engine, { customer: 'ANA', states: ['broken'] }, TODAY)).toEqual([expect.objectContaining({ ended_on: TODAY, invoices: [expect.anything(), expect.anything()] })]);
	});

	it('make every ruler look again at what is still open when they end', async () => {
		const ledger = await open();
		const [first] = await fill(ledger);
		await runRuler(ledger, rulerPolicy(), momentOf(), rulerOptions());
		const nextOn = async () => (await ledger.db.selectFrom('positions').select('next_on').where('invoice_id', '=', first).executeTakeFirstOrThrow()).next_on;
		const id = await record(ledger, { invoiceIds: [first] });
		await ledger.db.updateTable('positions').set({ next_on: null }).execute();
		await finish(ledger, id, 'cancelled');
		expect(await nextOn()).toBe(LOOK_NOW);
		expect((await told(ledger)).at(-1)).toEqual(['agreement_cancelled', `Acordo ${id} cancelado.`]);
	});

	it('refuse what cannot enter, and then write nothing', async () => {
		const ledger = await open();
		const ids = await fill(ledger);
		const { customer_id: other } = await findInvoice(ledger.db, { number: '6' });
		await expect(record(ledger, { invoiceIds: [ids[0], ids[3], ids[4], ids[5]] })).rejects.toMatchObject({
			code: 'invalid',
			message: 'O acordo não pode ser registrado: a fatura 4 já está paga; a fatura 5 foi cancelada; as faturas 1 e 6 são de clientes diferentes.',
		});
		await expect(record(ledger, { invoiceIds: [] })).rejects.toMatchObject({ message: expect.stringContaining('não tem fatura em aberto') });
		await expect(record(ledger, { invoiceIds: [ids[0]] }, { endsOn: addDays(TODAY, -1) })).rejects.toMatchObject({ message: expect.stringContaining('já passou') });
		await expect(record(ledger, { invoiceIds: [ids[0]] }, { cause: 'não há' })).rejects.toMatchObject({ message: expect.stringContaining('não existe') });
		expect(await ledger.db.selectFrom('agreements').select('id').execute()).toEqual([]);
		const id = await record(ledger, { customerId: other });
		await expect(record(ledger, { customerId: other })).rejects.toMatchObject({ message: expect.stringContaining(`já está no acordo ${id}`) });
		await expect(record(ledger, { invoiceIds: [ids[5]] })).rejects.toMatchObject({ message: expect.stringContaining(`a fatura 6 já está no acordo ${id}`) });
		await expect(finish(ledger, 99, 'kept')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('are not kept while something of them is open, and say when all is settled', async () => {
		const ledger = await open();
		const ids = await fill(ledger);
		// A disputed invoice may be settled by an agreement too.
		const id = await record(ledger, { invoiceIds: [ids[0], ids[2]] }, { endsOn: TODAY });
		await expect(finish(ledger, id, 'kept')).rejects.toMatchObject({ message: expect.stringContaining('1, 3 ainda estão em aberto') });
		expect((await listAgreements(ledger.db, engine, { ids: [id] }, addDays(TODAY, 1)))[0]).toMatchObject({ isOverdue: true, isSettled: false });
		await inTransaction(ledger, async (db) => {
			for (const number of ['1', '3']) await recordPayment(db, { invoice: await findInvoice(db, { number }), amountCents: null, paidOn: TODAY, reference: null, at: AT });
		});
		expect((await listAgreements(ledger.db, engine, { ids: [id] }, addDays(TODAY, 1)))[0]).toMatchObject({ state: 'active', isOverdue: false, isSettled: true, balanceCents: 0 });
		await finish(ledger, id, 'kept');
		expect(await listAgreements(ledger.db, engine, { ids: [id] }, TODAY)).toEqual([expect.objectContaining({ state: 'kept', isSettled: false })]);
		expect((await told(ledger)).at(-1)).toEqual(['agreement_kept', `Acordo ${id} cumprido.`]);
	});

	it('have an invoice once, when several take it at once', async () => {
		const place = newPlace(engine);
		const ledgers = [await open(place), await open(place)];
		const ids = await fill(ledgers[0]);
		const results = await Promise.allSettled(Array.from({ length: 6 }, async (_, index) => await record(ledgers[index % 2], { invoiceIds: index % 2 === 0 ? [ids[0], ids[1]] : [ids[1], ids[0]] })));
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await ledgers[0].db.selectFrom('agreements').select('id').execute()).toHaveLength(1);
		expect(await told(ledgers[0])).toHaveLength(1);
	});

	it('end once, when several end them at once', async () => {
		const place = newPlace(engine);
		const ledgers = [await open(place), await open(place)];
		const ids = await fill(ledgers[0]);
		const id = await record(ledgers[0], { invoiceIds: [ids[0]] });
		const results = await Promise.allSettled((['broken', 'cancelled', 'broken', 'cancelled'] as const).map(async (end, index) => await finish(ledgers[index % 2], id, end)));
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
		expect(await told(ledgers[0])).toHaveLength(2);
	});
});
