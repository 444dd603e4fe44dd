import { isCnpj } from '../../../../core/documents/cnpj';
import { isCpf } from '../../../../core/documents/cpf';
import { parseDocument } from '../../../../core/documents/document';
import { DocumentError } from '../../../../core/documents/DocumentError';
import type { FuzzTarget } from '../target';

export const documentTarget: FuzzTarget = {
	name: 'parseDocument',
	seeds: ['52998224725', '529.982.247-25', '998224740', '11.222.333/0001-81', '222333000165', '12.ABC.345/01DE-35', 'CPF: 52998224725', '="00998224740"'],
	alphabet: '0123456789ABCDEabcde./- *',
	parse(input) {
		const { kind, value } = parseDocument(input);
		if (!(kind === 'cpf' ? isCpf(value) : isCnpj(value))) throw new Error(`${value} is not a ${kind}`);
	},
	isDocumented: (error) => error instanceof DocumentError,
};
