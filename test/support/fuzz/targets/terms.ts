import { parseDiscounts, parseFine, parseInterest } from '../../../../core/charges';
import type { FuzzTarget } from '../target';

const isDocumented = (error: unknown) => error instanceof RangeError;

export const termsTargets: readonly FuzzTarget[] = [
	{ name: 'parseFine', seeds: ['2%', '1,5 %', 'R$ 5,00', 'isento'], alphabet: '0123456789,.%R$ ', parse: parseFine, isDocumented },
	{ name: 'parseInterest', seeds: ['1% ao mês', '0,033% a.d.', 'taxa legal', '1'], alphabet: '0123456789,.% aomêsdi/', parse: parseInterest, isDocumented },
	{
		name: 'parseDiscounts',
		seeds: ['5% até 10 dias antes; R$ 10,00 até o vencimento', '3% até 1 dia antes', 'R$ 10 se pago até 5 dias antes'],
		alphabet: '0123456789,.%R$ ;atéodis',
		parse: parseDiscounts,
		isDocumented,
	},
];
