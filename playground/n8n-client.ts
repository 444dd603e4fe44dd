import { parse } from './flatted.ts';
import { OWNER } from './n8n-env.ts';
import { N8nPush, nodeRun, type NodeRun, type RunResult, type TaskData } from './n8n-push.ts';
import { formPath, triggerToStart, type StoredCredential, type WorkflowJson } from './n8n-workflows.ts';
import { sleep } from './processes.ts';

const RUN_TIMEOUT_MS = 300_000;

export interface StoredWorkflow extends WorkflowJson {
	id: string;
	versionId: string;
	active: boolean;
}

interface PublicationStatus {
	status: string;
	triggers: Array<{ errorMessage: string | null }>;
}

export interface FormSubmission {
	/** Who fills it in, where it asks. */
	login?: { user: string; password: string };
	/** The form's fields in order: text, or a file. */
	fields: Array<string | { fileName: string; content: string | Uint8Array; type?: string }>;
}

/** Address of the page that a form's answer sends the browser on to, or null. */
function waitingPage(answer: string): string | null {
	try {
		const { formWaitingUrl } = JSON.parse(answer) as { formWaitingUrl?: unknown };
		return typeof formWaitingUrl === 'string' ? formWaitingUrl : null;
	} catch {
		return null;
	}
}

/** n8n as its owner uses it in the editor, over the same internal API. */
export class N8nClient {
	/** Address for people and for the Origin header. */
	readonly editorUrl: string;
	private readonly base: string;
	private cookie: string;
	private push: N8nPush | null = null;

	/** `session` is that of a client of the same n8n which has logged in: n8n allows a few logins a minute. */
	constructor(base: string, editorUrl: string, session = '') {
		this.base = base;
		this.editorUrl = editorUrl;
		this.cookie = session;
	}

	/** What another client can go on with. A secret. */
	get session(): string {
		return this.cookie;
	}

	/** Whether n8n has finished its migrations and started its server. */
	async isReady(): Promise<boolean> {
		try {
			return (await fetch(`${this.base}/healthz/readiness`, { signal: AbortSignal.timeout(5_000) })).ok;
		} catch {
			return false;
		}
	}

	/** Logs the owner in. */
	async login(): Promise<void> {
		const response = await fetch(`${this.base}/rest/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ emailOrLdapLoginId: OWNER.email, password: OWNER.password }),
		});
		const cookie = response.headers.getSetCookie().find((line) => line.startsWith('n8n-auth='));
		if (!response.ok || !cookie) throw new Error(`n8n refused the owner's login (${response.status}): ${await response.text()}`);
		this.cookie = cookie.split(';')[0] ?? '';
	}

	/** Closes the push channel. The client may be used again afterwards. */
	async close(): Promise<void> {
		this.push?.close();
		this.push = null;
	}

	/** One call of n8n's internal API; what it answers under `data`. Throws with n8n's own words. */
	async request<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.base}/rest${path}`, {
			method,
			headers: {
				cookie: this.cookie,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(this.push ? { 'push-ref': this.push.pushRef } : {}),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path} → ${response.status} ${text.slice(0, 600)}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	async credentials(): Promise<StoredCredential[]> {
		return await this.request<StoredCredential[]>('GET', '/credentials');
	}

	/** Creates the credential, or gives the one of that name and type this data. */
	async saveCredential(name: string, type: string, data: Record<string, unknown>): Promise<StoredCredential> {
		const known = (await this.credentials()).find((one) => one.name === name && one.type === type);
		const path = known ? `/credentials/${known.id}` : '/credentials';
		const { id } = await this.request<{ id: string }>(known ? 'PATCH' : 'POST', path, { name, type, data });
		return { id, name, type };
	}

	/** Presses the Test button of a credential that is saved. */
	async testCredential({ id, name, type }: StoredCredential): Promise<{ status: 'OK' | 'Error'; message: string }> {
		// Like the editor: what it shows (passwords blanked), which n8n completes with what it keeps.
		const { data } = await this.request<{ data: unknown }>('GET', `/credentials/${id}?includeData=true`);
		return await this.request('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}

	async workflow(id: string): Promise<StoredWorkflow> {
		return await this.request<StoredWorkflow>('GET', `/workflows/${id}`);
	}

	/** Id of the workflow of exactly this name, unless it is archived. */
	async workflowIdOf(name: string): Promise<string | null> {
		const filter = encodeURIComponent(JSON.stringify({ name, isArchived: false }));
		const found = await this.request<Array<{ id: string; name: string }>>('GET', `/workflows?filter=${filter}`);
		return found.find((one) => one.name === name)?.id ?? null;
	}

	/** Imports the workflow, or replaces the contents of the one of that name. */
	async saveWorkflow(workflow: WorkflowJson): Promise<StoredWorkflow> {
		const { name, nodes, connections, settings = {} } = workflow;
		const id = await this.workflowIdOf(name);
		const body = { name, nodes, connections, settings };
		return await this.request<StoredWorkflow>(id ? 'PATCH' : 'POST', id ? `/workflows/${id}` : '/workflows', body);
	}

	/** Publishes the workflow as it is saved now and waits until its triggers are live. */
	async publish(id: string): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.request('POST', `/workflows/${id}/activate`, { versionId });
		for (let attempt = 0; attempt < 100; attempt += 1) {
			const { status, triggers } = await this.request<PublicationStatus>('GET', `/workflows/${id}/publication-status`);
			const failed = triggers.find((trigger) => trigger.errorMessage);
			if (failed) throw new Error(`n8n could not publish workflow ${id}: ${failed.errorMessage}`);
			if (status === 'published') return;
			await sleep(100);
		}
		throw new Error(`n8n did not publish workflow ${id} within 10 seconds`);
	}

	async unpublish(id: string): Promise<void> {
		await this.request('POST', `/workflows/${id}/deactivate`, {});
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.request('POST', `/workflows/${id}/archive`, {});
		await this.request('DELETE', `/workflows/${id}`);
	}

	/**
	 * Executes the saved workflow as the editor's button does and waits for its end. The nodes' data is
	 * there even if the workflow keeps no execution history.
	 */
	async run(id: string, { trigger, timeoutMs = RUN_TIMEOUT_MS }: { trigger?: string; timeoutMs?: number } = {}): Promise<RunResult> {
		const push = await this.pushChannel();
		const name = trigger ?? triggerToStart(await this.workflow(id)).name;
		const started = await this.request<{ executionId?: string }>('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name } });
		if (!started.executionId) throw new Error(`"${name}" waits for a call from outside: use runForm`);
		return await push.finished(started.executionId, timeoutMs);
	}

	/** Executes a workflow that starts with a form as the editor does in test mode, sending the form; of several, the one of this name. */
	async runForm(id: string, form: FormSubmission, { formName, timeoutMs = RUN_TIMEOUT_MS }: { formName?: string; timeoutMs?: number } = {}): Promise<RunResult> {
		const push = await this.pushChannel();
		const { nodes } = await this.workflow(id);
		const trigger = nodes.find((node) => node.type === 'n8n-nodes-base.formTrigger' && (formName === undefined || node.name === formName));
		if (!trigger) throw new Error(`Workflow ${id} does not start with ${formName === undefined ? 'a form' : `the form "${formName}"`}`);
		await this.request('POST', `/workflows/${id}/run`, { triggerToStartFrom: { name: trigger.name } });
		const ended = push.nextFinished(id, timeoutMs);
		ended.catch(() => undefined);
		const answer = await this.submitForm(formPath(trigger), form, 'form-test');
		const run = await ended;
		const lastPage = waitingPage(answer);
		if (run.status !== 'waiting' || lastPage === null) return run;
		// The workflow ends with a page, whose script tells n8n that it was shown: only then is the run over.
		const shown = push.finished(run.executionId, timeoutMs);
		shown.catch(() => undefined);
		const page = await (await fetch(new URL(lastPage, this.base))).text();
		await fetch(new URL(lastPage, this.base), { method: 'POST' });
		const { status, nodes: later } = await shown;
		return { ...run, status, nodes: { ...run.nodes, ...later }, page };
	}

	/** Sends a form as the page does; `form` is the address of a published one. Returns the answer's text. */
	async submitForm(path: string, form: FormSubmission, endpoint: 'form' | 'form-test' = 'form'): Promise<string> {
		const body = new FormData();
		form.fields.forEach((field, index) => {
			if (typeof field === 'string') body.append(`field-${index}`, field);
			else body.append(`field-${index}`, new Blob([field.content], { type: field.type ?? 'text/csv' }), field.fileName);
		});
		const headers = form.login && { authorization: `Basic ${Buffer.from(`${form.login.user}:${form.login.password}`).toString('base64')}` };
		const response = await fetch(`${this.base}/${endpoint}/${path}`, { method: 'POST', body, headers });
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: the form ${path} answered ${response.status} ${text.slice(0, 600)}`);
		return text;
	}

	/** What the execution history kept: the nodes' data too, if the workflow's settings save it. */
	async execution(id: string): Promise<RunResult> {
		const { status, data } = await this.request<{ status: string; data: string }>('GET', `/executions/${id}`);
		const { resultData } = parse(data) as { resultData: { runData: Record<string, TaskData[]> } };
		const nodes = Object.entries(resultData.runData).map(([name, tasks]): [string, NodeRun[]] => [name, tasks.map(nodeRun)]);
		return { executionId: id, status, nodes: Object.fromEntries(nodes) };
	}

	/** Ids of the newest executions of a workflow, newest first. */
	async executions(workflowId: string): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const found = await this.request<{ results: Array<{ id: string; status: string; mode: string }> }>('GET', `/executions?filter=${filter}`);
		return found.results;
	}

	private async pushChannel(): Promise<N8nPush> {
		if (!this.push?.isOpen) this.push = await N8nPush.open(this.base, this.cookie);
		return this.push;
	}
}
