/**
 * The few parts of n8n-core that the tests use. Its own types lie in playground/, which need not be installed
 * for the types of this package to be checked.
 */
declare module 'n8n-core' {
	import type { IBinaryData, IHookFunctions, ILoadOptionsFunctions, INode, IPollFunctions, IRun, IWebhookData, IWebhookFunctions, IWorkflowBase, IWorkflowExecuteAdditionalData, Workflow, WorkflowActivateMode, WorkflowExecuteMode } from 'n8n-workflow';

	export class ExecutionLifecycleHooks {
		constructor(mode: WorkflowExecuteMode, executionId: string, workflowData: IWorkflowBase);
	}

	export class WorkflowExecute {
		constructor(additionalData: IWorkflowExecuteAdditionalData, mode: WorkflowExecuteMode);
		run(options: { workflow: Workflow; startNode?: INode }): Promise<IRun>;
	}

	export const PollContext: new (workflow: Workflow, node: INode, additionalData: IWorkflowExecuteAdditionalData, mode: WorkflowExecuteMode, activation: WorkflowActivateMode) => IPollFunctions;

	export const HookContext: new (workflow: Workflow, node: INode, additionalData: IWorkflowExecuteAdditionalData, mode: WorkflowExecuteMode, activation: WorkflowActivateMode, webhookData?: IWebhookData) => IHookFunctions;

	export const WebhookContext: new (workflow: Workflow, node: INode, additionalData: IWorkflowExecuteAdditionalData, mode: WorkflowExecuteMode, webhookData: IWebhookData, closeFunctions: [], runExecutionData: null) => IWebhookFunctions;

	export const LoadOptionsContext: new (workflow: Workflow, node: INode, additionalData: IWorkflowExecuteAdditionalData, path: string) => ILoadOptionsFunctions;

	export class BinaryDataService {
		init(): Promise<void>;
		store(location: { type: 'execution'; workflowId: string; executionId: string }, content: Buffer, binary: IBinaryData): Promise<IBinaryData>;
	}
}

declare module '@n8n/di' {
	export const Container: { get<T>(type: new (...parameters: never[]) => T): T };
}

declare module 'reflect-metadata';

declare module 'n8n-nodes-base/dist/credentials/Smtp.credentials' {
	import type { ICredentialType } from 'n8n-workflow';
	export const Smtp: new () => ICredentialType;
}
