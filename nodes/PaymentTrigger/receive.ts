import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { applyEvents, receiveDelivery, takeEvents, type Delivery } from '../../core/gateway/applyEvents';
import { isToken } from '../../core/gateway/webhookToken';
import { withContext, type NodeContext } from '../shared/context';
import { eventItems, readEmit } from './emit';
import { connectTrigger } from './registration';
import { rehearseEvent } from './rehearse';

type Trigger = Awaited<ReturnType<typeof connectTrigger>>;

/** Nothing starts, and the answer is given already. */
const NOTHING: IWebhookResponseData = { noWebhookResponse: true };

/**
 * Takes one delivery: refused without the token; else kept, answered, applied and emitted, in this order. Whatever
 * fails before it is kept is answered with an error, so that the gateway tries again; whatever fails after is made up
 * for by the next delivery or sync.
 */
export async function receiveWebhook(functions: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await withContext(functions, async (context) => {
		const trigger = await connectTrigger(functions);
		const delivery: Delivery = { headers: functions.getHeaderData(), body: functions.getBodyData() };
		const emits = readEmit(functions.getNodeParameter('emit'));
		// "Listen for test event" shows what came, and takes nothing away from the published workflow.
		const isTest = functions.getMode() === 'manual';
		const accepted = isTest ? isToken(trigger.token, delivery.headers[trigger.definition.webhooks.tokenHeader]) : await keep(context, trigger, delivery);
		answer(functions, accepted ? 200 : 401);
		if (!accepted) return NOTHING;
		const items = await unlessFailing(functions, async () => (isTest ? await rehearseEvent(context, trigger, delivery.body) : await apply(functions, context, trigger, emits)));
		return items.length > 0 ? { ...NOTHING, workflowData: [items] } : NOTHING;
	});
}

async function keep({ ledger }: NodeContext, { definition, token, listener }: Trigger, delivery: Delivery): Promise<boolean> {
	const { accepted } = await receiveDelivery(ledger, definition, token, delivery, new Date().toISOString(), listener);
	return accepted;
}

async function apply(functions: IWebhookFunctions, context: NodeContext, { definition, gateway, listener }: Trigger, emits: ReturnType<typeof readEmit>): Promise<INodeExecutionData[]> {
	const { waiting, trouble } = await applyEvents(context.ledger, definition, gateway, () => new Date());
	if (trouble) functions.logger.warn(`Payment Trigger: ${waiting} ${waiting === 1 ? 'aviso espera' : 'avisos esperam'}. ${trouble.message}`);
	// What another execution has applied is told here all the same, if it was delivered to this trigger.
	const told = await takeEvents(context.ledger, definition, listener, new Date().toISOString());
	return await eventItems(context.ledger.db, context, definition.name, told.filter(emits));
}

/** The gateway knows nothing of a reason: whoever guesses tokens is told none. */
function answer(functions: IWebhookFunctions, status: 200 | 401): void {
	functions.getResponseObject().writeHead(status).end();
}

/** The answer is out: an error now would only break n8n's own handling of the request. */
async function unlessFailing(functions: IWebhookFunctions, work: () => Promise<INodeExecutionData[]>): Promise<INodeExecutionData[]> {
	try {
		return await work();
	} catch (error) {
		functions.logger.error(`Payment Trigger: o aviso foi guardado e ainda não foi aplicado; o próximo aviso ou a próxima sincronização o aplica. ${(error as Error).message}`);
		return [];
	}
}
