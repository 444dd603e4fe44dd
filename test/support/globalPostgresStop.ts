/** Stops the server that globalPostgres started. */
export default async function teardown(): Promise<void> {
	await globalThis.cobrancaPostgres?.stop();
	globalThis.cobrancaPostgres = undefined;
}
