import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HookContext, WebhookContext } from 'n8n-core';
import type { INodeExecutionData, IWebhookData, Logger } from 'n8n-workflow';
import { build, type TestNode, type TestWorkflow } from './n8nCore';
import { OUR_NODES } from './n8nCoreNodes';

export type HookMethod = 'checkExists' | 'create' | 'delete';

/** A webhook trigger on n8n-core's own contexts, behind a real HTTP server that treats a request as n8n does. */
export class WebhookTrigger {
	/** What started the workflow: the items of each execution. */
	readonly executions: INodeExecutionData[][] = [];
	/** What the node threw. */
	readonly errors: Error[] = [];
	private readonly handling = new Set<Promise<void>>();
	private readonly built: ReturnType<typeof build>;
	private base = '';
	private stopServer = async () => {};

	constructor(
		private readonly node: TestNode,
		credentials: TestWorkflow['credentials'],
		private readonly mode: 'webhook' | 'manual' = 'webhook',
	) {
		this.built = build({ nodes: [node], credentials, mode });
	}

	async start(): Promise<this> {
		const server = createServer((request, response) => {
			const handled = this.handle(request, response).finally(() => this.handling.delete(handled));
			this.handling.add(handled);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		this.base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		this.stopServer = async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		};
		return this;
	}

	/** Waits for what goes on after the answer. */
	async idle(): Promise<void> {
		while (this.handling.size > 0) await Promise.all(this.handling);
	}

	async stop(): Promise<void> {
		await this.idle();
		await this.stopServer();
	}

	/** The same workflow with another credential, such as a key that was changed. */
	withCredentials(credentials: TestWorkflow['credentials']): void {
		const { additionalData } = build({ nodes: [this.node], credentials, mode: this.mode });
		this.built.additionalData.credentialsHelper = additionalData.credentialsHelper;
	}

	async hook(method: HookMethod): Promise<boolean> {
		const hook = OUR_NODES[this.node.type].webhookMethods?.default?.[method];
		if (!hook) throw new Error(`${this.node.type} has no hook ${method}`);
		const { workflow, additionalData, saved } = this.parts();
		return await hook.call(new HookContext(workflow, saved, additionalData, this.mode === 'manual' ? 'manual' : 'trigger', 'activate', this.webhookData()));
	}

	get url(): string {
		const { workflow, additionalData, saved } = this.parts();
		const url = new HookContext(workflow, saved, additionalData, 'trigger', 'activate', this.webhookData()).getNodeWebhookUrl('default');
		if (!url) throw new Error('the trigger has no address');
		return url;
	}

	/** Delivers a body as the gateway does; text is sent as it is. */
	async post(body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
		const response = await fetch(this.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
		const text = await response.text();
		await this.idle();
		return { status: response.status, text };
	}

	get staticData(): unknown {
		return this.built.workflow.staticData;
	}

	/** n8n's own logger, one for all nodes. */
	get logger(): Logger {
		const { workflow, additionalData, saved } = this.parts();
		return new HookContext(workflow, saved, additionalData, 'trigger', 'activate', this.webhookData()).logger;
	}

	private parts() {
		const { workflow, additionalData } = this.built;
		const base = { webhookBaseUrl: `${this.base}/webhook`, webhookTestBaseUrl: `${this.base}/webhook-test` };
		return { workflow, additionalData: { ...additionalData, ...base }, saved: workflow.nodes[this.node.name ?? this.node.type] };
	}

	private webhookData(): IWebhookData {
		const [webhookDescription] = OUR_NODES[this.node.type].description.webhooks ?? [];
		return { httpMethod: 'POST', node: this.node.type, path: 'x', webhookDescription, workflowId: 'teste', userId: '', isTest: this.mode === 'manual', workflowExecuteAdditionalData: this.built.additionalData } as IWebhookData;
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const text = Buffer.concat(await request.toArray()).toString();
		let body: unknown;
		try {
			body = text === '' ? {} : JSON.parse(text);
		} catch {
			// n8n refuses a body that is no JSON before any node sees it.
			response.writeHead(422).end();
			return;
		}
		try {
			const { workflow, additionalData, saved } = this.parts();
			const httpRequest = Object.assign(request, { body, params: {}, query: {} });
			const context = new WebhookContext(workflow, saved, { ...additionalData, httpRequest, httpResponse: response } as unknown as typeof additionalData, this.mode, this.webhookData(), [], null);
			const result = await OUR_NODES[this.node.type].webhook?.call(context);
			if (result?.workflowData) this.executions.push(...result.workflowData);
			if (!response.headersSent && result?.noWebhookResponse !== true) response.writeHead(200).end();
		} catch (error) {
			this.errors.push(error as Error);
			if (!response.headersSent) response.writeHead(500).end((error as Error).message);
		}
	}
}
