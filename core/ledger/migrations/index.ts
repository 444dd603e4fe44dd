import type { Engine } from '../Ledger';
import { initial } from './0001_initial';
import { exactAmounts } from './0002_exact_amounts';
import { gateway } from './0003_gateway';

/** Every change of the ledger's shape, oldest first. Never edit one that was released: add another. */
export const MIGRATIONS: ReadonlyArray<(engine: Engine) => string[]> = [initial, exactAmounts, gateway];
