import type { FuzzTarget } from '../target';
import { amountTarget } from './amount';
import { asaasTarget } from './asaas';
import { boletoTarget } from './boleto';
import { brCodeTarget } from './brCode';
import { dayTarget } from './day';
import { documentTarget } from './document';
import { emailTarget } from './email';
import { localHolidaysTarget } from './localHolidays';
import { phoneTarget } from './phone';
import { pixKeyTarget } from './pixKey';
import { postalCodeTarget } from './postalCode';
import { termsTargets } from './terms';

/** Every parser that is fed what people, files and other systems hand over. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [
	amountTarget,
	asaasTarget,
	boletoTarget,
	brCodeTarget,
	dayTarget,
	documentTarget,
	emailTarget,
	localHolidaysTarget,
	phoneTarget,
	pixKeyTarget,
	postalCodeTarget,
	...termsTargets,
];
