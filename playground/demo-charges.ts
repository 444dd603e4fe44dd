import { addDays, type Day } from '../core/calendar/day.ts';
import { Calendar } from '../core/calendar/Calendar.ts';
import type { AsaasDouble } from '../test/doubles/asaas/index.ts';
import { demoCustomer } from './demo-people.ts';
import { DEMO_PLACE, dueDatesCountedFrom, STANDARD_DAYS } from './demo-portfolio.ts';

/** The customers of the file have the numbers below. */
const FIRST_CUSTOMER = 195;
const PER_STEP = 2;
const LATER = [12, 19, 26];
const BILLING = ['BOLETO', 'PIX', 'UNDEFINED'] as const;

/** What the demo's account at the simulated gateway holds at first: charges on each day of the régua, some due later. */
export function makeDemoCharges(asaas: AsaasDouble, today: Day): void {
	const calendar = Calendar.of(DEMO_PLACE);
	const dues = [...STANDARD_DAYS.flatMap((step) => Array.from({ length: PER_STEP }, () => dueDatesCountedFrom(addDays(today, -step), calendar)[0] ?? today)), ...LATER.map((days) => addDays(today, days))];
	dues.forEach((dueDate, place) => {
		const { name, document, email, phone, postalCode } = demoCustomer(FIRST_CUSTOMER + place);
		const customer = asaas.addCustomer({
			name,
			cpfCnpj: document.replace(/[^0-9A-Z]/g, ''),
			email,
			mobilePhone: phone.replace(/\D/g, ''),
			postalCode: postalCode.replace(/\D/g, ''),
			// As it is at Asaas unless somebody turns it off: the sync says so.
			notificationDisabled: place % 3 !== 0,
		});
		asaas.addPayment({
			customer: customer.id,
			value: 89.9 + place * 35,
			dueDate,
			billingType: BILLING[place % BILLING.length] ?? 'BOLETO',
			description: `Mensalidade ${dueDate.slice(5, 7)}/${dueDate.slice(0, 4)}`,
			fine: { value: 2 },
			interest: { value: 1 },
		});
	});
}
