import { Checks, refuse } from './errors.ts';
import { isEventName } from './events.ts';
import { type Body, type Call, found, listPage, type Route, textOf } from './http.ts';
import type { Webhook } from './types.ts';

const MOST = 10;
const TOKEN = { least: 32, most: 255 };
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** A webhook as it is answered: whoever reads it learns that there is a token, never which one. */
function show({ authToken, ...webhook }: Webhook): unknown {
	return { ...webhook, hasAuthToken: authToken !== null };
}

function isUrl(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function check(body: Body, isNew: boolean): void {
	const checks = new Checks();
	const has = (field: string) => (isNew ? checks.given(body, field) : body[field] !== undefined);
	has('name');
	if (has('url')) checks.that(isUrl(String(body.url)), 'invalid_url', 'A URL informada é inválida.');
	if (has('email')) checks.that(EMAIL.test(String(body.email)), 'invalid_email', 'O e-mail informado é inválido.');
	if (has('sendType')) checks.that(['SEQUENTIALLY', 'NON_SEQUENTIALLY'].includes(String(body.sendType)), 'invalid_sendType', 'O tipo de envio informado é inválido.');
	if (has('events')) {
		const { events } = body;
		checks.that(Array.isArray(events) && events.length > 0 && events.every(isEventName), 'invalid_events', 'Os eventos informados são inválidos.');
	}
	const token = textOf(body, 'authToken');
	if (token !== null) {
		const fits = token.length >= TOKEN.least && token.length <= TOKEN.most;
		checks.that(fits, 'invalid_authToken', `O token de autenticação deve ter entre ${TOKEN.least} e ${TOKEN.most} caracteres.`);
	}
	checks.done();
}

function create({ account, body }: Call): unknown {
	if (account.webhooks.size >= MOST) throw refuse('invalid_action', `É possível cadastrar até ${MOST} webhooks.`);
	check(body, true);
	const webhook: Webhook = {
		id: account.random.uuid(),
		name: String(body.name),
		url: String(body.url),
		email: String(body.email),
		enabled: body.enabled !== false,
		interrupted: body.interrupted === true,
		apiVersion: 3,
		authToken: textOf(body, 'authToken'),
		sendType: body.sendType as Webhook['sendType'],
		events: [...(body.events as string[])],
	};
	account.webhooks.set(webhook.id, webhook);
	return show(webhook);
}

const CHANGEABLE = ['name', 'url', 'sendType', 'enabled', 'interrupted', 'authToken', 'events'] as const;

function update({ account, id, body }: Call): unknown {
	const webhook = found(account.webhooks, id);
	check(body, false);
	const changes = CHANGEABLE.filter((field) => body[field] !== undefined).map((field) => [field, body[field]]);
	Object.assign(webhook, Object.fromEntries(changes));
	account.onWebhookChange(webhook);
	return show(webhook);
}

function remove({ account, id }: Call): unknown {
	const webhook = found(account.webhooks, id);
	account.webhooks.delete(id);
	account.onWebhookChange(webhook);
	return { deleted: true, id };
}

export const WEBHOOK_ROUTES: readonly Route[] = [
	['GET', '/webhooks', ({ account, query }) => listPage<Webhook>(account.webhooks, query, undefined, show)],
	['POST', '/webhooks', create],
	['GET', '/webhooks/:id', ({ account, id }) => show(found(account.webhooks, id))],
	['PUT', '/webhooks/:id', update],
	['DELETE', '/webhooks/:id', remove],
];
