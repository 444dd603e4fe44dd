/** A test that hangs fails; one that waits for its turn on a busy machine, as while n8n is being installed beside it, does not. */
jest.setTimeout(60_000);
