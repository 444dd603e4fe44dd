/** A workflow as n8n exports it; only what is read here is named. */
export interface WorkflowJson {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	[key: string]: unknown;
}

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	/** On the canvas, in pixels: from the left, from the top. */
	position?: [number, number];
	webhookId?: string;
	disabled?: boolean;
	parameters?: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
	[key: string]: unknown;
}

/** A credential that n8n keeps. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/**
 * A copy of `workflow` whose credentials are those of `stored`: looked up by type and name, or, when no
 * name fits, the only one of that type. `wanted` names the credential types a node needs that the file
 * leaves unselected. Throws when one is nowhere to be found.
 */
export function bindCredentials(
	workflow: WorkflowJson,
	stored: readonly StoredCredential[],
	wanted: (node: WorkflowNode) => readonly string[] = () => [],
): WorkflowJson {
	const nodes = workflow.nodes.map((node) => {
		const types = new Set([...Object.keys(node.credentials ?? {}), ...wanted(node)]);
		if (types.size === 0) return node;
		const credentials = Object.fromEntries(
			[...types].map((type) => [type, find(stored, type, node.credentials?.[type]?.name, `${workflow.name} › ${node.name}`)]),
		);
		return { ...node, credentials };
	});
	return { ...workflow, nodes };
}

/** Credential types that our nodes, n8n's Send Email once it is on and forms behind a password need where a bundled workflow leaves them unselected. */
export function credentialsWanted({ type, parameters, disabled }: WorkflowNode): readonly string[] {
	if (type === 'n8n-nodes-base.emailSend') return disabled ? [] : ['smtp'];
	if (type === 'n8n-nodes-base.formTrigger') return parameters?.authentication === 'basicAuth' ? ['httpBasicAuth'] : [];
	const [, name] = /^n8n-nodes-cobranca\.(.+)$/.exec(type) ?? [];
	if (name === undefined) return [];
	const asksSerasa = Array.isArray(parameters?.bureaus) && parameters.bureaus.includes('serasa');
	return ['cobrancaAccountApi', ...(name === 'reminder' ? ['smtp'] : []), ...(parameters?.gateway === 'asaas' ? ['cobrancaAsaasApi'] : []), ...(asksSerasa ? ['cobrancaSerasaApi'] : []), ...(parameters?.bureaus === 'http' ? ['cobrancaBureauHttpApi'] : [])];
}

function find(stored: readonly StoredCredential[], type: string, name: string | undefined, where: string) {
	const ofType = stored.filter((credential) => credential.type === type);
	const found = ofType.find((credential) => credential.name === name) ?? (ofType.length === 1 ? ofType[0] : undefined);
	if (!found) throw new Error(`${where}: no ${type} credential${name ? ` named "${name}"` : ''} was created`);
	return { id: found.id, name: found.name };
}

const TRIGGER_ORDER = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-base.formTrigger', 'n8n-nodes-base.scheduleTrigger'];

/** The trigger that the editor's Execute button starts from when none is named: a manual one first. */
export function triggerToStart(workflow: WorkflowJson): WorkflowNode {
	const rank = (node: WorkflowNode) => {
		const place = TRIGGER_ORDER.indexOf(node.type);
		return place < 0 ? TRIGGER_ORDER.length : place;
	};
	const [trigger] = workflow.nodes
		.filter((node) => !node.disabled && /trigger$/i.test(node.type))
		.sort((a, b) => rank(a) - rank(b));
	if (!trigger) throw new Error(`The workflow "${workflow.name}" has no trigger to start from`);
	return trigger;
}

/** Last part of the address of a Form Trigger's form. */
export function formPath(node: WorkflowNode): string {
	const options = node.parameters?.options as { path?: string } | undefined;
	const path = options?.path ?? (node.parameters?.path as string | undefined) ?? node.webhookId;
	if (!path) throw new Error(`The form "${node.name}" has neither a path nor a webhookId`);
	return path;
}
