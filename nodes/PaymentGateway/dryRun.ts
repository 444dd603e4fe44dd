import type { IDataObject } from 'n8n-workflow';

/** Whether an item comes out of a dry run: nothing may be asked for at the gateway because of it. */
export function isRehearsed({ dryRun }: IDataObject): boolean {
	return dryRun === true || dryRun === 'true';
}

/** What such an item goes on as. */
export function rehearsedItem(json: IDataObject): IDataObject {
	return { ...json, gatewayNote: 'Ensaio (dry run): nada foi pedido ao gateway.' };
}
