import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Calendar } from '../../../core/calendar/Calendar';
import { addDays, type Day } from '../../../core/calendar/day';
import { noticeGuards } from '../../../core/listing/noticeGuards';

interface Node {
	name: string;
	parameters: Record<string, unknown>;
}

const { nodes } = JSON.parse(readFileSync(join(__dirname, '../../../workflows/negativacao.json'), 'utf8')) as { nodes: Node[] };
const parameter = (node: string, name: string) => nodes.find((one) => one.name === node)?.parameters[name];
const textOf = (node: string, name: string) => String(parameter(node, name));
/** The days that the notice gives the customer, and those that the listing waits. */
const announced = Number(/em até \*\*(\d+) dias\*\* a contar do recebimento/.exec(textOf('Comunicado prévio', 'message'))?.[1]);
const { noticeDays } = parameter('Pedir negativação', 'guards') as { noticeDays: number };

describe('the workflow “negativacao”', () => {
	it('waits a day longer than its notice gives the customer, and says so', () => {
		expect(noticeDays).toBe(announced + 1);
		expect(textOf('Passo 2', 'content')).toContain(`Os ${announced} dias do cliente`);
		expect(textOf('Passo 2', 'content')).toContain(`*Days After the Notice* é ${noticeDays}`);
		expect(textOf('Garantias', 'content')).toContain(`prazo de ${announced} dias`);
		expect(textOf('Entrega registrada', 'completionMessage')).toContain(`${announced} dias`);
	});

	it('lists nobody within the term that it announced: the day of delivery is not counted, the last one is the customer’s to its end (Código Civil art. 132)', () => {
		const calendar = new Calendar();
		const waits = (deliveredOn: Day, today: Day) => {
			const notice = { id: 1, channel: 'email', sentOn: deliveredOn, deliveredOn, failed: false };
			const rule = { noticeDays, noticeBy: 'creditor', payableUntil: addDays(deliveredOn, -30), takenBackOn: null, calendar } as const;
			return noticeGuards([notice], rule, today).some(({ ok }) => !ok);
		};
		expect([waits('2026-11-01', '2026-11-16'), waits('2026-11-01', '2026-11-17')]).toEqual([true, false]);
		for (let count = 0; count < 400; count += 1) {
			const deliveredOn = addDays('2026-01-01', count);
			const last = calendar.nextBankingDay(addDays(deliveredOn, announced));
			expect([deliveredOn, waits(deliveredOn, last), waits(deliveredOn, addDays(last, 1))]).toEqual([deliveredOn, true, false]);
		}
	});
});
