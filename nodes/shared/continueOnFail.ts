import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Runs a node's work, and says what becomes of the items when it fails although the node is set to go on. By
 * itself n8n would hand the whole input on by the first output: a failed Reminder's "Sent", a failed ruler's
 * first step. Here the items leave by the last output (problems, skipped, not sent) with the reason in
 * `error`; with "continue using error output" n8n moves them to that output.
 */
export async function continuingOnFail(functions: IExecuteFunctions, work: () => Promise<INodeExecutionData[][]>): Promise<INodeExecutionData[][]> {
	try {
		return await work();
	} catch (error) {
		if (!functions.continueOnFail()) throw error;
		const { message } = error as Error;
		const toErrorOutput = functions.getNode().onError === 'continueErrorOutput';
		const count = functions.getNodeOutputs().length - (toErrorOutput ? 1 : 0);
		const outputs: INodeExecutionData[][] = Array.from({ length: Math.max(1, count) }, () => []);
		// For its error output n8n wants the message alone, and adds the fields of the input item itself.
		outputs[outputs.length - 1] = functions.getInputData().map(({ json }, item) => ({ json: toErrorOutput ? { error: message } : { ...json, error: message }, pairedItem: { item } }));
		return outputs;
	}
}
