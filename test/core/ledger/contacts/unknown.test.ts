import { hostname } from 'node:os';
import { addDays } from '../../../../core/calendar/day';
import { markAbandoned } from '../../../../core/ledger/contacts/abandoned';
import { claimContact } from '../../../../core/ledger/contacts/claimContact';
import { finishContact } from '../../../../core/ledger/contacts/finishContact';
import { settleContact } from '../../../../core/ledger/contacts/settleContact';
import { isKnownGone, WORKER_ID } from '../../../../core/ledger/worker';
import type { Ledger } from '../../../../core/ledger/Ledger';
import { runRuler } from '../../../../core/ruler/runRuler';
import { aClaim } from '../../../support/claimStorm';
import { anInvoice, NOON, put, TODAY } from '../../../support/invoices';
import { newPlace, onBothEngines } from '../../../support/ledgers';
import { momentOf, rulerOptions, rulerPolicy } from '../../../support/rulers';
import { startChild } from '../../../support/workers/child';

const AT = NOON.toISOString();
const D1 = addDays(TODAY, 1);
const NOBODY = 999_999_999; // above any process id

async function routed(ledger: Ledger): Promise<number[]> {
	const run = await runRuler(ledger, rulerPolicy(), momentOf(D1), rulerOptions());
	return run.routed.map(({ facts }) => facts.invoiceId);
}

async function claimOf(ledger: Ledger, invoiceId: number, claimedBy?: string): Promise<number> {
	const claim = await claimContact(ledger, aClaim([{ invoiceId }], { today: D1 }));
	if ('refused' in claim) throw new Error(JSON.stringify(claim.refused));
	if (claimedBy) await ledger.db.updateTable('contacts').set({ claimed_by: claimedBy }).where('id', '=', claim.contactId).execute();
	return claim.contactId;
}

async function stateOf(ledger: Ledger, id: number): Promise<string> {
	return (await ledger.db.selectFrom('contacts').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
}

describe('isKnownGone', () => {
	it('knows of processes of this machine only', () => {
		expect(isKnownGone(WORKER_ID)).toBe(false);
		expect(isKnownGone(`${hostname()}:${process.ppid}:outro`)).toBe(false);
		expect(isKnownGone(`${hostname()}:${NOBODY}:outro`)).toBe(true);
		expect(isKnownGone(`outra-maquina:${NOBODY}:outro`)).toBe(false);
	});

	it('takes its own pid under another name for the process it was before a restart', () => {
		expect(isKnownGone(`${hostname()}:${process.pid}:antes`)).toBe(true);
	});

	it('reads host names with colons', () => {
		expect(isKnownGone(`fe80::1:${NOBODY}:x`, `fe80::1:${process.pid}:y`)).toBe(true);
		expect(isKnownGone(`fe80::2:${NOBODY}:x`, `fe80::1:${process.pid}:y`)).toBe(false);
	});
});

onBothEngines('abandoned contacts', (open, engine) => {
	it('become unknown when their process is gone or their lease has run out, and only then', async () => {
		const ledger = await open();
		const [mine, gone, far, late] = await put(ledger, ['mine', 'gone', 'far', 'late'].map((number) => anInvoice(number)));
		const contacts = {
			mine: await claimOf(ledger, mine),
			gone: await claimOf(ledger, gone, `${hostname()}:${NOBODY}:x`),
			far: await claimOf(ledger, far, `outra-maquina:${NOBODY}:x`),
			late: await claimOf(ledger, late, `outra-maquina:${NOBODY}:x`),
		};
		await ledger.db.updateTable('contacts').set({ lease_until: '2026-11-24T14:59:59.999Z' }).where('id', '=', contacts.late).execute();
		expect(await markAbandoned(ledger.db, AT)).toBe(2);
		const states = await Promise.all(Object.entries(contacts).map(async ([name, id]) => [name, await stateOf(ledger, id)]));
		expect(Object.fromEntries(states)).toEqual({ mine: 'claimed', gone: 'unknown', far: 'claimed', late: 'unknown' });
		expect(await markAbandoned(ledger.db, AT)).toBe(0);
		expect(await markAbandoned(ledger.db, new Date(NOON.getTime() + 10 * 60_000 + 1).toISOString())).toBe(2);
	});

	it('are those of a process killed in the middle of sending', async () => {
		const place = newPlace(engine);
		const ledger = await open(place);
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		const child = startChild('claimAndWait.ts', { place, invoiceId: id });
		const contactId = (await child.work()) as number;
		expect(await markAbandoned(ledger.db, AT)).toBe(0);
		child.process.kill('SIGKILL');
		await child.gone;
		expect(await markAbandoned(ledger.db, AT)).toBe(1);
		expect(await stateOf(ledger, contactId)).toBe('unknown');
		expect(await routed(ledger)).toEqual([]);
		expect(await claimContact(ledger, aClaim([{ invoiceId: id }]))).toEqual({ refused: [{ invoiceId: id, reason: 'already_contacted' }] });
	});

	it('take the real outcome from a process that was slow, not gone', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		const contactId = await claimOf(ledger, id);
		await markAbandoned(ledger.db, '2026-11-25T00:00:00.000Z');
		expect(await stateOf(ledger, contactId)).toBe('unknown');
		expect(await finishContact(ledger, contactId, { state: 'sent' }, AT)).toBe('sent');
		expect(await stateOf(ledger, contactId)).toBe('sent');
	});
});

onBothEngines('settleContact', (open) => {
	it('keeps the step when the message arrived', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		const contactId = await claimOf(ledger, id);
		await finishContact(ledger, contactId, { state: 'unknown', reason: 'sem resposta' }, AT);
		expect(await settleContact(ledger, contactId, 'sent', 'cliente confirmou', AT)).toMatchObject({ state: 'sent', reason: null, settled_note: 'cliente confirmou' });
		expect(await routed(ledger)).toEqual([]);
	});

	it('gives the step back when it did not arrive, with all its attempts', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		for (let time = 0; time < 5; time += 1) {
			expect(await routed(ledger)).toEqual([id]);
			const contactId = await claimOf(ledger, id);
			await finishContact(ledger, contactId, { state: 'unknown', reason: 'sem resposta' }, AT);
			expect(await settleContact(ledger, contactId, 'not_sent', null, AT)).toMatchObject({ state: 'failed', settled_note: '' });
		}
		expect(await routed(ledger)).toEqual([id]);
	});

	it('is the last word: an outcome that comes later changes nothing', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		await routed(ledger);
		const contactId = await claimOf(ledger, id);
		await finishContact(ledger, contactId, { state: 'unknown', reason: 'sem resposta' }, AT);
		await settleContact(ledger, contactId, 'sent', null, AT);
		for (const late of [{ state: 'retry', reason: '451', maxAttempts: 3 }, { state: 'postponed', reason: '421' }, { state: 'failed', reason: '550' }] as const) {
			expect(await finishContact(ledger, contactId, late, AT)).toBe('sent');
		}
		expect(await routed(ledger)).toEqual([]);
	});

	it('has nothing to say of a contact that is not unknown, or not there', async () => {
		const ledger = await open();
		const [id] = await put(ledger, [anInvoice('A')]);
		const contactId = await claimOf(ledger, id);
		await expect(settleContact(ledger, contactId, 'sent', null, AT)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('claimed') });
		await expect(settleContact(ledger, 4711, 'sent', null, AT)).rejects.toMatchObject({ code: 'not_found' });
	});
});
