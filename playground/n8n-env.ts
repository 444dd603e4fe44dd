import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** Who logs into the playground's n8n. It answers on this machine only; the password is no secret. */
export const OWNER = {
	email: 'operador@example.com',
	password: 'Cobranca123',
	firstName: 'Operador',
	lastName: 'Demo',
} as const;

/** Settings of the shell that would point this n8n at another database, queue or address. */
const FOREIGN = /^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL$|GENERIC_TIMEZONE$|NODE_OPTIONS$|NODE_ENV$|JEST_)/;

/** Folder of the pinned n8n's modules. */
export function n8nModules(root: string): string {
	return join(root, 'playground', 'node_modules');
}

/** A module of the pinned n8n's own, which the project itself does not depend on. */
export function requireFromN8n(root: string, name: string): unknown {
	return createRequire(join(n8nModules(root), 'n8n', 'package.json'))(name) as unknown;
}

interface Bcrypt {
	hashSync(password: string, rounds: number): string;
}

/** The owner's password hash, made once a user folder, so that a restart logs nobody out. */
function passwordHash(root: string, userFolder: string): string {
	const file = join(userFolder, 'owner-password-hash');
	if (existsSync(file)) return readFileSync(file, 'utf8');
	const hash = (requireFromN8n(root, 'bcryptjs') as Bcrypt).hashSync(OWNER.password, 10);
	mkdirSync(userFolder, { recursive: true });
	writeFileSync(file, hash, { mode: 0o600 });
	return hash;
}

export interface N8nEnvOptions {
	root: string;
	userFolder: string;
	port: number;
	brokerPort: number;
	env?: NodeJS.ProcessEnv;
}

/**
 * What the pinned n8n runs with: its own folder and ports, an owner without a sign-up page, no pop-ups
 * and no calls to the network, Brazilian time. `env` is laid over it.
 */
export function n8nEnv({ root, userFolder, port, brokerPort, env = {} }: N8nEnvOptions): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name)));
	return {
		...inherited,
		PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
		COBRANCA_PARENT_PID: String(process.pid),
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: 'localhost',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://localhost:${port}/`,
		N8N_WEBHOOK_URL: `http://localhost:${port}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		GENERIC_TIMEZONE: 'America/Sao_Paulo',
		DB_SQLITE_POOL_SIZE: '4',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: OWNER.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: OWNER.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: OWNER.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: passwordHash(root, userFolder),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIDE_USAGE_PAGE: 'true',
		N8N_PYTHON_ENABLED: 'false',
		// These would look things up on n8n's own servers, or fill the editor with what the demo is not about.
		N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub,mcp,insights,quick-connect',
		N8N_PAYLOAD_SIZE_MAX: '256',
		N8N_FORMDATA_FILE_SIZE_MAX: '1024',
		...env,
	};
}
