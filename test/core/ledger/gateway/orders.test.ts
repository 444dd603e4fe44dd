import { endOrder, takeOrder } from '../../../../core/ledger/gateway/orders';
import { LedgerError } from '../../../../core/ledger/LedgerError';
import { NOON } from '../../../support/invoices';
import { newPlace, onBothEngines } from '../../../support/ledgers';

const ORDER = { gateway: 'asaas', reference: 'planilha:1', invoiceId: null };

onBothEngines('the right to order a charge', (open, engine) => {
	it('is one’s alone, and whoever is refused it is told so, however often it changes hands', async () => {
		const place = newPlace(engine);
		const ledgers = [await open(place), await open(place)];
		let holders = 0;
		let taken = 0;
		const wanting = async (index: number) => {
			for (let round = 0; round < 60; round += 1) {
				try {
					await takeOrder(ledgers[index % 2], ORDER, NOON);
				} catch (error) {
					if (!(error instanceof LedgerError)) throw error;
					expect(error.message).toContain('está sendo criada por outra execução');
					continue;
				}
				holders += 1;
				taken += 1;
				expect(holders).toBe(1);
				holders -= 1;
				await endOrder(ledgers[index % 2], ORDER, 'known');
			}
		};
		await Promise.all([0, 1, 2, 3, 4, 5].map(wanting));
		expect(taken).toBeGreaterThan(0);
	});
});
