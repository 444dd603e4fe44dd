import { sql, type CompiledQuery } from 'kysely';
import { ASAAS } from '../../../../core/gateway/asaas';
import { applyEvents } from '../../../../core/gateway/applyEvents';
import { applyAnswers } from '../../../../core/gateway/liveStatus';
import { syncGateway } from '../../../../core/gateway/sync';
import { gatewayIdsOf } from '../../../../core/ledger/gateway/customers';
import { openLedger } from '../../../../core/ledger/open';
import { deliver, TOKEN } from '../../../support/deliveries';
import { useRig } from '../../../support/gateway';
import { NOON } from '../../../support/invoices';
import { CREDITOR, newQuickPlace, removePlace } from '../../../support/ledgers';
import { syncOptions } from '../../../support/gatewaySync';

const rig = useRig();

/** Tables that grow with the portfolio: a statement that a page or an event needs must not go through one of them. */
const GROWING = /\b(?:SCAN|SEARCH) (?:i|p|c|e|g|k|invoices|payments|customers|gateway_events|gateway_customers)\b(?!.*(?:rowid=\?|gateway=\? AND (?:gateway_id|event_id|charge_id)=\?|invoice_id=\?|key=\?|number=\?|customer_id=\?))/;
/** Looked at once in a whole run, or through an index of just what waits. */
const ALLOWED = [/from "gateway_events".*"state" = /s, /countAll|count\(\*\)/, /"gateway_state" in/];

it('SQLite finds what a page of charges or a batch of events needs by index, however much there is', async () => {
	const { asaas, gateway, clock } = rig();
	const place = newQuickPlace('sqlite');
	const ledger = await openLedger(place, CREDITOR);
	const queries = new Map<string, CompiledQuery>();
	const executor = ledger.db.getExecutor();
	const original = executor.compileQuery.bind(executor);
	Object.assign(Object.getPrototypeOf(executor) as object, {
		compileQuery(...args: Parameters<typeof original>) {
			const compiled = original(...args);
			queries.set(compiled.sql, compiled);
			return compiled;
		},
	});
	asaas.addMany(20);
	const { id } = asaas.addPayment({ event: true });
	asaas.pay(asaas.addPayment({ event: true }).id);
	asaas.refund(asaas.addPayment({ event: true, status: 'RECEIVED', clientPaymentDate: '2026-11-20' }).id);
	await syncGateway(ledger, ASAAS, gateway, syncOptions(clock));
	await deliver(ledger, gateway, asaas.account.events.map((body) => ({ body, token: TOKEN })), () => 3);
	await applyEvents(ledger, ASAAS, gateway, clock.date);
	const copy = await gateway.secondCopy(id);
	await ledger.db.transaction().execute(async (db) => await applyAnswers(db, 'sqlite', [{ gateway: 'asaas', chargeId: id, answer: { kind: 'told', copy } }], NOON.toISOString()));
	await gatewayIdsOf(ledger.db, 'sqlite', 'asaas', [1]);

	const slow: string[] = [];
	let explained = 0;
	for (const query of queries.values()) {
		if (!/^\s*(?:select|insert|update|delete)/i.test(query.sql) || ALLOWED.some((pattern) => pattern.test(query.sql))) continue;
		const plan = await ledger.db.executeQuery<{ detail: string }>({ ...query, sql: `explain query plan ${query.sql}`, query: sql`x`.compile(ledger.db).query });
		explained += 1;
		// To insert an invoice SQLite plans, and does not run, a search for rows that were waiting for it.
		const isForeignKey = (detail: string) => detail === 'SCAN gateway_events' && query.sql.includes('insert into invoices');
		for (const { detail } of plan.rows) if (GROWING.test(detail) && !isForeignKey(detail)) slow.push(`${detail}: ${query.sql}`);
	}
	await ledger.close();
	removePlace(place);
	expect(explained).toBeGreaterThan(15);
	expect(slow).toEqual([]);
});
