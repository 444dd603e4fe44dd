import { compileTemplate } from '../../../core/reminder/render';
import { sendReminders } from '../../../core/reminder/sendReminders';
import { Calendar } from '../../../core/calendar/holidays';
import { chargingNothing } from '../../../core/ledger/charging';
import { anInvoice, NOON, put, TODAY } from '../../support/invoices';
import { onBothEngines } from '../../support/ledgers';

onBothEngines('a mail server that never answers after the content', (open) => {
	it('is given up after ten messages in a row: the rest is neither claimed nor left for a person to settle', async () => {
		const ledger = await open();
		const ids = await put(ledger, Array.from({ length: 40 }, (_, index) => anInvoice(`f${index}`)));
		const results = await sendReminders(
			ledger,
			{ send: async () => await Promise.resolve({ state: 'ambiguous', reason: 'a conexão caiu' }) },
			ids.map((invoiceId, index) => ({ index, invoiceId, ruler: 'padrao', step: { id: 'D0', day: 0 } })),
			{
				creditor: { name: 'Padaria', document: '11222333000181', address: 'Rua A, 1', phone: null, email: null, city: null, pix: null },
				template: compileTemplate({ subject: 'Fatura {{fatura.numero}}', message: 'Olá' }),
				purpose: 'reminder',
				from: 'a@example.com',
				replyTo: null,
				concurrency: 1,
				maxAttempts: 3,
				groupByCustomer: true,
				today: TODAY,
				charging: chargingNothing(new Calendar()),
				clock: () => NOON,
			},
		);
		const count = (reason: string) => results.filter((result) => result.reason === reason).length;
		expect([count('unknown'), count('server_unavailable')]).toEqual([10, 30]);
		expect(await ledger.db.selectFrom('contacts').select('state').execute()).toHaveLength(10);
	});
});
