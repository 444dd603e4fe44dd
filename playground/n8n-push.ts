/** One run of one node, from a finished execution. */
export interface NodeRun {
	/** The items' JSON of each of the node's outputs, in order. */
	outputs: Array<Array<Record<string, unknown>>>;
	/** What stopped the node, or what it went on after. */
	error: string | null;
	/** What the node says above its output. */
	hints?: string[];
	milliseconds: number;
}

export interface RunResult {
	executionId: string;
	/** `success`, `error`, `canceled`, `crashed` or `waiting`. */
	status: string;
	/** Runs by node name; a node that was never reached is absent. */
	nodes: Record<string, NodeRun[]>;
	/** HTML of the last page of a form, where the workflow ends with one. */
	page?: string;
}

/** The task data n8n keeps of a node's run; only what is read here. */
export interface TaskData {
	executionTime?: number;
	error?: { message?: string; description?: string | null };
	hints?: Array<{ message: string }>;
	data?: { main?: Array<Array<{ json: Record<string, unknown> }> | null> };
}

/** The readable part of n8n's task data. */
export function nodeRun(task: TaskData): NodeRun {
	const { error } = task;
	return {
		outputs: (task.data?.main ?? []).map((items) => (items ?? []).map((item) => item.json)),
		error: error ? [error.message, error.description].filter(Boolean).join(': ') || 'unknown error' : null,
		hints: (task.hints ?? []).map(({ message }) => message),
		milliseconds: task.executionTime ?? 0,
	};
}

interface PushMessage {
	type: string;
	data: {
		executionId?: string;
		workflowId?: string;
		nodeName?: string;
		status?: string;
		data?: TaskData;
	};
}

interface Run extends RunResult {
	workflowId: string;
	done: boolean;
}

/**
 * The channel on which n8n tells an open editor what an execution does. It carries the data of every
 * node as it finishes, also of workflows that keep none of it in the execution history.
 */
export class N8nPush {
	readonly pushRef: string;
	private readonly socket: WebSocket;
	private readonly runs = new Map<string, Run>();
	private readonly waiters = new Set<() => void>();
	private failure: string | null = null;

	private constructor(pushRef: string, socket: WebSocket) {
		this.pushRef = pushRef;
		this.socket = socket;
		socket.addEventListener('message', (event) => this.receive(event.data as string | ArrayBuffer));
		socket.addEventListener('close', () => this.fail('n8n closed its push channel'));
	}

	/** Opens the channel as the logged-in user whose cookie this is. `base` is the server's address. */
	static async open(base: string, cookie: string): Promise<N8nPush> {
		const pushRef = `playground-${process.pid}-${Math.random().toString(36).slice(2)}`;
		const socket = new WebSocket(`${base.replace(/^http/, 'ws')}/rest/push?pushRef=${pushRef}`, {
			headers: { cookie, origin: base },
		});
		socket.binaryType = 'arraybuffer';
		const push = new N8nPush(pushRef, socket);
		await new Promise<void>((resolve, reject) => {
			socket.addEventListener('open', () => resolve());
			socket.addEventListener('error', () => reject(new Error('n8n refused the push channel')));
		});
		return push;
	}

	get isOpen(): boolean {
		return this.failure === null && this.socket.readyState === WebSocket.OPEN;
	}

	close(): void {
		this.socket.close();
		this.fail('the push channel was closed');
	}

	/** Waits for the execution with this id to end, and hands over what its nodes put out. */
	async finished(executionId: string, timeoutMs: number): Promise<RunResult> {
		return await this.take((run) => run.executionId === executionId, `execution ${executionId}`, timeoutMs);
	}

	/** The same for the execution of `workflowId` that comes next, whatever its id. */
	async nextFinished(workflowId: string, timeoutMs: number): Promise<RunResult> {
		return await this.take((run) => run.workflowId === workflowId, `a run of workflow ${workflowId}`, timeoutMs);
	}

	private async take(fits: (run: Run) => boolean, what: string, timeoutMs: number): Promise<RunResult> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const run = [...this.runs.values()].find((candidate) => candidate.done && fits(candidate));
			if (run) {
				this.runs.delete(run.executionId);
				return { executionId: run.executionId, status: run.status, nodes: run.nodes };
			}
			if (this.failure) throw new Error(`${this.failure} before ${what} had ended`);
			if (Date.now() > deadline) throw new Error(`${what} did not end within ${timeoutMs / 1000} seconds`);
			await this.change(deadline - Date.now() + 1);
		}
	}

	private async change(ms: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const wake = () => {
				clearTimeout(timer);
				this.waiters.delete(wake);
				resolve();
			};
			const timer = setTimeout(wake, ms);
			this.waiters.add(wake);
		});
	}

	private wakeAll(): void {
		for (const wake of [...this.waiters]) wake();
	}

	private fail(reason: string): void {
		this.failure ??= reason;
		this.wakeAll();
	}

	private receive(raw: string | ArrayBuffer): void {
		const { type, data } = JSON.parse(typeof raw === 'string' ? raw : Buffer.from(raw).toString('utf8')) as PushMessage;
		if (!data?.executionId) return;
		const { executionId, nodeName } = data;
		const run = this.runs.get(executionId) ?? { executionId, workflowId: '', status: 'running', nodes: {}, done: false };
		this.runs.set(executionId, run);
		if (data.workflowId) run.workflowId = data.workflowId;
		if (type === 'nodeExecuteAfterData' && nodeName && data.data) (run.nodes[nodeName] ??= []).push(nodeRun(data.data));
		if (type === 'executionFinished' || type === 'executionWaiting') {
			run.status = data.status ?? 'waiting';
			run.done = true;
			this.wakeAll();
		}
	}
}
