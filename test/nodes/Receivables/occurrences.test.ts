import type { IDataObject } from 'n8n-workflow';
import { loadOptions } from '../../support/n8nCore';
import { atNoon, brazilian, dayFromToday, importRows, newAccount, newPostgresAccount, receivables, sheetRow, type Credentials } from '../../support/n8nCoreAccount';
import { TODAY } from '../../support/invoices';

const occurrenceOf = (json: IDataObject) => json.occurrence as IDataObject;
const causeOf = (json: IDataObject) => json.cause as IDataObject;

atNoon();

describe.each([
	['SQLite', newAccount],
	['PostgreSQL', newPostgresAccount],
])('Receivables: occurrences, causes and agreements (%s)', (_engine, account) => {
	let credentials: Credentials;
	let items: IDataObject[];
	beforeEach(async () => {
		credentials = { cobrancaAccountApi: account() };
		items = await importRows(credentials, [
			sheetRow('1', { valor: '100,00', vencimento: dayFromToday(-10), cpf_cnpj: '529.982.247-25', email: 'ana@example.com' }),
			sheetRow('2', { valor: '200,00', vencimento: dayFromToday(-30), cpf_cnpj: '529.982.247-25', email: 'ana@example.com' }),
			sheetRow('3', { valor: '300,00', vencimento: dayFromToday(20) }),
		]);
	});
	const listed = async (parameters: Parameters<typeof receivables>[2] = {}) => (await receivables('occurrence.getAll', credentials, parameters)).json[0];

	describe('occurrences', () => {
		it('are written of a customer or an invoice, with a cause by key or name, and listed newest first', async () => {
			const ofInvoice = await receivables('occurrence.create', credentials, { about: 'invoice', kind: 'call', cause: 'illness', note: 'está internado', author: 'Bia', happenedOn: brazilian(dayFromToday(-2)) }, [items[0]]);
			expect(ofInvoice.json[1]).toEqual([]);
			expect(ofInvoice.json[0]).toEqual([
				{
					occurrence: {
						id: expect.any(Number),
						kind: 'call',
						kindName: 'Ligação',
						happenedOn: dayFromToday(-2),
						cause: { key: 'illness', name: 'Doença ou falecimento', origin: 'external', originName: 'Causa externa' },
						note: 'está internado',
						author: 'Bia',
					},
					customer: expect.objectContaining({ document: '52998224725' }),
					invoice: expect.objectContaining({ number: '1' }),
				},
			]);
			const ofCustomers = await receivables('occurrence.create', credentials, { cause: '={{ $json.causa }}' }, [{ cpf: '52998224725', causa: 'nosso cadastro estava ERRADO' }, { cpf: '11144477735' }, { cpf: '52998224725', causa: 'preguiça' }]);
			expect(ofCustomers.json[0]).toEqual([expect.objectContaining({ occurrence: expect.objectContaining({ kind: 'note', happenedOn: TODAY, note: null, cause: expect.objectContaining({ key: 'wrong_contact_data' }) }), invoice: null })]);
			expect(ofCustomers.json[1].map(({ row, reason }) => [row, reason])).toEqual([
				[2, 'O cliente 11144477735 não está no livro.'],
				[3, expect.stringMatching(/A causa "preguiça" não existe. Use uma destas: .*\(wrong_contact_data\)/)],
			]);
			expect((await listed()).map((json) => occurrenceOf(json).kind)).toEqual(['note', 'call']);
			expect(await listed({ filters: { origin: 'internal' } })).toHaveLength(1);
			expect(await listed({ filters: { cause: 'illness', customer: '529.982.247-25', from: dayFromToday(-2), to: dayFromToday(-2) }, kinds: ['call'] })).toHaveLength(1);
			expect(await listed({ filters: { customer: 'Cliente 3' } })).toEqual([]);
			expect(await listed({ limit: 1 })).toHaveLength(1);
		});

		it('of a day to come, or of a kind that another operation writes, are refused', async () => {
			const { json } = await receivables('occurrence.create', credentials, { happenedOn: dayFromToday(1) }, [items[0]]);
			expect(json[1]).toEqual([expect.objectContaining({ reason: expect.stringContaining('ainda não chegou') })]);
			const dispute = await receivables('occurrence.create', credentials, { kind: '={{ "dispute" }}' }, [items[0]]);
			expect(dispute.json[1]).toEqual([expect.objectContaining({ reason: expect.stringContaining('"dispute" não serve em "Kind"') })]);
			expect(await listed()).toEqual([]);
		});

		it('are left by disputes, promises and their like, once however often these are repeated', async () => {
			const run = async (operation: string, parameters: Parameters<typeof receivables>[2] = {}) => (await receivables(`invoice.${operation}`, credentials, parameters, [items[0]])).json;
			await run('promise', { until: dayFromToday(3), cause: 'unemployment', note: 'recebe dia 27', author: 'Bia' });
			await run('promise', { until: dayFromToday(3), cause: 'unemployment', note: 'recebe dia 27', author: 'Bia' });
			await run('dispute', { cause: 'product_complaint', note: 'veio quebrado' });
			await run('dispute', { cause: 'product_complaint', note: 'veio quebrado' });
			await run('resume', { note: 'trocamos' });
			await run('cancel');
			const unknown = await run('resume', { cause: 'não há' });
			expect(unknown[0]).toEqual([]);
			expect(unknown[1]).toEqual([expect.objectContaining({ reason: expect.stringContaining('A causa "não há" não existe') })]);
			expect((await listed()).reverse().map((json) => [occurrenceOf(json).kind, occurrenceOf(json).note, (occurrenceOf(json).cause as IDataObject | null)?.key ?? null, occurrenceOf(json).author])).toEqual([
				['promise', 'Promete pagar até 27/11/2026: recebe dia 27', 'unemployment', 'Bia'],
				['dispute', 'veio quebrado', 'product_complaint', null],
				['dispute_resolved', 'Fatura retomada: trocamos', null, null],
			]);
		});

		it('are reported by cause and by whose doing it is, with what is owed', async () => {
			const write = async (cause: string, parameters: Parameters<typeof receivables>[2], item: IDataObject) => await receivables('occurrence.create', credentials, { cause, ...parameters }, [item]);
			await write('illness', { about: 'invoice' }, items[0]);
			await write('illness', {}, items[0]);
			await write('late_invoice', { about: 'invoice' }, items[2]);
			await write('', { about: 'invoice' }, items[2]);
			const { json, outputs } = await receivables('occurrence.reportByCause', credentials, { period: 'thisMonth' });
			expect(outputs).toHaveLength(1);
			expect(json[0].map((row) => [row.level, row.label, row.occurrences, row.share, row.customers, row.invoices, row.overdueAmount, row.overdueShare, row.totalAmount])).toEqual([
				['cause', 'Doença ou falecimento', 2, 50, 1, 2, 300, 100, 300],
				['cause', 'Nossa fatura chegou tarde ou não chegou', 1, 25, 1, 1, 0, 0, 300],
				['cause', 'Causa não informada', 1, 25, 1, 1, 0, 0, 300],
				['origin', 'Causa externa', 2, 50, 1, 2, 300, 100, 300],
				['origin', 'Causa interna', 1, 25, 1, 1, 0, 0, 300],
				['origin', 'Causa não informada', 1, 25, 1, 1, 0, 0, 300],
				['total', 'Total', 4, 100, 2, 3, 300, 100, 600],
			]);
			expect(json[0][0]).toMatchObject({ from: '2026-11-01', to: TODAY, origin: 'external', originName: 'Causa externa' });
			const before = await receivables('occurrence.reportByCause', credentials, { period: 'lastMonth' });
			expect(before.json[0]).toEqual([expect.objectContaining({ level: 'total', occurrences: 0, share: null, overdueAmount: 0 })]);
		});
	});

	describe('causes', () => {
		it('once told are not called untold for how it came out', async () => {
			await receivables('invoice.dispute', credentials, { cause: 'product_complaint' }, [items[0]]);
			await receivables('invoice.resume', credentials, { note: 'trocamos' }, [items[0]]);
			for (const end of ['broken', 'cancelled']) {
				const recorded = await receivables('agreement.record', credentials, { cause: 'unemployment' }, [items[2]]);
				await receivables('agreement.finish', credentials, { end }, recorded.json[0]);
			}
			await receivables('occurrence.create', credentials, { kind: 'review_request' }, [items[0]]);
			const causes = async () => (await receivables('occurrence.reportByCause', credentials, { period: 'thisMonth' })).json[0].filter(({ level }) => level !== 'origin').map((row) => [row.label, row.occurrences, row.totalAmount]);
			expect(await causes()).toEqual([['Desemprego ou queda de renda', 2, 300], ['Reclamação do produto ou serviço', 1, 100], ['Total', 3, 400]]);
			// What comes out with a cause of its own tells it; a dispute without one leaves it untold.
			await receivables('invoice.dispute', credentials, {}, [items[1]]);
			await receivables('invoice.resume', credentials, { cause: 'wrong_invoice' }, [items[1]]);
			expect(await causes()).toEqual(expect.arrayContaining([['Cobramos o valor ou a data errada', 1, 200], ['Causa não informada', 1, 200], ['Total', 5, 600]]));
		});

		it('are offered in the editor: none first, external ones, then ours', async () => {
			await receivables('cause.save', credentials, { causeName: 'Greve dos Correios', origin: 'external' });
			await receivables('cause.retire', credentials, { cause: 'illness' });
			const offered = await loadOptions({ type: 'receivables', parameters: { resource: 'occurrence', operation: 'create' } }, credentials, 'getCauses');
			expect(offered[0]).toEqual({ name: '(Não Informada)', value: '' });
			expect(offered).toContainEqual({ name: 'Greve dos Correios (causa externa)', value: 'greve_dos_correios' });
			expect(offered.map(({ value }) => value)).not.toContain('illness');
			expect(offered).toHaveLength(13);
			const ours = offered.map(({ name }) => String(name).includes('causa interna'));
			expect(ours).toEqual([...ours].sort());
		});

		it('say what is wrong with the account instead of a list', async () => {
			await expect(loadOptions({ type: 'receivables' }, { cobrancaAccountApi: newAccount({ creditorDocument: '123' }) }, 'getCauses')).rejects.toThrow('não é um CNPJ');
		});

		it('are saved, renamed, retired and listed', async () => {
			const saved = await receivables('cause.save', credentials, { causeName: '={{ $json.nome }}', origin: 'internal' }, [{ nome: 'Boleto errado' }, { nome: '---' }]);
			expect(saved.json[0]).toEqual([{ cause: { key: 'boleto_errado', name: 'Boleto errado', origin: 'internal', originName: 'Causa interna', retired: false } }]);
			expect(saved.json[1]).toEqual([expect.objectContaining({ row: 2, reason: expect.stringContaining('nome com letras') })]);
			const renamed = await receivables('cause.save', credentials, { causeName: 'Boleto com erro', origin: 'internal', existing: 'boleto_errado' });
			expect(causeOf(renamed.json[0][0])).toMatchObject({ key: 'boleto_errado', name: 'Boleto com erro' });
			await receivables('cause.retire', credentials, { cause: 'Boleto com erro' });
			const nothing = await receivables('cause.retire', credentials, {});
			expect(nothing.json[1]).toEqual([expect.objectContaining({ reason: 'Escolha a causa a retirar de uso.' })]);
			expect((await receivables('cause.getAll', credentials)).json[0].map((json) => causeOf(json).key)).not.toContain('boleto_errado');
			const all = await receivables('cause.getAll', credentials, { includeRetired: true });
			expect(all.json[0]).toContainEqual({ cause: expect.objectContaining({ key: 'boleto_errado', retired: true }) });
			expect(all.outputs).toHaveLength(1);
		});
	});

	describe('agreements', () => {
		it('are recorded over all that a customer has open, once', async () => {
			const { json } = await receivables('agreement.record', credentials, { endsOn: dayFromToday(60), note: 'três vezes', cause: 'unemployment' }, [items[0], items[1]]);
			expect(json[0]).toEqual([
				expect.objectContaining({
					agreement: expect.objectContaining({ state: 'active', stateName: 'Em andamento', madeOn: TODAY, endsOn: dayFromToday(60), endedOn: null, balance: 300, settled: false, overdue: false, situation: expect.stringContaining('nada é enviado') }),
					invoices: [expect.objectContaining({ number: '2', balance: 200 }), expect.objectContaining({ number: '1', balance: 100 })],
				}),
			]);
			expect(json[1]).toEqual([expect.objectContaining({ row: 2, reason: expect.stringContaining('já está no acordo') })]);
			expect((await listed()).map((row) => occurrenceOf(row).kind)).toEqual(['agreement_made']);
		});

		it('are recorded by number, and finished by their items', async () => {
			const list = '1;\n2, 1';
			const recorded = await receivables('agreement.record', credentials, { agreementOver: 'numbers', invoiceNumbers: list });
			expect(recorded.json[0]).toEqual([expect.objectContaining({ invoices: [expect.anything(), expect.anything()] })]);
			const unknown = await receivables('agreement.record', credentials, { agreementOver: 'numbers', invoiceNumbers: '3, não há' });
			expect(unknown.json[1]).toEqual([expect.objectContaining({ reason: expect.stringContaining('A fatura não há não está no livro') })]);
			const early = await receivables('agreement.finish', credentials, { end: 'kept' }, recorded.json[0]);
			expect(early.json[1]).toEqual([expect.objectContaining({ reason: expect.stringContaining('ainda estão em aberto') })]);
			await receivables('invoice.markPaid', credentials, { payment: 'whole' }, [items[0], items[1]]);
			const [settled] = (await receivables('agreement.getAll', credentials)).json[0];
			expect(settled.agreement).toMatchObject({ settled: true, situation: 'Nada mais está em aberto: encerre o acordo como cumprido.' });
			const kept = await receivables('agreement.finish', credentials, { end: 'kept' }, [settled, {}]);
			expect(kept.json[0]).toEqual([expect.objectContaining({ agreement: expect.objectContaining({ state: 'kept', stateName: 'Cumprido', endedOn: TODAY, situation: 'Cumprido.' }) })]);
			expect(kept.json[1]).toEqual([expect.objectContaining({ row: 2, reason: expect.stringContaining('Agreement ID') })]);
			expect((await receivables('agreement.getAll', credentials)).json[0]).toEqual([]);
			expect((await receivables('agreement.getAll', credentials, { states: [], filters: { customer: '52998224725' } })).json[0]).toHaveLength(1);
		});

		it('broken, told by their number, give the invoices back for another', async () => {
			const recorded = await receivables('agreement.record', credentials, {}, [items[0]]);
			const { id } = recorded.json[0][0].agreement as { id: number };
			const broken = await receivables('agreement.finish', credentials, { end: 'broken', agreementId: id, note: 'não pagou' });
			expect(broken.json[0]).toEqual([expect.objectContaining({ agreement: expect.objectContaining({ state: 'broken', situation: 'Quebrado.' }) })]);
			expect((await receivables('agreement.record', credentials, {}, [items[0]])).json[0]).toEqual([expect.objectContaining({ agreement: expect.objectContaining({ id: id + 1 }) })]);
			expect((await listed()).map((row) => occurrenceOf(row).kind)).toEqual(['agreement_made', 'agreement_broken', 'agreement_made']);
		});
	});
});
