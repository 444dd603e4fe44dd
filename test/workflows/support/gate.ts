import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A door that opens once so many have come to it: its address answers everybody at the same moment. */
export interface Gate {
	url: string;
	stop(): Promise<void>;
}

/** Opens the gate for `count` at a time. */
export async function startGate(count: number): Promise<Gate> {
	let waiting: ServerResponse[] = [];
	const server = createServer((_request, response) => {
		waiting.push(response);
		if (waiting.length < count) return;
		for (const one of waiting) one.end('{}');
		waiting = [];
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: async () =>
			await new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
