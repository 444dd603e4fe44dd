import { PlaygroundError } from './ports.ts';

export interface StartOptions {
	/** Do everything, print the summary, and end. */
	once: boolean;
	/** Forget what earlier runs left, the ledger and the inbox too. */
	reset: boolean;
	/** Added to the standard ports. */
	portOffset: number;
	help: boolean;
}

export const USAGE = `Usage: npm start -- [options]

Starts a local n8n with the package, a demo portfolio, a mail inbox and a simulated Asaas, runs the standard
régua once, and lets a payment arrive.

  --once             print the summary (last line as JSON) and end
  --reset            start over: forget the ledger, the inbox and the workflows of earlier runs
  --port-offset <n>  add n to the ports 5678 (editor), 8025 (inbox), 1025 (SMTP) and 8070 (simulated Asaas)
  --help             this text

COBRANCA_N8N_PORT, COBRANCA_INBOX_PORT, COBRANCA_SMTP_PORT and COBRANCA_ASAAS_PORT set one port each.`;

/** Reads the command line. Throws a {@link PlaygroundError} about what it does not know. */
export function readOptions(args: readonly string[]): StartOptions {
	const options: StartOptions = { once: false, reset: false, portOffset: 0, help: false };
	const rest = args.flatMap((arg) => (arg.startsWith('--port-offset=') ? ['--port-offset', arg.slice('--port-offset='.length)] : [arg]));
	for (let place = 0; place < rest.length; place += 1) {
		const arg = rest[place];
		if (arg === '--once') options.once = true;
		else if (arg === '--reset') options.reset = true;
		else if (arg === '--help' || arg === '-h') options.help = true;
		else if (arg === '--port-offset') {
			place += 1;
			const value = rest[place] ?? '';
			if (!/^\d{1,5}$/.test(value)) throw new PlaygroundError(`--port-offset takes a number, not "${value}".\n\n${USAGE}`);
			options.portOffset = Number(value);
		} else throw new PlaygroundError(`Unknown option "${arg}".\n\n${USAGE}`);
	}
	return options;
}
