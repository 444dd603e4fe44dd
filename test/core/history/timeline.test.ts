import { timelineOf, type TimelineFacts } from '../../../core/history/timeline';
import { addDays } from '../../../core/calendar/day';
import { Calendar } from '../../../core/calendar/holidays';
import { TODAY } from '../../support/invoices';
import { Random } from '../../support/random';

const NOTHING: TimelineFacts = { invoices: [], payments: [], promises: [], contacts: [], occurrences: [], agreements: [] };
const MOMENT = { today: TODAY, calendar: new Calendar(), timeZone: 'America/Sao_Paulo' };
const at = (day: string) => `${day}T15:00:00.000Z`;
const invoice = (id: number, changes: Partial<TimelineFacts['invoices'][number]> = {}) => ({ id, number: `F${id}`, issueDate: null, dueDate: '2026-10-13', amountCents: 10_000, status: 'open' as const, paidOn: null, note: null, ...changes });
const told = (facts: Partial<TimelineFacts>, limit = 100) => timelineOf({ ...NOTHING, ...facts }, MOMENT, limit).map(({ on, text }) => `${on} ${text}`);

describe('timelineOf', () => {
	it('tells what happened, newest first, as a person would read it', () => {
		expect(
			told({
				invoices: [invoice(1, { issueDate: '2026-10-01', status: 'paid', paidOn: '2026-10-19', amountCents: 12_000 }), invoice(2, { dueDate: '2026-11-10', status: 'disputed', note: 'não recebeu' })],
				payments: [{ invoiceId: 1, cents: 2_000, paidOn: '2026-10-13' }, { invoiceId: 1, cents: 10_000, paidOn: '2026-10-19' }],
				promises: [{ invoiceId: 1, until: '2026-10-17', note: null, madeAt: at('2026-10-15') }, { invoiceId: 2, until: '2026-11-13', note: 'por telefone', madeAt: at('2026-11-11') }],
				contacts: [
					{ on: '2026-10-14', channel: 'email', purpose: 'reminder', steps: 'D+1', state: 'sent', reason: null, invoiceIds: [1] },
					{ on: '2026-10-20', channel: 'email', purpose: 'thanks', steps: 'paga', state: 'sent', reason: null, invoiceIds: [1] },
					{ on: '2026-11-15', channel: 'email', purpose: 'reminder', steps: 'D+5', state: 'bounced', reason: '550 não existe', invoiceIds: [1, 2] },
				],
				occurrences: [
					{ on: '2026-10-15', kind: 'promise', cause: null, note: 'x', author: null, invoiceId: 1 },
					{ on: '2026-11-16', kind: 'dispute', cause: 'Nossa fatura chegou tarde ou não chegou', note: 'diz que não recebeu', author: 'Rui', invoiceId: 2 },
				],
				agreements: [{ state: 'broken', madeOn: '2026-11-17', madeAt: at('2026-11-17'), endsOn: '2026-12-20', endedOn: '2026-11-20', note: '2 vezes', invoiceIds: [2] }],
			}),
		).toEqual([
			'2026-11-20 Rompeu o acordo sobre a fatura F2.',
			'2026-11-17 Fez um acordo sobre a fatura F2, com o último pagamento em 20/12/2026.',
			'2026-11-16 Contestação sobre a fatura F2. Causa: Nossa fatura chegou tarde ou não chegou. diz que não recebeu.',
			'2026-11-15 Lembrete por e-mail sobre as faturas F1 e F2 (D+5): devolvido, não chegou ao cliente. 550 não existe.',
			'2026-11-11 Prometeu pagar a fatura F2 até 13/11/2026: não cumpriu.',
			'2026-11-10 Fatura F2 de R$ 100,00, com vencimento em 10/11/2026: contestada.',
			'2026-10-20 Agradecimento por e-mail sobre a fatura F1: enviado.',
			'2026-10-19 Pagou R$ 100,00 da fatura F1, com 6 dias de atraso.',
			'2026-10-15 Prometeu pagar a fatura F1 até 17/10/2026: cumpriu.',
			'2026-10-14 Lembrete por e-mail sobre a fatura F1 (D+1): enviado. O cliente prometeu pagar 1 dia depois.',
			'2026-10-13 Pagou R$ 20,00 da fatura F1, em dia.',
			'2026-10-01 Fatura F1 de R$ 120,00, com vencimento em 13/10/2026: paga em 19/10/2026.',
		]);
	});

	it.each([
		['kept on the banking day after it', 'paid', '2026-10-19', [['2026-10-17', '2026-10-10']], ['kept']],
		['pending on its own day', 'open', null, [[TODAY, '2026-11-20']], ['pending']],
		['broken the day after', 'open', null, [[addDays(TODAY, -1), '2026-11-20']], ['broken']],
		['replaced in time by another', 'open', null, [['2026-11-20', '2026-11-18'], [TODAY, '2026-11-19']], ['pending', 'replaced']],
		['broken when the next came too late', 'open', null, [['2026-11-10', '2026-11-05'], [TODAY, '2026-11-19']], ['pending', 'broken']],
	] as const)('a promise is %s', (_name, status, paidOn, promises, outcomes) => {
		const facts = { ...NOTHING, invoices: [invoice(1, { status, paidOn })], promises: promises.map(([until, made]) => ({ invoiceId: 1, until, note: null, madeAt: at(made) })) };
		expect(timelineOf(facts, MOMENT, 100).filter(({ kind }) => kind === 'promise').map(({ outcome }) => outcome)).toEqual(outcomes);
	});

	it('tells a promise that an agreement replaced before its day was over', () => {
		const agreement = (madeOn: string) => [{ state: 'active' as const, madeOn, madeAt: at(madeOn), endsOn: null, endedOn: null, note: null, invoiceIds: [1] }];
		const told = (madeOn: string) => timelineOf({ ...NOTHING, invoices: [invoice(1)], promises: [{ invoiceId: 1, until: '2026-11-13', note: null, madeAt: at('2026-11-11') }], agreements: agreement(madeOn) }, MOMENT, 100).find(({ kind }) => kind === 'promise');
		expect(told('2026-11-13')).toMatchObject({ outcome: 'agreed', text: 'Prometeu pagar a fatura F1 até 13/11/2026: trocada por um acordo antes do prazo.' });
		expect(told('2026-11-16')).toMatchObject({ outcome: 'broken' });
		expect(told('2026-11-10')).toMatchObject({ outcome: 'broken' });
	});

	it('tells the day of an instant at the creditor’s', () => {
		expect(told({ invoices: [invoice(1, { issueDate: '2026-01-01' })], promises: [{ invoiceId: 1, until: TODAY, note: null, madeAt: '2026-11-24T01:30:00.000Z' }] })[0]).toMatch(/^2026-11-23 Prometeu/);
	});

	it('lists no more than asked: the newest', () => {
		const random = new Random(7);
		const invoices = Array.from({ length: 40 }, (_, index) => invoice(index + 1, { dueDate: addDays('2026-01-01', random.below(300)) }));
		const all = told({ invoices });
		expect([...all].sort().reverse().map((line) => line.slice(0, 10))).toEqual(all.map((line) => line.slice(0, 10)));
		expect(told({ invoices }, 7)).toEqual(all.slice(0, 7));
		expect(told({ invoices }, 0)).toEqual([]);
	});

	it('counts many invoices instead of naming them', () => {
		const ids = [1, 2, 3, 4, 5, 6];
		const contact = { on: TODAY, channel: 'sms', purpose: 'reminder' as const, steps: '', state: 'unknown' as const, reason: null, invoiceIds: ids };
		expect(told({ invoices: ids.map((id) => invoice(id)), contacts: [contact] })[0]).toBe(`${TODAY} Lembrete por SMS sobre 6 faturas: não se sabe se saiu.`);
	});
});
