import type { IDataObject } from 'n8n-workflow';
import { syntheticCpf } from '../../doubles/asaas/people';
import { LISTING_KEY, startListingDouble, type ListingDouble } from '../../doubles/listing';
import { creditBureau } from '../../support/n8nCoreListing';
import { atNoon, brazilian, dayFromToday, goToDay, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { syncedItems, useAsaas } from '../../support/n8nCoreAsaas';

atNoon();

const late = (number: string, changes: IDataObject = {}) => sheetRow(number, { cpf_cnpj: syntheticCpf(Number(number)), vencimento: brazilian(dayFromToday(-40)), ...changes });
const DELIVERED = { sentOn: dayFromToday(-25), deliveredOn: dayFromToday(-20), proof: 'Rastreio 1' };

async function notified(credentials: Credentials, ...numbers: string[]): Promise<IDataObject[]> {
	const items = await importRows(credentials, numbers.map((number) => late(number)));
	const { json, error } = await creditBureau('listing.recordNotice', credentials, DELIVERED, items);
	if (error || json[1].length > 0) throw new Error(error?.message ?? JSON.stringify(json[1]));
	return json[0];
}

const listingOf = (item: IDataObject) => item.listing as IDataObject;

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Credit Bureau: listing (%s)', (_name, account) => {
	let credentials: Credentials;
	beforeEach(() => {
		credentials = { cobrancaAccountApi: account() };
	});
	const run = async (operation: string, parameters = {}, items: IDataObject[] = [{}]) => await creditBureau(`listing.${operation}`, credentials, parameters, items);

	it('goes from the notice by way of the file to the removal', async () => {
		const items = await importRows(credentials, [late('1'), late('2'), sheetRow('3')]);
		const early = await run('check', {}, [...items, { numero: '9' }]);
		expect(early.json.map((output) => output.length)).toEqual([0, 3, 1]);
		expect((early.json[1][0].guards as IDataObject).text).toContain('Nenhum aviso prévio está registrado');
		expect(early.json[2][0].reason).toContain('A fatura 9 não está no livro');

		const notices = await run('recordNotice', { sentOn: dayFromToday(-25) }, items);
		expect(notices.json[1][0].reason).toContain('antes do atraso não vale');
		expect((await run('check', {}, items)).json[1].map(({ guards }) => (guards as IDataObject).text)).toContainEqual(expect.stringContaining('registre o comprovante'));
		const delivered = await run('recordDelivery', { deliveredOn: dayFromToday(-20), proof: 'AR' }, items.slice(0, 2));
		expect(delivered.json[0][0]).toMatchObject({ listingNotice: { channel: 'carta', deliveredOn: dayFromToday(-20), proof: 'AR' } });
		const check = await run('check', {}, items);
		expect(check.json.map((output) => output.length)).toEqual([2, 1, 0]);

		const rehearsal = await run('request', { dryRun: true }, items);
		expect(rehearsal.json.map((output) => output.length)).toEqual([2, 1, 0, 0]);
		expect(rehearsal.json[0][0]).toMatchObject({ dryRun: true, listing: { text: expect.stringContaining('Nada foi pedido') as string } });
		expect((await run('getAll', { returnAll: true })).json[0]).toEqual([]);
		// What a dry run put out, nobody takes for real.
		expect((await run('request', {}, rehearsal.json[0])).json.map((output) => output.length)).toEqual([2, 0, 0, 0]);
		expect((await run('getAll', { returnAll: true })).json[0]).toEqual([]);

		const requested = await run('request', {}, [...items, items[0]]);
		expect(requested.json.map((output) => output.length)).toEqual([2, 2, 1, 0]);
		expect(requested.json[2][0]).toMatchObject({ count: 2, total: 2469.12, kind: 'inclusao' });
		const { data, fileName } = requested.outputs[2][0].binary?.data ?? {};
		expect(fileName).toBe(`negativacao-inclusao-${dayFromToday(0)}.csv`);
		const rows = Buffer.from(data ?? '', 'base64').toString().split('\r\n');
		expect(rows).toHaveLength(4);
		expect(rows.slice(1, 3).map((row) => row.split(';')[13]).sort()).toEqual(['1', '2']);

		const waiting = await run('getAll', { returnAll: true, states: ['requesting'] });
		expect(waiting.json[0]).toHaveLength(2);
		const confirmed = await run('confirm', { verdict: 'listed', note: 'painel' }, waiting.json[0]);
		expect(confirmed.json[0].map((item) => listingOf(item).state)).toEqual(['listed', 'listed']);
		expect((await run('confirm', { verdict: 'not_listed' }, waiting.json[0])).json[1].map(({ reason }) => reason)).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('não há o que confirmar assim') as string));

		expect((await run('getRemovalsDue')).json[0]).toEqual([]);
		await receivables('invoice.markPaid', credentials, {}, items.slice(0, 1));
		await receivables('invoice.dispute', credentials, {}, items.slice(1, 2));
		const due = await run('getRemovalsDue');
		expect(due.json[0].map(({ removal }) => removal)).toEqual([
			expect.objectContaining({ reason: 'disputed', urgency: 'overdue' }),
			expect.objectContaining({ reason: 'paid', urgency: 'ok', dueOn: dayFromToday(7) }),
		]);
		expect(due.hints[0]?.message).toContain('1 negativação precisa ser retirada JÁ');
		goToDay(8);
		expect((await run('getRemovalsDue')).json[0].map(({ removal }) => (removal as IDataObject).urgency)).toEqual(['overdue', 'overdue']);

		const removed = await run('remove', {}, [...due.json[0], due.json[0][0]]);
		expect(removed.json.map((output) => output.length)).toEqual([2, 1, 1]);
		expect(removed.json[1][0]).toMatchObject({ kind: 'exclusao', count: 2 });
		expect(removed.json[2][0].reason).toContain('já está em outro item');
		const gone = await run('confirm', { verdict: 'removed' }, removed.json[0]);
		expect(gone.json[0].map((item) => listingOf(item).state)).toEqual(['removed', 'removed']);
		expect((await run('getRemovalsDue')).json[0]).toEqual([]);
		expect((await run('remove', {}, items.slice(0, 1))).json[2][0].reason).toBe('A fatura 1 não tem negativação que valha.');
	});

	it('makes again what was taken back only when told to, on a newer notice, which is the one that the file names', async () => {
		const items = await notified(credentials, '1');
		const requested = await run('request', {}, items);
		await run('confirm', { verdict: 'listed' }, requested.json[0]);
		expect((await run('confirm', { verdict: 'removed', note: 'ordem judicial' }, requested.json[0])).json[0].map((item) => listingOf(item).state)).toEqual(['removed']);
		expect(((await run('request', {}, items)).json[1][0].guards as IDataObject).text).toMatch(/não é de depois de .* e não vale para outra.*não volta ao bureau sozinha/);
		const [sentOn, deliveredOn] = [dayFromToday(1), dayFromToday(2)];
		goToDay(20);
		await run('recordNotice', { sentOn, deliveredOn, proof: 'Rastreio 2' }, items);
		expect((await run('check', {}, items)).json.map((output) => output.length)).toEqual([0, 1, 0]);
		const again = await run('request', { guards: { againAfterRemoval: true } }, items);
		expect(again.json.map((output) => output.length)).toEqual([1, 0, 1, 0]);
		const [, row] = Buffer.from(again.outputs[2][0].binary?.data.data ?? '', 'base64').toString().split('\r\n');
		expect(row.split(';').slice(-2)).toEqual([brazilian(sentOn), brazilian(deliveredOn)]);
	});

	it('stops each bad item alone', async () => {
		const items = await notified(credentials, '1');
		expect((await run('recordNotice', { sentOn: 'ontem' }, items)).json[1][0].reason).toContain('"ontem" não é uma data');
		expect((await run('recordNotice', { noticeFrom: 'contact' }, items)).json[1][0].reason).toContain('O item não diz qual foi a mensagem');
		expect((await run('recordDelivery', { proof: ' ' }, items)).json[1][0].reason).toContain('sem prova a entrega não conta');
		expect((await run('confirm', { verdict: 'listed' }, [{}])).json[1][0].reason).toContain('O item não diz qual é a negativação');
		expect((await run('confirm', { verdict: 'listed', listingId: 99 })).json[1][0].reason).toBe('A negativação 99 não está no livro.');
		const refused = await run('request', { bureaus: 'gateway' }, items);
		expect(refused.error?.message).toContain('Escolha o gateway em "Payment Gateway"');
	});
});

describe('Credit Bureau: listing through Asaas', () => {
	const asaas = useAsaas();
	const address = { endereco: 'Rua das Flores', numero_endereco: 100, bairro: 'Centro' };
	const run = async (operation: string, items: IDataObject[], parameters = {}) => await creditBureau(`listing.${operation}`, asaas.credentials, parameters, items);
	const through = { bureaus: 'gateway', gateway: 'asaas' };

	it('asks it right before, lists, confirms and takes back', async () => {
		const customer = asaas.double.addCustomer({ postalCode: '80010000', mobilePhone: '41991234567' });
		const payments = [1, 2].map(() => asaas.double.addPayment({ customer: customer.id, dueDate: dayFromToday(-40) }));
		const items = (await syncedItems(asaas.credentials)).map((item) => ({ ...item, ...address }));
		await run('recordNotice', items, DELIVERED);
		asaas.double.pay(payments[0].id);
		const { json } = await run('request', items, through);
		expect(json.map((output) => output.length)).toEqual([1, 1, 0, 0]);
		expect((json[1][0].guards as IDataObject).text).toContain('Ele diz: RECEIVED');
		expect(json[0][0]).toMatchObject({ listing: { state: 'listed', provider: 'asaas' }, guards: { mayBeListed: true } });
		expect(asaas.double.account.dunnings.size).toBe(1);
		const asked = await run('confirm', json[0], { verdict: 'ask', ...through });
		expect(asked.json[0][0]).toMatchObject({ listing: { state: 'listed' } });
		// A file is no way to take back what the gateway listed.
		expect((await run('remove', json[0])).json[2][0].reason).toContain('foi pedida por outro meio (asaas)');
		const removed = await run('remove', json[0], through);
		expect(removed.json[0][0]).toMatchObject({ listing: { state: 'removed' } });
		expect([...asaas.double.account.dunnings.values()][0].status).toBe('CANCELLED');
	});

	it('lists in a file nothing that came from a gateway which is not asked', async () => {
		const payment = asaas.double.addPayment({ dueDate: dayFromToday(-40) });
		const items = await syncedItems(asaas.credentials);
		await run('recordNotice', items, DELIVERED);
		expect((await run('request', items)).json.map((output) => output.length)).toEqual([0, 1, 0, 0]);
		asaas.double.pay(payment.id);
		expect(((await run('request', items, { gateway: 'asaas' })).json[1][0].guards as IDataObject).text).toContain('RECEIVED');
	});
});

describe('Credit Bureau: listing through a bureau’s own API', () => {
	let bureau: ListingDouble;
	beforeEach(async () => {
		bureau = await startListingDouble();
	});
	afterEach(async () => {
		await bureau.stop();
	});
	const contract = (port: number, changes: IDataObject = {}) => ({ bureauName: 'Bureau Exemplo', product: 'completo', url: `http://127.0.0.1:${port}/consulta/{documento}`, method: 'GET', apiKey: LISTING_KEY, documentPath: 'documento', ...changes });
	const here = (port: number, which: 'listing' | 'removal') => ({
		bureaus: 'http',
		[`${which}Method`]: which === 'listing' ? 'POST' : 'DELETE',
		[`${which}Url`]: `http://127.0.0.1:${port}/negativacoes${which === 'listing' ? '' : '/{referencia}'}`,
		...(which === 'listing' ? { listingBody: '{"documento":"{documento}","valor":"{valor}"}', referencePath: 'dados.id' } : {}),
	});

	it('goes there with the credential’s key, and back', async () => {
		const credentials = { cobrancaAccountApi: newAccount(), cobrancaBureauHttpApi: contract(bureau.port) };
		const items = await notified(credentials, '1');
		const { json, error } = await creditBureau('listing.request', credentials, here(bureau.port, 'listing'), items);
		expect(error).toBeNull();
		expect(json.map((output) => output.length)).toEqual([1, 0, 0, 0]);
		expect(json[0][0]).toMatchObject({ listing: { provider: 'http:bureau-exemplo', state: 'listed' } });
		expect([...bureau.standing.values()]).toEqual([{ documento: syntheticCpf(1), valor: 1234.56 }]);
		// Another bureau’s credential does not take it back.
		const other = { ...credentials, cobrancaBureauHttpApi: contract(bureau.port, { bureauName: 'Outro' }) };
		expect((await creditBureau('listing.remove', other, here(bureau.port, 'removal'), json[0])).json[2][0].reason).toContain('foi pedida por outro meio (http:bureau-exemplo)');
		const removed = await creditBureau('listing.remove', credentials, here(bureau.port, 'removal'), json[0]);
		expect(removed.json[0][0]).toMatchObject({ listing: { state: 'removed' } });
		expect(bureau.standing.size).toBe(0);
	});

	it('lists nothing by a credential of a test environment: the ledger would take it for listed', async () => {
		const credentials = { cobrancaAccountApi: newAccount(), cobrancaBureauHttpApi: contract(bureau.port, { environment: 'test' }) };
		const { error } = await creditBureau('listing.request', credentials, here(bureau.port, 'listing'), await notified(credentials, '1'));
		expect(error?.message).toContain('é do ambiente de testes');
		expect(bureau.standing.size).toBe(0);
	});

	it('sends its key nowhere else', async () => {
		const credentials = { cobrancaAccountApi: newAccount(), cobrancaBureauHttpApi: contract(1) };
		const { error } = await creditBureau('listing.request', credentials, here(2, 'listing'), await notified(credentials, '1'));
		expect(error?.message).toContain('a chave não vai a outro lugar');
	});
});
