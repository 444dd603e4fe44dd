'use strict';
// The page of the demo's inbox. Everything a message carries is put in as text, never as markup; its
// HTML part is shown in a frame that may do nothing.
const PAGE = 200;
const POLL_MS = 2000;
const byId = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat('pt-BR', { dateStyle: 'short', timeStyle: 'short' });
const state = { messages: [], count: 0, open: null, view: 'html', detail: null };

async function get(path) {
	const response = await fetch(path);
	if (!response.ok) throw new Error(`${path}: ${response.status}`);
	return response;
}

function element(name, className, text) {
	const made = document.createElement(name);
	if (className) made.className = className;
	if (text !== undefined) made.textContent = text;
	return made;
}

function row(message) {
	const button = element('button');
	button.type = 'button';
	button.setAttribute('aria-current', String(message.id === state.open));
	const line = element('div', 'line');
	const time = element('time', '', clock.format(new Date(message.receivedAt)));
	time.dateTime = message.receivedAt;
	line.append(element('span', 'to', message.to || '(sem destinatário)'), time);
	button.append(line, element('div', 'subject', message.subject || '(sem assunto)'));
	button.addEventListener('click', () => open(message.id));
	const item = element('li');
	item.append(button);
	return item;
}

function drawList() {
	const wanted = byId('filter').value.trim().toLowerCase();
	const shown = state.messages.filter((one) => `${one.to} ${one.subject}`.toLowerCase().includes(wanted));
	byId('list').replaceChildren(...shown.map(row));
	byId('count').textContent = state.count === 1 ? '1 mensagem' : `${state.count.toLocaleString('pt-BR')} mensagens`;
	byId('empty').hidden = state.count > 0;
	byId('more').hidden = state.messages.length >= state.count;
}

async function refresh() {
	const { count, messages } = await (await get(`api/messages?limit=${PAGE}`)).json();
	if (count === state.count && state.messages.length > 0) return;
	const newest = new Set(messages.map((message) => message.id));
	state.messages = [...messages, ...state.messages.filter((message) => !newest.has(message.id))];
	state.messages.sort((a, b) => (a.id < b.id ? 1 : -1));
	state.count = count;
	drawList();
}

async function more() {
	const last = state.messages[state.messages.length - 1];
	const { messages } = await (await get(`api/messages?limit=${PAGE}&before=${last.id}`)).json();
	state.messages.push(...messages);
	drawList();
}

async function drawView() {
	const { open: id, detail } = state;
	const view = detail.hasHtml || state.view !== 'html' ? state.view : 'text';
	for (const tab of document.querySelectorAll('[role=tab]')) {
		tab.setAttribute('aria-selected', String(tab.dataset.view === view));
		tab.disabled = tab.dataset.view === 'html' && !detail.hasHtml;
	}
	byId('view').setAttribute('aria-labelledby', `tab-${view}`);
	if (view === 'html') {
		const frame = element('iframe');
		frame.setAttribute('sandbox', '');
		frame.title = 'Conteúdo da mensagem';
		frame.src = `api/messages/${id}/html`;
		byId('view').replaceChildren(frame);
		return;
	}
	const text = view === 'text' ? detail.text || '(sem parte em texto)' : await (await get(`api/messages/${id}/raw`)).text();
	if (state.open === id) byId('view').replaceChildren(element('pre', '', text));
}

async function open(id) {
	const detail = await (await get(`api/messages/${id}`)).json();
	Object.assign(state, { open: id, detail });
	byId('subject').textContent = detail.subject || '(sem assunto)';
	for (const key of ['from', 'to', 'messageId']) byId(key).textContent = detail[key] || '—';
	byId('received').textContent = clock.format(new Date(detail.receivedAt));
	byId('message').hidden = false;
	document.body.classList.add('reading');
	if (location.hash !== `#${id}`) history.pushState(null, '', `#${id}`);
	drawList();
	await drawView();
}

function close() {
	state.open = null;
	byId('message').hidden = true;
	document.body.classList.remove('reading');
	drawList();
}

function follow() {
	const id = location.hash.slice(1);
	if (!id) close();
	else if (id !== state.open) open(id).catch(close);
}

byId('filter').addEventListener('input', drawList);
byId('more').addEventListener('click', more);
byId('back').addEventListener('click', () => {
	history.pushState(null, '', location.pathname);
	close();
});
for (const tab of document.querySelectorAll('[role=tab]')) {
	tab.addEventListener('click', () => {
		state.view = tab.dataset.view;
		drawView();
	});
}
window.addEventListener('popstate', follow);
// While the playground is stopped there is nothing to fetch; the page goes on when it is back.
const tick = () => refresh().catch(() => undefined).finally(() => setTimeout(tick, POLL_MS));
refresh().catch(() => undefined).then(follow).finally(() => setTimeout(tick, POLL_MS));
