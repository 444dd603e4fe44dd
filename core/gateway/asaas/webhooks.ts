import type { ApiClient } from '../ApiClient';
import { EVENTS } from './eventFrom';
import { isJson, pageIn, textIn, type Json } from './json';

/** Makes the webhook of this address, or gives the one that is there already the token and events it must have, and starts it again. */
export async function registerWebhook(api: ApiClient, { url, token, name, email }: { url: string; token: string; name: string; email: string | null }): Promise<void> {
	const body = {
		name,
		url,
		...(email === null ? {} : { email }),
		enabled: true,
		interrupted: false,
		apiVersion: 3,
		authToken: token,
		// Order costs: one delivery that fails holds up all the others, and the ledger needs no order.
		sendType: 'NON_SEQUENTIALLY',
		events: EVENTS,
	};
	const known = await findWebhook(api, url);
	const id = known && textIn(known, 'id');
	if (id) await api.call('PUT', `/webhooks/${encodeURIComponent(id)}`, { body });
	else await api.call('POST', '/webhooks', { body });
}

/** Whether the webhook of this address delivers: it is there, turned on, and was not stopped after failures. */
export async function hasWebhook(api: ApiClient, url: string): Promise<boolean> {
	const found = await findWebhook(api, url);
	return found !== null && found.enabled !== false && found.interrupted !== true;
}

export async function removeWebhook(api: ApiClient, url: string): Promise<void> {
	const found = await findWebhook(api, url);
	const id = found && textIn(found, 'id');
	if (id) await api.call('DELETE', `/webhooks/${encodeURIComponent(id)}`, { accept: [404] });
}

/** An account has ten at most: one page. */
async function findWebhook(api: ApiClient, url: string): Promise<Json | null> {
	const { body } = await api.get('/webhooks', { query: { limit: 100, offset: 0 } });
	return pageIn(body).data.filter(isJson).find((webhook) => webhook.url === url) ?? null;
}
