import { parseCustomer } from '../../importing/parseCustomer';
import { excerpt, type RowProblem } from '../../importing/problems';
import { RowReader } from '../../importing/rowReader';
import type { GatewayCustomer } from '../Gateway';
import { isJson, textIn } from './json';

const COLUMNS = {
	customerName: 'name',
	customerDocument: 'cpfCnpj',
	customerEmail: 'email',
	customerPhone: 'phone',
	customerState: 'state',
	customerCity: 'city',
	customerPostalCode: 'postalCode',
	customerCode: 'code',
} as const;

/**
 * A customer of the API, read and checked as one of a file is. `row` is its place in the listing, which its problems
 * name. Without a customer one of the problems is an error.
 */
export function customerFrom(value: unknown, row: number): { customer: GatewayCustomer | null; problems: RowProblem[] } {
	const id = isJson(value) ? textIn(value, 'id') : null;
	if (!isJson(value) || id === null) {
		return { customer: null, problems: [{ row, field: 'row', column: null, value: excerpt(value), severity: 'error', reason: 'O Asaas enviou um cliente sem id.' }] };
	}
	const reader = new RowReader(
		{
			name: value.name,
			cpfCnpj: value.cpfCnpj,
			email: value.email,
			phone: textIn(value, 'mobilePhone') ?? textIn(value, 'phone'),
			state: value.state,
			city: textIn(value, 'cityName'),
			postalCode: value.postalCode,
			// Tells apart customers without a document; those with one are the same person under several ids.
			code: id,
		},
		COLUMNS,
		row,
	);
	const customer = parseCustomer(reader);
	const problems = reader.problems.map((problem) => ({ ...problem, reason: `Cliente ${id} do Asaas: ${problem.reason}` }));
	if (customer === null || reader.hasError) return { customer: null, problems };
	return { customer: { id, customer, notifies: value.notificationDisabled !== true }, problems };
}
