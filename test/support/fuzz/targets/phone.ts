import { parsePhone } from '../../../../core/contactData/phone';
import { PhoneError } from '../../../../core/contactData/PhoneError';
import type { FuzzTarget } from '../target';

const E164 = { mobile: /^\+55[1-9]\d9\d{8}$/, landline: /^\+55[1-9]\d[2-5]\d{7}$/ };

export const phoneTarget: FuzzTarget = {
	name: 'parsePhone',
	seeds: ['(11) 91234-5678', '+55 11 3456-7890', '5511912345678', '005511912345678', '0xx11 3456-7890', '0 15 11 91234-5678', 'Tel.: 5532221234', '0800 123 4567'],
	alphabet: '0123456789+()-. xX',
	parse(input) {
		const { e164, kind, areaCode } = parsePhone(input);
		if (!E164[kind].test(e164) || !e164.startsWith(`+55${areaCode}`)) throw new Error(`${e164} is not a ${kind}`);
	},
	isDocumented: (error) => error instanceof PhoneError,
};
