import { DatabaseSync } from 'node:sqlite';
import { addDays, type Day } from '../../core/calendar/day.ts';
import { Calendar } from '../../core/calendar/holidays.ts';
import { Random } from '../../test/support/random.ts';

export const RULER = 'padrao';
export const TODAY: Day = '2026-11-25'; // a Wednesday, with a banking day before it
export const YESTERDAY: Day = '2026-11-24';
export const STEP_DAYS = [-5, -1, 0, 1, 5, 15, 30];
export const CREDITOR = '11222333000181';
/** Reminders of each of the last six days, which the caps have to look at. */
export const CONTACTS_A_DAY = 10_000;

const calendar = new Calendar();
const STATES = ['SP', 'RJ', 'MG', 'RS', 'PR', 'BA', 'PE', 'CE', 'SC', 'GO'];

/** Whether a step of the standard régua falls on `day` for an invoice due on `due`. */
function hasStepOn(due: Day, day: Day): boolean {
	const from = calendar.nextBankingDay(due);
	return STEP_DAYS.some((step) => addDays(from, step) === day);
}

const offsets = Array.from({ length: 500 }, (_, index) => addDays(TODAY, index - 400));
const DUE = offsets.filter((due) => hasStepOn(due, TODAY));
const quiet = offsets.filter((due) => !hasStepOn(due, TODAY) && !hasStepOn(due, YESTERDAY));
const ahead = quiet.filter((due) => due > TODAY);
const recent = quiet.filter((due) => due <= TODAY && due >= addDays(TODAY, -60));
const old = quiet.filter((due) => due < addDays(TODAY, -60));

/** A portfolio as it may be: half of it still to fall due, a third up to two months late, the rest older. */
function quietDue(random: Random): Day {
	const part = random.next();
	return random.pick(part < 0.5 ? ahead : part < 0.85 ? recent : old);
}

/**
 * Fills an empty ledger with `invoices` open invoices of a fifth as many customers, `due` of them with a step
 * today and none with one yesterday, and with the reminders of the last days.
 */
export function fill(file: string, invoices: number, due: number): void {
	const database = new DatabaseSync(file);
	database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144');
	const customer = database.prepare("insert into customers (id, key, name, document, email, state, created_at, updated_at) values (?, ?, ?, ?, ?, ?, '', '')");
	const invoice = database.prepare(
		"insert into invoices (id, source, number, customer_id, description, issue_date, due_date, amount_cents, status, payment_url, import_id, created_at, updated_at) values (?, 'erp', ?, ?, 'Mensalidade', ?, ?, ?, 'open', ?, '00000000-0000-4000-8000-000000000000', '2026-06-01T12:00:00.000Z', '2026-06-01T12:00:00.000Z')",
	);
	const contact = database.prepare(
		"insert into contacts (customer_id, channel, ruler, steps, purpose, recipient, subject, message_id, invoice_ids, state, attempt, claimed_by, claimed_at, claimed_on, lease_until, finished_at) values (?, 'email', ?, 'D+1', 'reminder', ?, 'Sua fatura venceu', ?, '[1]', 'sent', 1, '', ?, ?, '', '')",
	);
	const random = new Random(2);
	const customers = invoices / 5;
	database.exec('begin');
	for (let id = 1; id <= customers; id += 1) {
		const document = String(id).padStart(11, '0');
		customer.run(id, `doc:${document}`, `Cliente de Souza ${id}`, document, `cliente${id}@example.com`, STATES[id % STATES.length]);
	}
	const every = invoices / due;
	for (let id = 1; id <= invoices; id += 1) {
		const dueDate = id % every === 0 ? random.pick(DUE) : quietDue(random);
		invoice.run(id, `F-${id}`, 1 + random.below(customers), addDays(dueDate, -30), dueDate, 1_000 + random.below(500_000), `https://pagar.example.com/f-${id}`);
	}
	for (let back = 30; back >= 1; back -= 1) {
		const day = addDays(TODAY, -back);
		for (let index = 0; index < CONTACTS_A_DAY; index += 1) {
			const id = 1 + random.below(customers);
			contact.run(id, RULER, `cliente${id}@example.com`, `<${back}.${index}@example.com>`, `${day}T12:00:00.000Z`, day);
		}
	}
	database.exec('commit');
	database.close();
}
