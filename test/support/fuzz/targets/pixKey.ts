import { parsePixKey, PixKeyError } from '../../../../core/pix';
import type { FuzzTarget } from '../target';

const DICT_FORM = {
	cpf: /^\d{11}$/,
	cnpj: /^[\dA-Z]{12}\d{2}$/,
	phone: /^\+55\d{2}9\d{8}$/,
	email: /^[^@\sA-Z]+@[^@\sA-Z]+$/,
	random: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};

export const pixKeyTarget: FuzzTarget = {
	name: 'parsePixKey',
	seeds: [
		'529.982.247-25',
		'52998224725',
		'11.222.333/0001-81',
		'12.ABC.345/01DE-35',
		'+5511987654321',
		'(11) 98765-4321',
		'financeiro@exemplo.com.br',
		'123e4567-e12b-12d1-a456-426655440000',
	],
	alphabet: '0123456789.-/()+ @abcdefABCDE',
	parse(input) {
		const { kind, value } = parsePixKey(input);
		if (!DICT_FORM[kind].test(value) || value.length > 77) throw new Error(`${value} is not a ${kind} as the DICT has it`);
		const again = parsePixKey(value);
		if (again.kind !== kind || again.value !== value) throw new Error(`${value} reads as ${again.kind} ${again.value}`);
	},
	isDocumented: (error) => error instanceof PixKeyError,
};
