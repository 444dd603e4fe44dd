import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { AsaasEvent } from '../../../doubles/asaas/index.ts';

export interface Delivery {
	event: AsaasEvent;
	headers: IncomingHttpHeaders;
	method: string;
}

export interface Receiver {
	url: string;
	deliveries: Delivery[];
	/** Status of the answer to the delivery with this number, from 0; null closes the connection. Default: 200. */
	answer: (at: number, event: AsaasEvent) => number | null;
	stop(): Promise<void>;
}

/** A webhook's server. */
export async function startReceiver(): Promise<Receiver> {
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk) => (text += chunk));
		request.on('end', () => {
			const event = JSON.parse(text) as AsaasEvent;
			const status = receiver.answer(receiver.deliveries.length, event);
			receiver.deliveries.push({ event, headers: request.headers, method: request.method ?? '' });
			if (status === null) request.socket.destroy();
			else response.writeHead(status, status === 308 ? { location: '/elsewhere' } : {}).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const receiver: Receiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
		deliveries: [],
		answer: () => 200,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	return receiver;
}
