import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nClient } from '../../../playground/n8n';
import type { StoredWorkflow } from '../../../playground/n8n-client';
import { bindCredentials, credentialsWanted, type StoredCredential, type WorkflowJson, type WorkflowNode } from '../../../playground/n8n-workflows';

const FOLDER = join(process.cwd(), 'workflows');

/** File names of the bundled workflows. */
export const BUNDLED = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** A bundled workflow as it ships. */
export function bundled(file: string): WorkflowJson {
	return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as WorkflowJson;
}

let copies = 0;

/** Saves a copy of the workflow under a name of its own, with these credentials selected, as an operator would. */
export async function save(client: N8nClient, workflow: WorkflowJson, credentials: readonly StoredCredential[]): Promise<StoredWorkflow> {
	copies += 1;
	const named = { ...workflow, name: `${workflow.name} ${process.pid}-${Date.now()}-${copies}` };
	return await client.saveWorkflow(bindCredentials(named, credentials, credentialsWanted));
}

/** A copy of the workflow in which the node of this name has these parameters, too. */
export function withParameters(workflow: WorkflowJson, name: string, parameters: Record<string, unknown>): WorkflowJson {
	if (!workflow.nodes.some((node) => node.name === name)) throw new Error(`"${workflow.name}" has no node "${name}"`);
	return { ...workflow, nodes: workflow.nodes.map((node) => (node.name === name ? { ...node, parameters: { ...node.parameters, ...parameters } } : node)) };
}

let nodes = 0;

/** A node of a small workflow. */
export function node(name: string, type: string, parameters: Record<string, unknown> = {}, typeVersion = 1): WorkflowNode {
	nodes += 1;
	return { id: `node-${nodes}`, name, type, typeVersion, position: [nodes * 220, 0], parameters };
}

/** A small workflow: each node is connected to the one before, by its first output. */
export function chain(name: string, ...all: WorkflowNode[]): WorkflowJson {
	const connections = Object.fromEntries(all.slice(0, -1).map((from, index) => [from.name, { main: [[{ node: all[index + 1]?.name, type: 'main', index: 0 }]] }]));
	return { name, nodes: all, connections, settings: { executionOrder: 'v1', timezone: 'America/Sao_Paulo' } };
}

/** The node that the editor's button starts from. */
export function manual(): WorkflowNode {
	return node('Executar agora', 'n8n-nodes-base.manualTrigger');
}

/** A copy of the workflow in which `inserted` stands on every way into the node `name`. */
export function before(workflow: WorkflowJson, name: string, inserted: WorkflowNode): WorkflowJson {
	const text = JSON.stringify(workflow.connections).replaceAll(`"node":${JSON.stringify(name)}`, `"node":${JSON.stringify(inserted.name)}`);
	const connections = { ...(JSON.parse(text) as WorkflowJson['connections']), [inserted.name]: { main: [[{ node: name, type: 'main', index: 0 }]] } };
	return { ...workflow, nodes: [...workflow.nodes, inserted], connections };
}
