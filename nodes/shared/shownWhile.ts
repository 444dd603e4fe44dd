import type { INodeProperties } from 'n8n-workflow';

/** The same fields, shown only while another field has one of these values. */
export function shownWhile(name: string, values: string[], fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({ ...field, displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, [name]: values } } }));
}
