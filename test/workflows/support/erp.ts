import { randomUUID } from 'node:crypto';
import type { StoredWorkflow } from '../../../playground/n8n-client';
import type { StoredCredential, WorkflowJson } from '../../../playground/n8n-workflows';
import { startErp, type ErpInvoice, type ErpServer, type ErpServerOptions } from '../../doubles/erp/index';
import { TODAY } from './clock';
import type { TestCreditor } from './creditor';
import type { Desk } from './desk';
import { brazilian } from './portfolioFile';
import { bundled, save, withParameters } from './workflows';

export const API = bundled('erp-api-generica.json');
/** What the ERP's API wants in its header. */
const KEY = 'chave-do-erp';

/** A copy in which the node of this name has something else beside its parameters. */
export function withNode(workflow: WorkflowJson, name: string, changes: Record<string, unknown>): WorkflowJson {
	expect(workflow.nodes.map((node) => node.name)).toContain(name);
	return { ...workflow, nodes: workflow.nodes.map((node) => (node.name === name ? { ...node, ...changes } : node)) };
}

/** A copy in which «Configuração» says these. */
function configured(workflow: WorkflowJson, values: Record<string, unknown>): WorkflowJson {
	const { assignments } = workflow.nodes.find(({ name }) => name === 'Configuração')?.parameters?.assignments as { assignments: Array<{ name: string; value: unknown }> };
	expect(assignments.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(values)));
	return withParameters(workflow, 'Configuração', { assignments: { assignments: assignments.map((one) => ({ ...one, value: values[one.name] ?? one.value })) } });
}

/** Saves the workflow as an operator leaves it: account and credential selected, «Configuração» filled in. */
export async function saveApi(desk: Desk, workflow: WorkflowJson, values: Record<string, unknown>, ...others: StoredCredential[]): Promise<StoredWorkflow> {
	const key = await desk.client.saveCredential(`ERP ${randomUUID()}`, 'httpHeaderAuth', { name: 'X-Api-Key', value: KEY });
	const bound = withNode(workflow, 'Buscar faturas no ERP', { credentials: { httpHeaderAuth: key } });
	return await save(desk.client, configured(bound, { espera_ms: 10, ...values }), [desk.creditor.account, key, ...others]);
}

const running: ErpServer[] = [];

/** Starts an ERP with these invoices; it stops with {@link closeErps}. */
export async function newErp(invoices: ErpInvoice[], options: Partial<ErpServerOptions> = {}): Promise<ErpServer> {
	const erp = await startErp({ key: KEY, invoices, ...options });
	running.push(erp);
	return erp;
}

/** Stops what {@link newErp} started. */
export async function closeErps(): Promise<void> {
	for (const erp of running.splice(0)) await erp.stop();
}

/** Number, customer, cents, due date, status, cents paid and the day. */
export type Line = [number: string, customer: string, cents: number, due: string, status: string, paid: number, paidOn: string | null];

/** The invoices that came from an ERP, by number. */
export async function inLedger(creditor: TestCreditor): Promise<Line[]> {
	const found = await creditor.inLedger(async ({ db }) => await db.selectFrom('invoices as i').innerJoin('customers as c', 'c.id', 'i.customer_id').selectAll('i').select('c.name').where('i.source', '=', 'erp').orderBy('i.number').execute());
	return found.map((row) => [row.number, row.name, row.amount_cents, row.due_date, row.status, row.paid_cents, row.paid_on]);
}

/** A customer as the ERP nests it. */
export const customer = (nome: string | null, more: Partial<ErpInvoice['cliente']> = {}): ErpInvoice['cliente'] => ({
	codigo: `C-${nome}`,
	nome,
	contato: nome === null ? null : { email: `${nome.split(' ')[0]?.toLowerCase()}@example.com`, telefone: '(11) 91234-5678' },
	...more,
});
/** An open invoice of 100 reais, due today. */
export const open = (cd_titulo: string, nome: string, changes: Partial<ErpInvoice> = {}): ErpInvoice => ({
	cd_titulo,
	ds_titulo: 'Mensalidade de novembro',
	dt_vcto: brazilian(TODAY),
	vl_face: '100,00',
	st_titulo: 'EM ABERTO',
	vl_baixa: null,
	dt_baixa: null,
	url_cobranca_web: null,
	cliente: customer(nome),
	...changes,
});
