import { type Call, filterOf, listPage } from './http.ts';
import { present } from './present.ts';
import type { Payment } from './types.ts';

type Test = (payment: Payment, wanted: string) => boolean;
type DayField = 'dateCreated' | 'dueDate' | 'paymentDate' | 'estimatedCreditDate';

/** `field`, `field[ge]` and `field[le]`; a charge that has no such day is in none of them. */
function days(field: DayField): Record<string, Test> {
	return {
		[field]: (payment, wanted) => payment[field] === wanted,
		[`${field}[ge]`]: (payment, wanted) => (payment[field] ?? '') >= wanted,
		[`${field}[le]`]: (payment, wanted) => payment[field] !== null && payment[field] <= wanted,
	};
}

const FILTERS: Readonly<Record<string, Test>> = {
	installment: ({ installment }, wanted) => installment === wanted,
	customer: ({ customer }, wanted) => customer === wanted,
	billingType: ({ billingType }, wanted) => billingType === wanted,
	status: ({ status }, wanted) => status === wanted,
	subscription: ({ subscription }, wanted) => subscription === wanted,
	externalReference: ({ externalReference }, wanted) => externalReference === wanted,
	pixQrCodeId: ({ pixQrCodeId }, wanted) => pixQrCodeId === wanted,
	anticipated: ({ anticipated }, wanted) => String(anticipated) === wanted,
	anticipable: ({ anticipable }, wanted) => String(anticipable) === wanted,
	// no customer here is in a group, and all charges were made through the API
	customerGroupName: () => false,
	user: () => false,
	...days('dateCreated'),
	...days('paymentDate'),
	...days('estimatedCreditDate'),
};

const WITH_DUE_DATE = { ...FILTERS, ...days('dueDate') };

/** The charges that a query asks for. Whoever uses the real API has seen it ignore the filter of the due date. */
export function listPayments({ account, query }: Call): unknown {
	const matches = filterOf(query, account.ignoreDueDateFilter ? FILTERS : WITH_DUE_DATE);
	return listPage(account.payments, query, matches, (payment) => present(payment, account.today));
}
