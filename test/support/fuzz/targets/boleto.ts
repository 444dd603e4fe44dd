import { BoletoError, formatLine, parseBoleto, type Boleto } from '../../../../core/boleto';
import type { FuzzTarget } from '../target';

const REFERENCE = '2026-07-01';

export const boletoTarget: FuzzTarget = {
	name: 'parseBoleto',
	seeds: [
		'00190500954014481606906809350314599990000000100',
		'34191.79001 10104.351001 47910.201509 9 15030000026000',
		'83620000000-5 66780048100-0 18097565731-3 00158963608-1',
		'34199150300000260001790010104351004791020150',
		'83620000000667800481001809756573100158963608',
	],
	alphabet: '00112233445566778899. -',
	parse(input) {
		const boleto = parseBoleto(input, REFERENCE);
		const { line, barcode } = boleto;
		if (line.length !== (boleto.kind === 'bank' ? 47 : 48) || barcode.length !== 44) throw new Error(`${line} and ${barcode} are not of a boleto`);
		for (const text of [line, barcode, formatLine(line)]) checkSame(boleto, parseBoleto(text, REFERENCE));
	},
	isDocumented: (error) => error instanceof BoletoError,
};

function checkSame(boleto: Boleto, again: Boleto): void {
	if (JSON.stringify(again) !== JSON.stringify(boleto)) throw new Error(`${JSON.stringify(boleto)} became ${JSON.stringify(again)}`);
}
