import { parsePostalCode, PostalCodeError } from '../../../../core/contactData/postalCode';
import type { FuzzTarget } from '../target';

export const postalCodeTarget: FuzzTarget = {
	name: 'parsePostalCode',
	seeds: ['13010000', '13010-000', '13.010-000', 'CEP: 01310-100', '1310100', '="01310100"'],
	alphabet: '0123456789-. CEP',
	parse(input) {
		const digits = parsePostalCode(input);
		if (!/^(?!00)\d{8}$/.test(digits)) throw new Error(`${digits} is not a CEP`);
	},
	isDocumented: (error) => error instanceof PostalCodeError,
};
