// Loaded before a process that talks to Asaas or to a credit bureau (`node --require`): what goes to their hosts over
// HTTPS goes as plain HTTP to the double on this machine instead, to the port that the double's key, login or token
// carries (`$aact_hmlg_<port>_…`, `cobranca-<port>`, `double-<port>-…`), or to the port that the environment says
// (COBRANCA_TEST_ASAAS_PORT…). Without either it is refused: no test ever reaches the real ones.
const http = require('node:http');
const https = require('node:https');
const { syncBuiltinESMExports } = require('node:module');
const { Socket } = require('node:net');
const { urlToHttpOptions } = require('node:url');

const ASAAS = { env: 'COBRANCA_TEST_ASAAS_PORT', header: 'access_token', port: (key) => /^\$aact_hmlg_(\d+)_/.exec(key)?.[1] };
const byLogin = (env) => ({ env, header: 'authorization', port: portOfLogin });
const SERASA = byLogin('COBRANCA_TEST_SERASA_PORT');
const SPC = byLogin('COBRANCA_TEST_SPC_PORT');
const HOSTS = new Map([
	['api.asaas.com', ASAAS],
	['api-sandbox.asaas.com', ASAAS],
	['api.serasaexperian.com.br', SERASA],
	['uat-api.serasaexperian.com.br', SERASA],
	['servicos.spc.org.br', SPC],
	['treina.spc.org.br', SPC],
]);
const HERE = '127.0.0.1';
const MARK = Symbol.for('cobranca.test.asaasRedirect');
// Of the TLS connection that is not made; some would lead the plain one somewhere else.
const TLS_ONLY = ['agents', 'ALPNProtocols', 'ca', 'cert', 'ciphers', 'createConnection', 'defaultPort', 'key', 'lookup', 'rejectUnauthorized', 'servername', '_defaultAgent'];

const agent = new http.Agent({ keepAlive: true });
// Loaded once more, as by the next test file of a jest worker, it takes the place of the first instead of stacking up.
const realRequest = https.request[MARK] ?? https.request;

https.request = function request(...args) {
	const [options, callback] = readArguments(args);
	const host = String(options.hostname ?? options.host ?? '').replace(/:\d+$/, '').toLowerCase();
	return HOSTS.has(host) ? http.request(redirected(options, host), callback) : Reflect.apply(realRequest, https, args);
};
https.request[MARK] = realRequest;
https.get = function get(...args) {
	const request = https.request(...args);
	request.end();
	return request;
};
// for those who write import { request } from 'node:https'
syncBuiltinESMExports();

/** All that the three ways of calling say, in one object: (url[, options]), (options), each with a callback. */
function readArguments(args) {
	const [first, second] = args;
	const callback = args.find((arg) => typeof arg === 'function');
	const isAddress = typeof first === 'string' || first instanceof URL || typeof first?.searchParams?.get === 'function';
	if (!isAddress) return [{ ...first }, callback];
	const address = urlToHttpOptions(typeof first === 'string' ? new URL(first) : first);
	return [{ ...address, ...(typeof second === 'object' ? second : {}) }, callback];
}

function redirected(options, host) {
	const port = portOf(HOSTS.get(host), options);
	const there = { ...options, protocol: 'http:', host: HERE, hostname: HERE, port, agent, headers: withHost(options.headers, host) };
	for (const name of TLS_ONLY) delete there[name];
	return port === null ? { ...there, port: 443, agent: false, createConnection: refusedConnection } : there;
}

function headerEntries(headers) {
	if (headers === undefined || headers === null) return [];
	if (!Array.isArray(headers)) return Object.entries(headers);
	if (headers.every(Array.isArray)) return headers;
	return headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1]]] : []));
}

function withHost(headers, host) {
	const given = Object.fromEntries(headerEntries(headers));
	return Object.keys(given).some((name) => name.toLowerCase() === 'host') ? given : { Host: host, ...given };
}

function portOf({ env, header, port }, { headers, auth }) {
	const told = headerEntries(headers).find(([name]) => String(name).toLowerCase() === header)?.[1];
	// Node itself makes the header of a login in `auth`.
	const key = told ?? (header === 'authorization' && typeof auth === 'string' ? `Basic ${Buffer.from(auth).toString('base64')}` : '');
	const found = port(String(key)) ?? process.env[env];
	return found ? Number(found) : null;
}

function portOfLogin(value) {
	const [, token] = /^Bearer (.+)$/.exec(value) ?? [];
	const [, login] = /^Basic (.+)$/.exec(value) ?? [];
	if (token !== undefined) return /^double-(\d+)-/.exec(token)?.[1];
	return login === undefined ? undefined : /^cobranca-(\d+):/.exec(Buffer.from(login, 'base64').toString('utf8'))?.[1];
}

function refusedConnection() {
	const socket = new Socket();
	const error = { code: 'ECONNREFUSED', errno: -111, syscall: 'connect', address: HERE, port: 443 };
	process.nextTick(() => socket.destroy(Object.assign(new Error(`connect ECONNREFUSED ${HERE}:443`), error)));
	return socket;
}
