import { EmailError, isEmail, maskEmail, parseEmail } from '../../../../core/contactData/email';
import type { FuzzTarget } from '../target';

export const emailTarget: FuzzTarget = {
	name: 'parseEmail',
	seeds: ['nome@empresa.com.br', "d'avila+x@example.com", 'joão@açaí.com.br', 'A@B.CO', ' um@example.com '],
	alphabet: 'abcxyzABC019@@..-_+<>;, ',
	parse(input) {
		const email = parseEmail(input);
		if (!isEmail(email) || /[\s<>,;:"\p{Cc}]/u.test(email)) throw new Error(`${email} is not one address`);
		if (!/^.?\*\*\*@/u.test(maskEmail(email))) throw new Error(`${maskEmail(email)} shows too much`);
	},
	isDocumented: (error) => error instanceof EmailError,
};
