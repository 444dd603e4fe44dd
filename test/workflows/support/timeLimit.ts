/** A run of n8n takes seconds, on a slow machine many. */
jest.setTimeout(180_000);
