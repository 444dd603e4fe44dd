import type { Engine } from '../Ledger';
import { initial } from './0001_initial';
import { exactAmounts } from './0002_exact_amounts';
import { gateway } from './0003_gateway';
import { debtor } from './0004_debtor';
import { bureau } from './0005_bureau';
import { listing } from './0006_listing';
import { testReports } from './0007_test_reports';
import { reportUses } from './0008_report_uses';

/** Every change of the ledger's shape, oldest first. Never edit one that was released: add another. */
export const MIGRATIONS: ReadonlyArray<(engine: Engine) => string[]> = [initial, exactAmounts, gateway, debtor, bureau, listing, testReports, reportUses];
