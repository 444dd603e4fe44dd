import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** Whether an item comes out of a dry run: nothing may be sent, nor asked for at a gateway, because of it. */
export function isRehearsed({ dryRun }: IDataObject): boolean {
	return dryRun === true || dryRun === 'true';
}

/** Whether any of the items does: what is done for all of them at once is then not done. */
export function isDryRun(items: readonly INodeExecutionData[]): boolean {
	return items.some(({ json }) => isRehearsed(json));
}

/** What a gateway's item of a dry run goes on as. */
export function rehearsedItem(json: IDataObject): IDataObject {
	return { ...json, gatewayNote: 'Ensaio (dry run): nada foi pedido ao gateway.' };
}

/** Throws, for what must not be written down because of an item that comes out of a dry run. */
export function refuseRehearsed(json: IDataObject): void {
	if (isRehearsed(json)) throw new RangeError('O item vem de um ensaio (dry run): nada foi registrado.');
}
