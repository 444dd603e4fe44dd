import { closeDesks, itemsOf, newDesk, pairs, type Desk } from './support/desk';
import { letters, numbersIn } from './support/mail';
import { bundled, withParameters } from './support/workflows';
import { disconnect } from './support/world';

afterAll(async () => {
	await closeDesks();
	await disconnect();
});

const LIST = 'B-1; 100,00; 17/11/2026\nB-2\nB-3; 30,00; 18/11/2026\nB-9; 10,00\nB-4; 100,00; 31/12/2026';

describe('baixa-manual', () => {
	let desk: Desk;
	let runs: Array<Awaited<ReturnType<Desk['run']>>>;
	const payments = async () => await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('payments as p').innerJoin('invoices as i', 'i.id', 'p.invoice_id').select(['i.number', 'p.amount_cents', 'p.paid_on']).orderBy('i.number').execute());

	beforeAll(async () => {
		desk = await newDesk();
		await desk.put(['B-1'], ['B-2', { amountCents: 25_050 }], ['B-3'], ['B-4']);
		const workflow = await desk.save(withParameters(bundled('baixa-manual.json'), 'Dar baixa', { list: LIST }));
		runs = [await desk.run(workflow), await desk.run(workflow)];
	});

	it('records the payments of the list once, though it is executed twice', async () => {
		expect(await payments()).toEqual([
			{ number: 'B-1', amount_cents: 10_000, paid_on: '2026-11-17' },
			{ number: 'B-2', amount_cents: 25_050, paid_on: '2026-11-18' },
			{ number: 'B-3', amount_cents: 3_000, paid_on: '2026-11-18' },
		]);
	});

	it('thanks who paid the whole, once', async () => {
		const thanks = await letters(desk.mail.received);
		expect(thanks.map((letter) => [letter.to, numbersIn(letter, ['B-1', 'B-2', 'B-3', 'B-4']), letter.subject])).toEqual([
			['cB-1@example.com', ['B-1'], 'Recebemos o pagamento da fatura B-1. Obrigado!'],
			['cB-2@example.com', ['B-2'], 'Recebemos o pagamento da fatura B-2. Obrigado!'],
		]);
		expect(thanks[1].text).toMatch(/R\$\s250,50/);
	});

	it('says what it could not record, and whom it did not thank', () => {
		const [first, second] = runs;
		expect(itemsOf(first, 'Conferir').map((item) => String(item.reason))).toEqual([expect.stringContaining('B-9'), expect.stringContaining('data futura')]);
		expect(pairs(itemsOf(first, 'Não agradecidas'), 'invoice.number', 'notSent.reason')).toEqual(['B-3 not_paid']);
		expect(pairs(itemsOf(second, 'Não agradecidas'), 'invoice.number', 'notSent.reason')).toEqual(['B-1 already_contacted', 'B-2 already_contacted', 'B-3 not_paid']);
	});

	it('takes the paid out of the régua at once, and asks only for the rest', async () => {
		const thanked = desk.mail.received.length;
		const run = await desk.run(await desk.save(bundled('regua-padrao-email.json')));
		const reminders = await letters(desk.mail.received.slice(thanked));
		expect(reminders.map(({ to }) => to)).toEqual(['cB-3@example.com', 'cB-4@example.com']);
		expect(reminders[0].text).toMatch(/Fatura B-3: R\$\s70,00/);
		expect(pairs(itemsOf(run, 'Régua', -1), 'invoice.number', 'skipped.reason')).toEqual(['B-1 paid', 'B-2 paid']);
	});
});
