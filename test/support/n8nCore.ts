import { ExecutionLifecycleHooks, LoadOptionsContext, PollContext, WorkflowExecute } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodePropertyOptions,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { nodeTypesWith, OUR_NODES, withDefaults } from './n8nCoreNodes';

export interface TestNode {
	/** Also the name when there is none. */
	type: keyof typeof OUR_NODES;
	name?: string;
	/** As a saved workflow holds them: only what differs from the defaults. */
	parameters?: INodeParameters;
	onError?: INode['onError'];
}

export interface TestWorkflow {
	nodes: TestNode[];
	/** `[from, output, to]`; without them each node is connected to the one before by its first output. */
	connections?: Array<[from: string, output: number, to: string]>;
	/** By credential type, as they were filled in. */
	credentials: Record<string, ICredentialDataDecryptedObject>;
	/** What the start node gives out: one empty item when left out. */
	items?: INodeExecutionData[];
	mode?: WorkflowExecuteMode;
	/** The node to start at, when it is not the start node: a trigger run from the editor. */
	startAt?: string;
}

export interface NodeRun {
	/** Items by output. */
	outputs: INodeExecutionData[][];
	/** Their contents by output. */
	json: IDataObject[][];
	hints: NodeExecutionHint[];
	/** What the node threw. */
	error: { message: string; description?: string | null; name: string } | null;
	/** The same with all that n8n would keep of it, to look for what must not be in it. */
	thrown?: unknown;
}

/** Runs a workflow on n8n-core, and tells what every node gave out; a node that did not run is missing. */
export async function runWorkflow(definition: TestWorkflow): Promise<Record<string, NodeRun>> {
	const { workflow, additionalData, mode } = build(definition);
	const run = await new WorkflowExecute(additionalData, mode).run({ workflow, startNode: workflow.nodes[definition.startAt ?? 'start'] });
	const runs = Object.entries(run.data.resultData.runData).map(([name, [task]]): [string, NodeRun] => {
		const outputs = (task.data?.main ?? []).map((items) => items ?? []);
		return [name, { outputs, json: outputs.map((items) => items.map(({ json }) => json)), hints: task.hints ?? [], error: task.error ? errorOf(task.error) : null, ...(task.error ? { thrown: task.error } : {}) }];
	});
	refuseOtherErrors(run);
	return Object.fromEntries(runs);
}

/** Runs one node over `items`. A node that failed tells why in `error` and has no outputs. */
export async function runNode(node: TestNode, credentials: TestWorkflow['credentials'], items?: INodeExecutionData[] | IDataObject[]): Promise<NodeRun> {
	const runs = await runWorkflow({ nodes: [node], credentials, items: items?.map(asItem) });
	return runs[node.name ?? node.type] ?? { outputs: [], json: [], hints: [], error: null };
}

/** Polls a trigger once, as n8n does: in `trigger` mode when it is published, in `manual` mode from the editor. */
export async function pollNode(node: TestNode, credentials: TestWorkflow['credentials'], mode: 'trigger' | 'manual' = 'trigger'): Promise<INodeExecutionData[] | null> {
	const { workflow, additionalData } = build({ nodes: [node], credentials });
	const saved = workflow.nodes[node.name ?? node.type];
	const context = new PollContext(workflow, saved, additionalData, mode, mode === 'manual' ? 'manual' : 'activate');
	const outputs = await OUR_NODES[node.type].poll?.call(context);
	if (outputs === undefined) throw new Error(`${node.type} has no poll`);
	return outputs?.[0] ?? null;
}

/** The choices that a field offers when an operator opens its list in the editor. */
export async function loadOptions(node: TestNode, credentials: TestWorkflow['credentials'], method: string): Promise<INodePropertyOptions[]> {
	const { workflow, additionalData } = build({ nodes: [node], credentials });
	const load = OUR_NODES[node.type].methods?.loadOptions?.[method];
	if (!load) throw new Error(`${node.type} has no ${method}`);
	return await load.call(new LoadOptionsContext(workflow, workflow.nodes[node.name ?? node.type], additionalData, ''));
}

/** The workflow as n8n holds it, with the parameters that were not saved filled in. */
export function buildWorkflow(nodes: TestNode[], connections?: TestWorkflow['connections'], items: INodeExecutionData[] = [{ json: {} }]): Workflow {
	const names = nodes.map(({ name, type }) => name ?? type);
	const wires = connections ?? names.slice(1).map((name, index): [string, number, string] => [names[index], 0, name]);
	return new Workflow({
		id: 'teste',
		active: false,
		settings: { timezone: 'America/Sao_Paulo', executionOrder: 'v1' },
		nodeTypes: nodeTypesWith(items),
		nodes: [
			{ id: 'start', name: 'start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
			...nodes.map(({ type, parameters, onError }, index): INode => ({
				id: names[index],
				name: names[index],
				type,
				typeVersion: 1,
				position: [index * 200 + 200, 0],
				parameters: parameters ?? {},
				credentials: Object.fromEntries((OUR_NODES[type].description.credentials ?? []).map(({ name }) => [name, { id: name, name }])),
				...(onError ? { onError } : {}),
			})),
		],
		connections: connect([['start', 0, names[0]], ...wires]),
	});
}

/** A workflow, and what n8n gives its nodes of the world around. */
export function build(definition: TestWorkflow) {
	const workflow = buildWorkflow(definition.nodes, definition.connections, definition.items);
	const mode = definition.mode ?? 'manual';
	return { workflow, mode, additionalData: additionalDataFor(workflow, mode, definition.credentials) };
}

function connect(wires: Array<[string, number, string]>): IConnections {
	const connections: IConnections = {};
	for (const [from, output, to] of wires) {
		const main = ((connections[from] ??= { main: [] }).main ??= []);
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	return connections;
}

function additionalDataFor(workflow: Workflow, mode: WorkflowExecuteMode, credentials: TestWorkflow['credentials']): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1:5678/';
	const data = {
		executionId: 'teste',
		currentNodeExecutionIndex: 0,
		restApiUrl: `${base}rest`,
		instanceBaseUrl: base,
		formBaseUrl: `${base}form`,
		formWaitingBaseUrl: `${base}form-waiting`,
		formTestBaseUrl: `${base}form-test`,
		webhookBaseUrl: `${base}webhook`,
		webhookWaitingBaseUrl: `${base}webhook-waiting`,
		webhookTestBaseUrl: `${base}webhook-test`,
		variables: {},
		credentialsHelper: credentialsHelper(credentials),
		hooks: new ExecutionLifecycleHooks(mode, 'teste', { id: 'teste', name: 'teste' } as IWorkflowBase),
		logAiEvent: () => undefined,
		workflowId: workflow.id,
	};
	return data as unknown as IWorkflowExecuteAdditionalData;
}

function credentialsHelper(credentials: TestWorkflow['credentials']): IWorkflowExecuteAdditionalData['credentialsHelper'] {
	const helper: Partial<IWorkflowExecuteAdditionalData['credentialsHelper']> = {
		isCredentialUsableByNode: () => true,
		getDecrypted: async (_additionalData, _details, type) => {
			const data = credentials[type];
			if (!data) throw new Error(`the test has no credential ${type}`);
			return await Promise.resolve(withDefaults(type, data));
		},
	};
	return helper as IWorkflowExecuteAdditionalData['credentialsHelper'];
}

function asItem(item: INodeExecutionData | IDataObject): INodeExecutionData {
	return 'json' in item || 'binary' in item ? (item as INodeExecutionData) : { json: item };
}

function errorOf(error: { message: string; description?: string | null; name: string }): NodeRun['error'] {
	return { message: error.message, description: error.description, name: error.name };
}

/** An error that no node tells of is one of the test's own set-up. */
function refuseOtherErrors(run: IRun): void {
	const { error, runData } = run.data.resultData;
	const told = Object.values(runData).some((tasks) => tasks.some((task) => task.error));
	if (error && !told) throw error;
}
