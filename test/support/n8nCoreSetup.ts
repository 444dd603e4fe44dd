import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';

// n8n-core keeps settings in the user's folder, and so does a ledger whose folder is not set.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'cobranca-n8n-'));
process.env.N8N_LOG_LEVEL = 'silent';
