import { addDays, wallClock, type Day } from '../../core/calendar/day.ts';
import { Calendar } from '../../core/calendar/holidays.ts';
import { cpf } from '../../playground/demo-people.ts';
import { STANDARD_DAYS } from '../../playground/demo-portfolio.ts';

export const TIME_ZONE = 'America/Sao_Paulo';

export function today(): Day {
	return wallClock(new Date(), TIME_ZONE).day;
}

/** Due dates on banking days that have a step of the régua today, however one counts. */
function dueDates(day: Day): Day[] {
	const calendar = new Calendar();
	return STANDARD_DAYS.map((step) => addDays(day, -step)).filter((due) => calendar.isBankingDay(due));
}

const NAMES = ['Ana', 'João', 'Márcia', 'Antônio', 'Letícia', 'José', 'Conceição', 'Luís'];

/** One invoice each of so many customers, all on a step today, as a table that both régua read. */
export function table(customers: number): string {
	const dues = dueDates(today());
	const lines = Array.from({ length: customers }, (_, index) => {
		const serial = index + 1;
		const name = `${NAMES[index % NAMES.length]} de Souza ${serial}`;
		const amount = ((10_000 + index * 37) / 100).toFixed(2);
		return [`F-${serial}`, name, cpf(String(serial).padStart(9, '0')), `cliente${serial}@example.com`, dues[index % dues.length], amount, `https://pagar.example.com/f-${serial}`].join(',');
	});
	return `${['numero,cliente,cpf_cnpj,email,vencimento,valor,link', ...lines].join('\n')}\n`;
}
