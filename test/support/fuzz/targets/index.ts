import type { FuzzTarget } from '../target';
import { amountTarget } from './amount';
import { dayTarget } from './day';
import { termsTargets } from './terms';

/** Every parser that is fed what people, files and other systems hand over. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [amountTarget, dayTarget, ...termsTargets];
