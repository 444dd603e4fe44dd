import type { IDataObject } from 'n8n-workflow';
import type { Cause } from '../../../../core/ledger/occurrences/causes';
import { ORIGIN_NAMES } from '../../../../core/occurrences/kinds';

/** A cause as items carry it. */
export function causeItem({ key, name, origin, retired }: Cause): IDataObject {
	return { cause: { key, name, origin, originName: ORIGIN_NAMES[origin], retired: retired === 1 } };
}
