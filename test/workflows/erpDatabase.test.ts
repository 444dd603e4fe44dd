import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { POSTGRES_PASSWORD, POSTGRES_USER } from '../support/postgresServer';
import { dayFromToday, TODAY } from './support/clock';
import { closeDesks, itemsOf, newDesk, of, type Desk } from './support/desk';
import { inLedger, withNode, type Line } from './support/erp';
import { bundled, save } from './support/workflows';
import { disconnect } from './support/world';

let table: Client;
afterAll(async () => {
	await table.end();
	await closeDesks();
	await disconnect();
});

describe('erp-banco-de-dados, from a PostgreSQL table', () => {
	let desk: Desk;
	let id: string;

	beforeAll(async () => {
		desk = await newDesk();
		const port = Number(process.env.COBRANCA_TEST_POSTGRES_PORT);
		const database = `erp_${randomUUID().replaceAll('-', '')}`;
		const connection = { host: '127.0.0.1', port, user: POSTGRES_USER, password: POSTGRES_PASSWORD };
		const admin = new Client({ ...connection, database: 'postgres' });
		await admin.connect();
		await admin.query(`create database ${database}`);
		await admin.end();
		table = new Client({ ...connection, database });
		await table.connect();
		await table.query(ERP_TABLES);
		const postgres = await desk.client.saveCredential(`ERP ${randomUUID()}`, 'postgres', { ...connection, database, maxConnections: 2, ssl: 'disable', sshTunnel: false });
		const bound = withNode(bundled('erp-banco-de-dados.json'), 'Ler faturas (PostgreSQL)', { credentials: { postgres } });
		({ id } = await save(desk.client, bound, [desk.creditor.account, postgres]));
	});

	const run = async () => {
		const done = await desk.client.run(id);
		expect(done.status).toBe('success');
		return done;
	};
	const DB_LINES: Line[] = [
		['NF-1/1', 'Padaria Pão & Cia', 15_000, TODAY, 'open', 0, null],
		['NF-1/2', 'Padaria Pão & Cia', 15_000, dayFromToday(30), 'open', 0, null],
		['NF-2/1', 'Ana Souza', 123_456, dayFromToday(-400), 'open', 0, null],
		['NF-3/1', 'Ana Souza', 10_000, dayFromToday(-5), 'paid', 10_000, '2026-11-17'],
	];

	it('reads what is open and what has changed, and names the rows that are wrong', async () => {
		const first = await run();
		expect(itemsOf(first, 'Resumo')[0]).toMatchObject({ created: 4, refused: 1, warnings: 0 });
		expect(itemsOf(first, 'Linhas com problema').map((item) => [of(item, 'original.numero'), item.fieldLabel, item.value])).toEqual([['NF-5/1', 'Situação', 'X']]);
		expect(await inLedger(desk.creditor)).toEqual(DB_LINES);
	});

	it('changes nothing when it runs again', async () => {
		expect(itemsOf(await run(), 'Resumo')[0]).toMatchObject({ created: 0, updated: 0, unchanged: 4 });
		expect(await inLedger(desk.creditor)).toEqual(DB_LINES);
	});

	it('learns of a payment, and the standard régua leaves it out', async () => {
		await table.query(`update titulos_receber set situacao = 'L', vl_recebido = 150, dt_recebimento = '${TODAY} 08:15', alterado_em = now() where documento = 'NF-1' and parcela = 1`);
		expect(itemsOf(await run(), 'Resumo')[0]).toMatchObject({ created: 0, updated: 1, unchanged: 3 });
		expect((await inLedger(desk.creditor))[0]).toMatchObject({ 0: 'NF-1/1', 4: 'paid', 5: 15_000 });
		await desk.run(await desk.save(bundled('regua-padrao-email.json')));
		expect(desk.recipients()).toEqual([]);
	});

	it('stops when the SELECT brings nothing, instead of passing for a quiet day', async () => {
		await table.query('delete from titulos_receber');
		const { status, nodes } = await desk.client.run(id);
		expect(status).toBe('error');
		expect(nodes['Importar no livro']?.[0]?.error).toContain('Colunas encontradas: nenhuma');
	});

	it('can be published with its credentials selected, the email node still off', async () => {
		await desk.client.publish(id);
		expect(await desk.client.workflow(id)).toMatchObject({ active: true });
		await desk.client.unpublish(id);
	});
});

/** Tables as an ERP of the place has them: three decimals, times of day, codes for what became of an invoice. */
const ERP_TABLES = `
	create table pessoas (id_pessoa int primary key, razao_social text, cpf_cnpj text, email text, celular text, uf char(2));
	create table titulos_receber (id_titulo serial primary key, id_pessoa int, documento text, parcela int, historico text, dt_emissao date,
		dt_vencimento timestamp, vl_titulo numeric(15, 3), situacao char(1), vl_recebido numeric(15, 4), dt_recebimento timestamp, alterado_em timestamptz);
	insert into pessoas values (1, 'Padaria Pão & Cia', '11.222.333/0001-81', 'padaria@example.com', '11912345678', 'SP'),
		(2, 'Ana Souza', '529.982.247-25', 'ana@example.com', null, null);
	insert into titulos_receber (id_pessoa, documento, parcela, historico, dt_emissao, dt_vencimento, vl_titulo, situacao, vl_recebido, dt_recebimento, alterado_em) values
		(1, 'NF-1', 1, 'Pães', '2026-10-01', '${TODAY}', 150, 'A', null, null, now() - interval '400 days'),
		(1, 'NF-1', 2, 'Pães', '2026-10-01', '${dayFromToday(30)}', 150, 'A', 0, null, now() - interval '400 days'),
		(2, 'NF-2', 1, null, null, '${dayFromToday(-400)}', 1234.56, 'A', null, null, now() - interval '400 days'),
		(2, 'NF-3', 1, 'Curso', null, '${dayFromToday(-5)}', 100, 'L', 100, '2026-11-17 23:30', now() - interval '1 day'),
		(2, 'NF-4', 1, 'Paga há muito tempo', null, '2025-01-10', 100, 'L', 100, '2025-01-10', now() - interval '31 days'),
		(2, 'NF-5', 1, 'Código que ninguém traduziu', null, '2026-11-10', 100, 'X', null, null, now());
`;
