import type { HttpRequest, HttpResponse } from '../../../core/gateway/ApiClient';
import { LiveStatus } from '../../../core/gateway/liveStatus';
import { inclusionsCsv, removalsCsv } from '../../../core/listing/csv';
import { askProvider } from '../../../core/listing/askProvider';
import { gatewayProvider } from '../../../core/listing/gatewayProvider';
import { whyNotListed } from '../../../core/listing/guards';
import { httpProvider, type HttpListingConfig } from '../../../core/listing/httpProvider';
import type { ListingDebt } from '../../../core/listing/ListingProvider';
import { removeListing } from '../../../core/listing/removeListing';
import { requestListing } from '../../../core/listing/requestListing';
import { listListings, listingsToCheck } from '../../../core/ledger/listing/listListings';
import { Calendar } from '../../../core/calendar/Calendar';
import type { Ledger } from '../../../core/ledger/Ledger';
import { addDays } from '../../../core/calendar/day';
import { useRig } from '../../support/gateway';
import { sync } from '../../support/gatewaySync';
import { NOON, TODAY } from '../../support/invoices';
import { onBothEngines } from '../../support/ledgers';
import { listingSettings, notify } from '../../support/listing';

const ADDRESS = { address: 'Rua das Flores', addressNumber: '100', complement: null, province: 'Centro' };
const calendar = new Calendar();
const rig = useRig();

onBothEngines('listings through Asaas', (open, engine) => {
	/** An overdue charge of the double, synchronised, with its notice delivered 20 days ago. */
	async function overdue(ledger: Ledger) {
		const { asaas } = rig();
		const customer = asaas.addCustomer({ postalCode: '80010000', mobilePhone: '41991234567' });
		const payment = asaas.addPayment({ customer: customer.id, dueDate: addDays(TODAY, -40) });
		await sync(ledger, rig());
		const { id } = await ledger.db.selectFrom('invoices').select('id').where('gateway_id', '=', payment.id).executeTakeFirstOrThrow();
		await notify(ledger, id, addDays(TODAY, -20));
		return { payment, id };
	}
	const provider = () => gatewayProvider(rig().gateway, 'Asaas');
	const settings = () => listingSettings(provider(), { live: new LiveStatus(new Map([['asaas', rig().gateway]])) });
	const request = async (ledger: Ledger, invoiceId: number) => await requestListing(ledger, { invoiceId, description: null, address: ADDRESS }, settings());
	const dunnings = () => [...rig().asaas.account.dunnings.values()];

	it('are asked for, and taken back within their days once the debt is paid', async () => {
		const ledger = await open();
		const { payment, id } = await overdue(ledger);
		expect(await request(ledger, id)).toMatchObject({ kind: 'requested', state: 'listed', detail: expect.stringMatching(/^PENDING \(tarifa de R\$\s9,90\)$/) as string });
		expect(dunnings()).toEqual([expect.objectContaining({ payment: payment.id, status: 'PENDING' })]);
		const again = await request(ledger, id);
		expect(again.kind === 'guarded' && whyNotListed(again.guards)).toContain('não se negativa duas vezes');
		expect(dunnings()).toHaveLength(1);
		await ledger.db.updateTable('invoices').set({ status: 'disputed' }).execute();
		const [due] = await listingsToCheck(ledger.db, TODAY, calendar);
		expect(await removeListing(ledger, due, settings())).toMatchObject({ state: 'removed' });
		expect(dunnings()).toEqual([expect.objectContaining({ status: 'CANCELLED' })]);
	});

	it('are not asked for when the gateway says that it was paid, which the ledger then knows', async () => {
		const ledger = await open();
		const { payment, id } = await overdue(ledger);
		rig().asaas.pay(payment.id);
		const result = await request(ledger, id);
		expect(result.kind === 'guarded' && whyNotListed(result.guards)).toMatch(/Já foi paga .*Ele diz: RECEIVED/);
		expect(dunnings()).toEqual([]);
		expect(await ledger.db.selectFrom('invoices').select('status').where('id', '=', id).executeTakeFirst()).toEqual({ status: 'paid' });
	});

	it('are not asked for while the gateway does not answer, or is not chosen', async () => {
		const ledger = await open();
		const { id } = await overdue(ledger);
		const unchosen = await requestListing(ledger, { invoiceId: id, description: null, address: ADDRESS }, listingSettings(provider()));
		expect(unchosen.kind === 'guarded' && whyNotListed(unchosen.guards)).toContain('escolha-o em "Payment Gateway"');
		rig().asaas.fail({ method: 'GET', status: 500, times: 100 });
		const silent = await request(ledger, id);
		expect(silent.kind === 'guarded' && whyNotListed(silent.guards)).toContain('não confirmou que ela continua em aberto');
		expect(dunnings()).toEqual([]);
	});

	it.each<['resetAfterWork' | 'reset', string, string]>([
		['resetAfterWork', 'listed', 'are found there at once'],
		['reset', 'unknown', 'and were never made are unknown until somebody asks'],
	])('whose answer got lost (%s → %s) %s, and are not asked for twice', async (kind, state) => {
		const ledger = await open();
		const { id } = await overdue(ledger);
		rig().asaas.fail({ method: 'POST', path: /paymentDunnings$/, kind });
		expect(await request(ledger, id)).toMatchObject({ kind: 'requested', state });
		expect((await request(ledger, id)).kind).toBe('guarded');
		const made = kind === 'resetAfterWork' ? 1 : 0;
		expect(dunnings()).toHaveLength(made);
		const [found] = await listListings(ledger.db, engine, {});
		expect(await askProvider(ledger, found, provider(), { today: TODAY, clock: () => NOON })).toBe(made === 1 ? 'listed' : 'refused');
	});

	it('that Asaas denies are settled by asking it', async () => {
		const ledger = await open();
		const { id } = await overdue(ledger);
		await request(ledger, id);
		const [found] = await listListings(ledger.db, engine, {});
		expect(await askProvider(ledger, found, provider(), { today: TODAY, clock: () => NOON })).toBe('listed');
		rig().asaas.denyDunning(dunnings()[0].id, 'documento ilegível');
		expect(await askProvider(ledger, found, provider(), { today: TODAY, clock: () => NOON })).toBe('removed');
	});
});

const debt = (changes: Partial<ListingDebt['invoice']> = {}): ListingDebt =>
	({
		listingId: 7,
		invoice: { number: 'F/1', name: 'Ana "Sol" Prado', document: '11144477735', email: null, phone: '+5541991234567', state: 'PR', city: 'Curitiba', postal_code: '80010000', due_date: '2026-09-30', paid_on: null, ...changes },
		amountCents: 123_456,
		description: 'Mensalidade',
		address: ADDRESS,
		requestedOn: TODAY,
		reference: 'abc/1',
	}) as ListingDebt;

describe('listings through a bureau’s own API', () => {
	const config = (changes: Partial<HttpListingConfig> = {}): HttpListingConfig => ({
		name: 'http:boa-vista',
		label: 'Boa Vista',
		headers: { authorization: 'Bearer segredo' },
		secrets: ['Bearer segredo'],
		credentialUrl: 'https://api.example.com/consulta/{documento}',
		request: { method: 'POST', url: 'https://api.example.com/negativacoes?conta=1', body: '{"doc":"{documento}","nome":"{nome}","valor":"{valor}","email":"{email}","texto":"{contrato} de {vencimento}"}' },
		remove: { method: 'DELETE', url: 'https://api.example.com/negativacoes/{referencia}', body: '' },
		referencePath: 'dados.id',
		...changes,
	});
	const run = (answer: Partial<HttpResponse> | Error, changes: Partial<HttpListingConfig> = {}) => {
		const sent: HttpRequest[] = [];
		const send = async (request: HttpRequest): Promise<HttpResponse> => {
			sent.push(request);
			return answer instanceof Error ? await Promise.reject(answer) : { status: 200, headers: {}, body: {}, ...answer };
		};
		return { sent, provider: httpProvider(config(changes), { send, now: () => 0, sleep: async () => await Promise.resolve(), random: () => 0, patienceMs: 0 }) };
	};

	it('carry what the debt is, with its types and its quotes', async () => {
		const { sent, provider } = run({ body: { dados: { id: 99 } } });
		expect(await provider.request(debt())).toEqual({ state: 'standing', reference: '99', detail: null });
		expect(sent[0]).toMatchObject({ method: 'POST', url: 'https://api.example.com/negativacoes?conta=1', headers: { authorization: 'Bearer segredo' } });
		expect(sent[0].body).toEqual({ doc: '11144477735', nome: 'Ana "Sol" Prado', valor: 1234.56, email: null, texto: 'F/1 de 2026-09-30' });
		await provider.remove(debt());
		expect(sent[1]).toMatchObject({ method: 'DELETE', url: 'https://api.example.com/negativacoes/abc%2F1', body: undefined });
	});

	it('that are refused say so in the bureau’s words; of those whose answer is lost or tells no reference it is not known', async () => {
		await expect(run({ status: 422, body: { mensagem: 'Documento inválido' } }).provider.request(debt())).rejects.toMatchObject({ kind: 'refused', message: 'O Boa Vista recusou: Documento inválido' });
		await expect(run(new Error('aborted')).provider.request(debt())).rejects.toMatchObject({ kind: 'unclear' });
		await expect(run({ body: {} }).provider.request(debt())).rejects.toMatchObject({ kind: 'unclear', message: expect.stringContaining('"dados.id"') as string });
	});

	it.each<[Partial<HttpListingConfig>, RegExp]>([
		[{ request: { method: 'POST', url: 'http://api.example.com/x', body: '' } }, /não serve em "Listing URL"/],
		[{ request: { method: 'POST', url: 'https://outro.example.com/x', body: '' } }, /precisa ser do mesmo servidor.*a chave não vai a outro lugar/],
		[{ request: { method: 'POST', url: 'https://api.example.com@outro.example.com/x', body: '' } }, /não serve em "Listing URL"|mesmo servidor/],
		[{ request: { method: 'POST', url: 'https://api.example.com/x', body: '{nao' } }, /"Listing Body" não é JSON/],
		[{ request: { method: 'POST', url: 'https://api.example.com/x', body: '"{cpf}"' } }, /"\{cpf\}" em "Listing Body" não existe\. Há: \{documento\}/],
		[{ remove: { method: 'POST', url: 'https://api.example.com/{id}', body: '' } }, /"\{id\}" em "Removal URL" não existe/],
	])('are refused before anything is asked when %j', (changes, message) => {
		expect(() => run({}, changes)).toThrow(message);
	});
});

describe('the files for upload', () => {
	it('hold what a bureau asks for, and run nothing in a spreadsheet', () => {
		const csv = inclusionsCsv([{ ...debt({ name: '=HYPERLINK("http://x";"y")' }), noticeSentOn: '2026-11-01', noticeDeliveredOn: null }]);
		const [header, row, end] = csv.split('\r\n');
		expect(header).toBe('\uFEFFnegativacao;cpf_cnpj;tipo;nome;endereco;numero;complemento;bairro;cidade;uf;cep;telefone;email;contrato;valor;vencimento;descricao;aviso_enviado;aviso_entregue');
		expect(row).toBe(`7;111.444.777-35;F;"'=HYPERLINK(""http://x"";""y"")";Rua das Flores;100;;Centro;Curitiba;PR;80010000;'+5541991234567;;F/1;1234,56;30/09/2026;Mensalidade;01/11/2026;`);
		expect(end).toBe('');
	});

	it.each(['=1+1', '+1', '-1', '@x', '\t=1', ' =1', '\r\n=1'])('no cell begins a formula: %j', (name) => {
		const [, row] = removalsCsv([{ ...debt({ name }), why: 'A fatura foi paga.', dueOn: null }]).split('\r\n');
		expect(row.split(';')[3].replace(/^"/, '')).toMatch(/^'/);
	});
});
