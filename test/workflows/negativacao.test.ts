import { inTransaction } from '../../core/ledger/Ledger';
import { recordPayment } from '../../core/ledger/invoices/recordPayment';
import type { StoredWorkflow } from '../../playground/n8n-client';
import type { WorkflowJson } from '../../playground/n8n-workflows';
import { LISTING_KEY, startListingDouble, type ListingDouble } from '../doubles/listing/index';
import type { ReceivedMessage } from '../doubles/smtp/index';
import { person } from '../support/bureau';
import { notify } from '../support/listing';
import { dayFromToday, TODAY } from './support/clock';
import { FORM_LOGIN } from './support/creditor';
import { closeDesks, itemsOf, newDesk, of, pairs, type Desk } from './support/desk';
import { letters } from './support/mail';
import { readable } from './support/portfolioFile';
import { bundled, withParameters } from './support/workflows';
import { disconnect, n8n } from './support/world';

const bureaus: ListingDouble[] = [];
afterAll(async () => {
	for (const bureau of bureaus) await bureau.stop();
	await closeDesks();
	await disconnect();
});

const OPERATOR = 'cobranca@example.com';
const FILLED = { assignments: { assignments: [{ id: 'address', name: 'email', value: OPERATOR, type: 'string' }] } };
const workflow = (): WorkflowJson => withParameters(bundled('negativacao.json'), 'Responsável', FILLED);

/** Writes an invoice of a customer with a document, this many days late, into the ledger. */
async function putLate(desk: Desk, number: string, daysLate: number, amountCents = 20_000): Promise<number> {
	const document = person(Number(number.replace(/\D/g, ''))).value;
	const [id] = await desk.put([number, { dueDate: dayFromToday(-daysLate), amountCents, customer: { key: `doc:${document}`, document } }]);
	return id;
}

/** The same with a notice whose delivery was proven 20 days ago. */
async function putListable(desk: Desk, number: string): Promise<number> {
	const id = await putLate(desk, number, 60);
	await desk.creditor.inLedger(async (ledger) => await notify(ledger, id, dayFromToday(-20)));
	return id;
}

async function pay(desk: Desk, id: number, paidOn = TODAY): Promise<void> {
	await desk.creditor.inLedger(async (ledger) => {
		await inTransaction(ledger, async (db) => {
			const invoice = await db.selectFrom('invoices').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
			await recordPayment(db, { invoice, amountCents: null, paidOn, reference: null, at: new Date().toISOString() });
		});
	});
}

/** Sends one of the workflow's forms; what its last page says. */
async function fill({ id }: StoredWorkflow, formName: string, ...fields: string[]): Promise<string> {
	return readable((await n8n().runForm(id, { login: FORM_LOGIN, fields }, { formName })).page ?? '');
}

async function fileOf(message: ReceivedMessage): Promise<string> {
	const { attachments } = await message.parse();
	const [content] = attachments.map((attachment) => attachment.content);
	return typeof content === 'string' ? content : new TextDecoder().decode(content);
}

describe('negativacao: the notice', () => {
	it('is sent once on the 30th day, says the debt, the term and how to contest, and counts only once its delivery is proven', async () => {
		const desk = await newDesk();
		await putLate(desk, 'N-1', 30);
		await putLate(desk, 'N-2', 30, 4_000);
		const saved = await desk.save(workflow());
		const first = await desk.run(saved);
		await desk.run(saved);
		const [notice, ...others] = await letters(desk.mail.received);
		expect(others).toEqual([]);
		expect(notice.to).toBe('cN-1@example.com');
		expect(notice.subject).toBe('Comunicado prévio sobre a fatura N-1');
		expect(notice.text).toMatch(/art\. 43, § 2º/);
		expect(notice.text).toMatch(/R\$\s200,00/);
		expect(notice.text).toContain('15 dias');
		expect(notice.text).toContain('Não reconhece a dívida');
		expect(pairs(itemsOf(first, 'Avisados'), 'invoice.number', 'listingNotice.deliveredOn')).toEqual(['N-1 null']);
		expect(await fill(saved, 'Confirmar entrega', 'N-9', TODAY, 'Resposta do cliente')).toMatch(/Nada foi registrado.*N-9/s);
		const page = await fill(saved, 'Confirmar entrega', 'N-1', TODAY, 'Resposta do cliente');
		expect(page).toMatch(/Entrega registrada.*N-1/s);
		const notices = await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('listing_notices').select(['channel', 'delivered_on', 'proof']).execute());
		expect(notices).toEqual([{ channel: 'email', delivered_on: TODAY, proof: 'Resposta do cliente' }]);
	});
});

describe('negativacao: who cannot be told by email', () => {
	it('is named to whom takes care of it', async () => {
		const desk = await newDesk();
		await desk.put(['N-1', { dueDate: dayFromToday(-30), amountCents: 20_000, customer: { key: `doc:${person(1).value}`, document: person(1).value, name: 'Sem E-mail Ltda', email: null } }]);
		const saved = await desk.save(workflow());
		await desk.run(saved);
		const [letter, ...others] = desk.mail.received;
		expect(others).toEqual([]);
		expect([letter.to, letter.subject]).toEqual([[OPERATOR], 'Comunicado prévio: 1 precisa de você']);
		expect((await letter.parse()).text).toMatch(/- Fatura N-1, Sem E-mail Ltda: O cliente não tem e-mail/);
		const rehearsal = withParameters(withParameters(workflow(), 'Quem avisar', { dryRun: true }), 'Comunicado prévio', { dryRun: true });
		await desk.run(await desk.save(rehearsal));
		expect(desk.mail.received).toHaveLength(1);
	});
});

describe('negativacao: listing and removal', () => {
	it('lists only what passes every guard, and takes back what is paid until a person confirms it', async () => {
		const desk = await newDesk();
		const listed = await putListable(desk, 'L-1');
		await pay(desk, await putListable(desk, 'L-2'));
		await putLate(desk, 'L-3', 60);
		const saved = await desk.save(workflow());

		const run = await desk.run(saved);
		expect(pairs(itemsOf(run, 'Pedidas'), 'invoice.number', 'listing.state')).toEqual(['L-1 requesting']);
		expect(itemsOf(run, 'Ainda não').map((item) => `${String(of(item, 'invoice.number'))} ${String(of(item, 'guards.text'))}`)).toEqual([expect.stringMatching(/^L-3 .*aviso/)]);
		const [inclusion, ...others] = desk.mail.received;
		expect(others).toEqual([]);
		expect([inclusion.to, inclusion.subject]).toEqual([[OPERATOR], 'Incluir no bureau: 1 fatura']);
		expect(await fileOf(inclusion)).toMatch(/L-1.*200,00/);
		expect(await fileOf(inclusion)).not.toMatch(/L-2|L-3/);
		expect((await inclusion.parse()).text).not.toMatch(/undefined|null|\[object/);

		const listing = String(of(itemsOf(run, 'Pedidas')[0], 'listing.id'));
		expect(await fill(saved, 'Confirmar no bureau', listing, 'Entrou no bureau', TODAY, 'Bia, no site')).toMatch(/Confirmado.*L-1/s);
		expect(await fill(saved, 'Confirmar no bureau', '999', 'Entrou no bureau', '', 'Bia')).toMatch(/Nada foi registrado.*999/s);

		await pay(desk, listed);
		await desk.run(saved);
		await desk.run(saved);
		const removals = desk.mail.received.slice(1);
		expect(removals.map(({ subject }) => subject)).toEqual(['Retirar do bureau (1)', 'Retirar do bureau (1)']);
		expect((await removals[0].parse()).text).toMatch(/fatura L-1.*5 dias úteis/s);
		expect(await fileOf(removals[0])).toContain('L-1');

		expect(await fill(saved, 'Confirmar no bureau', listing, 'Saiu do bureau', TODAY, 'Bia, no site')).toMatch(/Confirmado.*L-1/s);
		await desk.run(saved);
		expect(desk.mail.received).toHaveLength(3);
	});

	it('shouts when the last day to take a listing back is over', async () => {
		const desk = await newDesk();
		const id = await putListable(desk, 'L-1');
		const saved = await desk.save(workflow());
		const run = await desk.run(saved);
		await fill(saved, 'Confirmar no bureau', String(of(itemsOf(run, 'Pedidas')[0], 'listing.id')), 'Entrou no bureau', TODAY, 'Bia, no site');
		await pay(desk, id, dayFromToday(-15));
		await desk.run(saved);
		expect(desk.mail.received.at(-1)?.subject).toBe('ATENÇÃO, PRAZO VENCIDO: retire JÁ do bureau (1)');
	});

	it('has a person look at what was paid before its listing was confirmed, until they say that it is out', async () => {
		const desk = await newDesk();
		const id = await putListable(desk, 'L-1');
		const saved = await desk.save(workflow());
		await desk.run(saved);
		await pay(desk, id);
		await desk.run(saved);
		const letter = desk.mail.received.at(-1);
		expect(letter?.subject).toBe('ATENÇÃO: 1 retirada NÃO foi pedida');
		const { text = '' } = (await letter?.parse()) ?? {};
		expect(text).toMatch(/Negativação 1, fatura L-1: .*confira no bureau/s);
		expect(text).not.toMatch(/undefined|null|\?/);
		const sent = desk.mail.received.length;
		expect(await fill(saved, 'Confirmar no bureau', '1', 'Saiu do bureau', TODAY, 'Bia, no site')).toMatch(/Confirmado.*L-1.*A negativação está retirada/s);
		await desk.run(saved);
		expect(desk.mail.received).toHaveLength(sent);
	});

	it('has a person look at what a bureau’s API did not answer to, and sends no file', async () => {
		const bureau = await startListingDouble();
		bureaus.push(bureau);
		const api = { bureauName: 'Bureau Exemplo', product: 'completo', url: `http://127.0.0.1:${bureau.port}/consulta/{documento}`, method: 'GET', apiKey: LISTING_KEY, documentPath: 'documento' };
		const desk = await newDesk({}, {}, [await n8n().saveCredential(`Bureau ${bureau.port}`, 'cobrancaBureauHttpApi', api)]);
		await putListable(desk, 'L-1');
		const here = { bureaus: 'http', listingMethod: 'POST', listingUrl: `http://127.0.0.1:${bureau.port}/negativacoes`, listingBody: '{"documento":"{documento}"}', referencePath: 'dados.id' };
		const saved = await desk.save(withParameters(workflow(), 'Pedir negativação', here));
		bureau.loseAnswers(1);
		await desk.run(saved);
		await desk.run(saved);
		expect(bureau.standing.size).toBe(1);
		const [letter, ...others] = desk.mail.received;
		expect(others).toEqual([]);
		expect([letter.to, letter.subject]).toEqual([[OPERATOR], 'ATENÇÃO: 1 negativação ficou sem resposta']);
		expect((await letter.parse()).text).toMatch(/- Negativação \d+, fatura L-1, /);
	});

	it('asks for nothing while nobody is named to take the files to the bureau', async () => {
		const desk = await newDesk();
		await putListable(desk, 'L-1');
		await expect(desk.run(await desk.save(bundled('negativacao.json')))).rejects.toThrow(/Falta o e-mail/);
		expect(await desk.creditor.inLedger(async ({ db }) => await db.selectFrom('listings').select('id').execute())).toEqual([]);
	});
});
